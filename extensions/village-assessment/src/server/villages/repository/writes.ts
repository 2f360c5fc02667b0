// Writes what a merge, a split or its undoing has planned, and notes who did it as Directus does.
import type { Database } from '#server/platform/database.ts';
import type { StoredEvidenceItem } from '#server/platform/tables.ts';
import type { Fields, Made, Table } from '../plan.ts';

/** Tables of what is recorded on scorecards. */
export type RecordTable = 'evidence_items' | 'adjustments' | 'appeals';

/** Rows of a table as they are now, each as a map of its columns, by their ids. */
export async function findColumns(
	database: Database,
	table: Table,
	ids: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, unknown>>> {
	const rows: readonly { readonly id: string }[] = await database(table).whereIn('id', ids);
	return new Map(rows.map((row) => [row.id, new Map<string, unknown>(Object.entries(row))]));
}

/** The ids of what is recorded on these scorecards. */
export async function findRecordIds(
	database: Database,
	table: RecordTable,
	scorecards: readonly string[],
): Promise<string[]> {
	const rows = await database(table).select('id').whereIn('scorecard', scorecards);
	return rows.map(({ id }) => id);
}

interface Update {
	readonly table: Table;
	readonly ids: readonly string[];
	readonly fields: Fields;
	/** When it is done; null: the table keeps no such date, or must not show it. */
	readonly updatedAt: Date | null;
}

/** Writes the same values to several rows of a table. */
export async function updateRows(trx: Database, { table, ids, fields, updatedAt }: Update): Promise<void> {
	await trx(table)
		.whereIn('id', ids)
		.update({ ...fields, ...(updatedAt === null ? {} : { date_updated: updatedAt }) });
}

type NewItem = Pick<
	StoredEvidenceItem,
	'id' | 'scorecard' | 'criterion' | 'fact' | 'observed_on' | 'status' | 'note' | 'verified_by' | 'user_created'
> & {
	readonly value: string;
	readonly numerator: string | null;
	readonly denominator: string | null;
	readonly verified_at: Date;
	readonly date_created: Date;
};

/** Adds an evidence item. */
export async function insertItem(trx: Database, row: NewItem): Promise<void> {
	await trx('evidence_items').insert(row);
}

/** Takes away the evidence items and scorecards that an action has made. */
export async function deleteMade(trx: Database, made: readonly Made[]): Promise<void> {
	for (const table of ['evidence_items', 'scorecards'] as const) {
		const ids = made.filter((one) => one.table === table).map(({ id }) => id);
		await trx(table).whereIn('id', ids).delete();
	}
}

interface Activity {
	readonly action: 'create' | 'update';
	readonly user: string | null;
	readonly rows: readonly Made[];
}

/** Notes who made or changed rows; returns the ids of the notes by `table/id`. */
export async function insertActivity(
	trx: Database,
	{ action, user, rows }: Activity,
): Promise<ReadonlyMap<string, number>> {
	if (rows.length === 0) return new Map();
	const made = await trx('directus_activity')
		.insert(rows.map(({ table, id }) => ({ action, user, collection: table, item: id })))
		.returning(['id', 'collection', 'item']);
	return new Map(made.map((one) => [`${one.collection}/${one.item}`, one.id]));
}

interface NewRevision {
	readonly activity: number;
	readonly collection: string;
	readonly item: string;
	readonly data: string;
	readonly delta: string;
}

/** Notes what was changed. */
export async function insertRevisions(trx: Database, rows: readonly NewRevision[]): Promise<void> {
	if (rows.length > 0) await trx('directus_revisions').insert(rows);
}
