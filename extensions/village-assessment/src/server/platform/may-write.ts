// Whether somebody may write to a collection at all, as Directus will say once the guards have had their say.
import type { Accountability } from '@directus/types';
import { rowsOf, type Database } from './database.ts';
import { perTransaction } from './unit-of-work.ts';

export type WriteAction = 'create' | 'update' | 'delete';

/** In one transaction it is asked for once: an import writes the same collection a thousand times. */
const known = perTransaction(() => new Map<string, boolean>());

/**
 * Without any permission for it Directus refuses whatever is written: guards that spoke first would tell a stranger what is in
 * the collection. Which rows and fields the permission is for stays Directus's own question.
 */
export async function mayWrite(
	database: Database,
	accountability: Accountability,
	{ collection, action }: { readonly collection: string; readonly action: WriteAction },
): Promise<boolean> {
	// On collections of its own Directus gives everyone who uses the Studio rights that stand in no table.
	if (accountability.admin || collection.startsWith('directus_')) return true;
	const answers = known(database);
	const name = `${String(accountability.user)} ${collection} ${action}`;
	const before = answers.get(name);
	if (before !== undefined) return before;
	const roles = accountability.roles ?? [];
	const held = [...(accountability.user === null ? [] : [accountability.user]), ...roles];
	const found = await database.raw(
		`SELECT 1 FROM directus_permissions p JOIN directus_access a ON a.policy = p.policy WHERE p.collection = ? AND p.action = ?
			AND ((a."user" IS NULL AND a.role IS NULL) OR ${held.length === 0 ? 'FALSE' : heldBy(held)}) LIMIT 1`,
		[collection, action, ...held, ...held],
	);
	const allowed = rowsOf(found).length > 0;
	answers.set(name, allowed);
	return allowed;
}

const heldBy = (ids: readonly string[]): string => {
	const marks = ids.map(() => '?').join(', ');
	return `a."user" IN (${marks}) OR a.role IN (${marks})`;
};
