// What is asked of the database before a row is written or deleted: who else has its code, and what depends on it.
import { type Database, type DynamicQuery } from '#server/platform/database.ts';
import type { Payload } from '#server/platform/guard.ts';
import type { PlatformTables } from '#server/platform/platform-tables.ts';
import type { StoredAssessment } from '#server/platform/tables.ts';

/** Rows of a table that is known only when the server runs, in no order. */
export const findRows = async (
	database: Database,
	collection: string,
	ids: readonly string[],
): Promise<readonly Payload[]> => database(collection).whereIn('id', ids);

export interface OtherCodes {
	readonly collection: string;
	/** Columns that make the code. */
	readonly fields: readonly string[];
	/** Rows that are asked about, and do not count. */
	readonly except: readonly string[];
	/** Within which row, if not everywhere. */
	readonly within: Readonly<Record<string, string | null>>;
}

const otherCodes = (database: Database, { collection, fields, except, within }: OtherCodes): DynamicQuery =>
	database(collection)
		.select('id', ...fields)
		.whereNotIn('id', except)
		.where(within);

/** The codes of all other rows. */
export const findCodes = async (database: Database, others: OtherCodes): Promise<readonly Payload[]> =>
	otherCodes(database, others);

/** The codes of other rows that have one of these keys, or none: those came by another way than the API. */
export async function findCodesByKeys(
	database: Database,
	others: OtherCodes,
	keys: Readonly<Record<string, string | null>>,
): Promise<readonly Payload[]> {
	const query = otherCodes(database, others);
	for (const [column, key] of Object.entries(keys))
		void query.where((either) => void either.where(column, key).orWhereNull(column));
	return query;
}

interface Reference {
	readonly collection: string;
	readonly field: string;
}

/** The first few rows that refer to any of these. */
export async function findReferring(
	database: Database,
	{ collection, field }: Reference,
	keys: readonly string[],
): Promise<unknown[]> {
	const rows = await database(collection).select('id').whereIn(field, keys).limit(3);
	return rows.map(({ id }) => id);
}

/** How many rows refer to any of these. */
export async function countReferring(
	database: Database,
	{ collection, field }: Reference,
	keys: readonly string[],
): Promise<number> {
	const rows = await database(collection).whereIn(field, keys).count({ n: '*' });
	return Number(rows[0]?.n ?? 0);
}

/** A proposal to whose electorate somebody belongs, also without having voted; undefined: there is none. */
export async function findElectorateOf(database: Database, user: string): Promise<string | undefined> {
	const row = await database('adjustments')
		.select('id')
		.whereRaw("CAST(electorate AS TEXT) LIKE '%' || CAST(? AS TEXT) || '%'", [user])
		.first();
	return row?.id;
}

/** The first of the assessments that is past preparing. */
export const findBegun = (
	database: Database,
	ids: readonly string[],
): PromiseLike<Pick<StoredAssessment, 'id' | 'title'> | undefined> =>
	database('assessments').select('id', 'title').whereIn('id', ids).whereNot('status', 'preparing').first();

/** Something that was recorded in any of the assessments; undefined: nothing. */
export async function findRecordOf(
	database: Database,
	collection: 'evidence_items' | 'adjustments' | 'appeals',
	assessments: readonly string[],
): Promise<string | undefined> {
	const cards = database('scorecards').select('id').whereIn('assessment', assessments);
	const row = await database(collection).whereIn('scorecard', cards).first('id');
	return row?.id;
}

/** The latest change of each row that Directus has noted. */
export async function findLastChanges(
	database: Database,
	collection: string,
	keys: readonly string[],
): Promise<readonly Pick<PlatformTables['directus_activity'], 'id' | 'item' | 'user' | 'timestamp'>[]> {
	const last = database('directus_activity')
		.max('id')
		.where({ collection })
		.whereIn('item', keys)
		.whereIn('action', ['create', 'update'])
		.groupBy('item');
	return database('directus_activity').select('id', 'item', 'user', 'timestamp').whereIn('id', last);
}

/** Which files prove the items, by item and file. */
export const findProof = (
	database: Database,
	items: readonly string[],
): PromiseLike<readonly { readonly item: string; readonly file: string }[]> =>
	database('evidence_items_files')
		.select('evidence_items_id as item', 'directus_files_id as file')
		.whereIn('evidence_items_id', items)
		.orderBy(['evidence_items_id', 'directus_files_id']);
