// Which columns hold names, and beside them the column by which the name is compared. Unique indexes over those columns
// (schema/migrations) refuse two spellings of one name even where two people race.
import { DomainError } from '#domain/errors/domain-error.ts';
import type { WriteEffect } from '#server/platform/guard.ts';
import { columnOf, isPostgres, type Database } from '#server/platform/database.ts';
import { nameKey } from './folded.ts';
import { findNamedRow, updateKeys, type NameColumns } from './repository.ts';

export const NAMES: Readonly<Record<string, NameColumns>> = {
	villages: { keys: { code: 'code_key' }, within: [] },
	rulebooks: { keys: { code: 'code_key', version: 'version_key' }, within: [] },
	indicators: { keys: { code: 'code_key' }, within: ['rulebook'] },
	criteria: { keys: { code: 'code_key' }, within: ['rulebook'] },
	evidence_items: {
		keys: { case_ref: 'case_key' },
		within: ['scorecard', 'criterion', 'fact'],
		aside: { status: 'returned' },
	},
};

/**
 * The keys that a row should have and has not. A row that does not count has none, so that it comes back under
 * another name without meeting its old one.
 */
export function outdatedKeys(collection: string, row: object): Record<string, string | null> {
	const { keys = {}, aside = {} } = NAMES[collection] ?? {};
	const isAside = Object.entries(aside).some(([column, value]) => columnOf(row, column) === value);
	const wanted = Object.entries(keys).map(
		([name, key]) => [key, isAside ? null : nameKey(columnOf(row, name))] as const,
	);
	return Object.fromEntries(wanted.filter(([key, value]) => (columnOf(row, key) ?? null) !== value));
}

/**
 * Writes the key of a row that has just been written, in its writer's transaction: nobody has to be allowed to write keys, and what
 * somebody writes there by himself does not stay. The unique index refuses what was recorded by somebody else at the same moment.
 */
export async function writeKeys(database: Database, collection: string, row: { readonly id?: unknown }): Promise<void> {
	const keys = outdatedKeys(collection, row);
	if (Object.keys(keys).length === 0) return;
	try {
		const write = (trx: Database): Promise<void> => updateKeys(trx, collection, { id: String(row.id), keys });
		// PostgreSQL answers nothing more in a transaction once it has refused; the refusal has yet to be told in the writer's language.
		await (isPostgres(database) ? database.transaction(async (savepoint) => write(savepoint)) : write(database));
	} catch (error) {
		if (!isTaken(error)) throw error;
		throw new DomainError('NAME_TAKEN', {
			name: Object.keys(NAMES[collection]?.keys ?? {})
				.map((name) => String(columnOf(row, name)))
				.join(' '),
		});
	}
}

/** A unique index said no. */
export function isTaken(error: unknown): boolean {
	if (!(error instanceof Error) || !('code' in error)) return false;
	return error.code === '23505' || (error.code === 'SQLITE_CONSTRAINT' && error.message.includes('UNIQUE'));
}

export const nameEffects: WriteEffect = {
	collections: Object.keys(NAMES).filter((collection) => collection !== 'evidence_items'),
	afterWrite: async (key, { collection, database, change }) => {
		const row = change === 'delete' ? undefined : await findNamedRow(database, collection, key);
		if (row !== undefined) await writeKeys(database, collection, row);
	},
};
