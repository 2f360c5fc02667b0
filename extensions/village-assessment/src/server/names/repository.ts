// What is asked of the database about names and the keys by which they are compared.
import { ROLES } from '#domain/roles.ts';
import { batches, isPostgres, type Database, type DynamicQuery } from '#server/platform/database.ts';
import type { Payload } from '#server/platform/guard.ts';
import { scorecardsWithAssessments } from '#server/platform/scorecards.ts';

export interface NameColumns {
	/** Name → key. */
	readonly keys: Readonly<Record<string, string>>;
	/** Within which rows the name is one of a kind. */
	readonly within: readonly string[];
	/** Rows that do not count. */
	readonly aside?: Readonly<Record<string, string>>;
}

const OUTER_ROWS_PER_QUERY = 200;

function rowsWithoutKey(
	database: Database,
	collection: string,
	{ keys, within, aside = {} }: NameColumns,
): DynamicQuery {
	const columns = ['id', 'date_created', ...within, ...Object.keys(aside), ...Object.entries(keys).flat()];
	const query = database(collection).select(columns);
	for (const [name, key] of Object.entries(keys))
		void query.orWhere((lacking) => void lacking.whereNotNull(name).whereNull(key));
	return query;
}

/** Whether a row has a name and no key. */
export const isKeyMissing = async (database: Database, collection: string, columns: NameColumns): Promise<boolean> =>
	(await rowsWithoutKey(database, collection, columns).limit(1)).length > 0;

/** Rows with a name and no key, the oldest first. */
export const findRowsWithoutKey = (
	database: Database,
	collection: string,
	columns: NameColumns,
): PromiseLike<readonly Payload[]> => rowsWithoutKey(database, collection, columns).orderBy(['date_created', 'id']);

/** Rows that have their keys, among those that the given rows could be in the way of. */
export async function findRowsWithKey(
	database: Database,
	collection: string,
	{
		columns: { keys, within, aside = {} },
		beside,
	}: { readonly columns: NameColumns; readonly beside: readonly Payload[] },
): Promise<readonly Payload[]> {
	const [outer] = within;
	const columns = ['id', ...within, ...Object.keys(aside), ...Object.values(keys)];
	const query = (): DynamicQuery =>
		Object.values(keys).reduce((all, key) => all.whereNotNull(key), database(collection).select(columns));
	if (outer === undefined) return query();
	const found: Payload[] = [];
	for (const some of batches([...new Set(beside.map((row) => String(row[outer])))], OUTER_ROWS_PER_QUERY))
		found.push(...(await query().whereIn(outer, some)));
	return found;
}

/** Until the transaction ends nobody else fills keys. */
export async function lockKeys(trx: Database): Promise<void> {
	if (isPostgres(trx)) await trx.raw("SELECT pg_advisory_xact_lock(hashtext('name keys'))");
}

/** Writes the keys of one row; refused by a unique index where the name is taken. */
export async function updateKeys(
	trx: Database,
	collection: string,
	{ id, keys }: { readonly id: string; readonly keys: Readonly<Record<string, string | null>> },
): Promise<void> {
	await trx(collection).where({ id }).update(keys);
}

/** A row of a table with names. */
export const findNamedRow = async (database: Database, collection: string, id: string): Promise<Payload | undefined> =>
	database(collection).where({ id }).first();

/** Rows of a table with names, in no order. */
export const findNamedRows = async (
	database: Database,
	collection: string,
	ids: readonly string[],
): Promise<readonly Payload[]> => database(collection).whereIn('id', ids);

/** Evidence items by the name of their case, with village, year and criterion. */
export const findCases = (database: Database, ids: readonly string[]) =>
	scorecardsWithAssessments(database)
		.join('evidence_items as e', 'e.scorecard', 's.id')
		.join('criteria as c', 'c.id', 'e.criterion')
		.select('e.id', 'e.case_ref', 'e.observed_on', 's.village_name', 'a.year', 'c.code')
		.whereIn('e.id', ids);

/** The active accounts of the office and of administrators. */
export async function findOfficeAndAdministrators(database: Database): Promise<string[]> {
	const rows = await database('directus_users')
		.select('id')
		.whereIn('role', [ROLES.office, ROLES.administrator])
		.where('status', 'active');
	return rows.map(({ id }) => id);
}
