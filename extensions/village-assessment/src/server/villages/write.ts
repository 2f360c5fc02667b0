// Writes a plan: rows that are to be alike in one statement, and who did it in the record of activity.
import { DomainError } from '#domain/errors/domain-error.ts';
import { isTaken } from '#server/names/keys.ts';
import { batches, type Database } from '#server/platform/database.ts';
import type { Fields, Plan, Table, Write } from './plan.ts';
import { insertActivity, insertRevisions, updateRows } from './repository/writes.ts';

const ROWS_PER_STATEMENT = 200;
/** Kept by Directus where a person writes; what it says of an item's author is not touched (a waiver needs a second person). */
const DATED: readonly Table[] = ['evidence_items', 'adjustments', 'appeals', 'villages'];

export interface Doing {
	/** Who does it. */
	readonly user: string | null;
	/** The id of the action. */
	readonly action: string;
}

export async function writePlan(trx: Database, { writes, made }: Plan, doing: Doing): Promise<void> {
	const alike = new Map<string, { readonly table: Table; readonly after: Fields; readonly ids: string[] }>();
	for (const { table, id, after } of writes.values()) {
		const key = `${table} ${JSON.stringify(after)}`;
		const group = alike.get(key) ?? { table, after, ids: [] };
		group.ids.push(id);
		alike.set(key, group);
	}
	const now = new Date();
	for (const { table, after, ids } of alike.values()) {
		for (const some of batches(ids, ROWS_PER_STATEMENT)) {
			try {
				await updateRows(trx, { table, ids: some, fields: after, updatedAt: DATED.includes(table) ? now : null });
			} catch (error) {
				// A new name may be that of a third.
				if (isTaken(error)) throw new DomainError('NAME_TAKEN', { name: String(after['case_ref'] ?? '') });
				throw error;
			}
		}
	}
	const items = made.filter(({ table }) => table === 'evidence_items');
	await insertActivity(trx, { action: 'create', user: doing.user, rows: items });
	await record(trx, [...writes.values()], doing);
}

/** As Directus records a change by somebody; the revision names the action, which is nobody's saying anything of the fact. */
async function record(trx: Database, writes: readonly Write[], { user, action }: Doing): Promise<void> {
	for (const some of batches(writes, ROWS_PER_STATEMENT)) {
		const activity = await insertActivity(trx, { action: 'update', user, rows: some });
		const revisions = some.flatMap(({ table, id, after }) => {
			const of = activity.get(`${table}/${id}`);
			const delta = JSON.stringify({ ...after, village_change: action });
			return of === undefined || table === 'scorecards'
				? []
				: [{ activity: of, collection: table, item: id, data: delta, delta }];
		});
		await insertRevisions(trx, revisions);
	}
}
