// What is asked of the database about accounts, about who changed a row, and about how large tables are.
import { isPostgres, rowsOf, type Database } from '#server/platform/database.ts';
import type { Payload } from '#server/platform/guard.ts';
import type { StoredJson, StoredMoment } from '#server/platform/stored-columns.ts';
import type { StoredDirectusUser, StoredRulebook } from '#server/platform/tables.ts';

type Account = Pick<StoredDirectusUser, 'id' | 'role' | 'village' | 'status' | 'first_name' | 'last_name'>;

const ACCOUNT = ['id', 'role', 'village', 'status', 'first_name', 'last_name'] as const;

/** Accounts by their ids, in no order; unknown ids are left out. */
export const findAccounts = (database: Database, ids: readonly string[]): PromiseLike<readonly Account[]> =>
	database('directus_users')
		.select(...ACCOUNT)
		.whereIn('id', ids);

/** An account as it is now. */
export const findAccount = (database: Database, id: string): PromiseLike<Account | undefined> =>
	database('directus_users')
		.where({ id })
		.first(...ACCOUNT);

/** Writes the page of the Studio on which an account's next session begins. */
export async function updateLastPage(database: Database, id: string, page: string): Promise<void> {
	await database('directus_users').update({ last_page: page }).where({ id });
}

/** The row of a table that is known only when the server runs. */
export const findRow = async (database: Database, collection: string, id: string): Promise<Payload | undefined> =>
	database(collection).where({ id }).first();

/** Whether a row is in one of these states. */
export const isInState = async (
	database: Database,
	collection: string,
	{ id, states }: { readonly id: string; readonly states: readonly string[] },
): Promise<boolean> => (await database(collection).where({ id }).whereIn('status', states).first('id')) !== undefined;

export interface RevisionRow {
	readonly activity: number;
	readonly user: string | null;
	readonly timestamp: StoredMoment;
	readonly data: StoredJson;
	readonly delta: StoredJson;
}

/** Every change of a row that Directus has noted, the earliest first. */
export const findRevisions = (
	database: Database,
	collection: string,
	item: string,
): PromiseLike<readonly RevisionRow[]> =>
	database('directus_activity')
		.join('directus_revisions', 'directus_revisions.activity', 'directus_activity.id')
		.select('directus_activity.id as activity', 'directus_activity.user', 'directus_activity.timestamp')
		.select('directus_revisions.data', 'directus_revisions.delta')
		.where({ 'directus_activity.collection': collection, 'directus_activity.item': item })
		.orderBy('directus_revisions.id');

/** The names of a field in the languages of the Studio, as Directus stores them. */
export async function findFieldTranslations(
	database: Database,
	collection: string,
	field: string,
): Promise<StoredJson> {
	const row = await database('directus_fields').where({ collection, field }).first('translations');
	return row?.translations;
}

/** The rulebooks of some indicators or criteria, one row for each of them. */
export const findRulebooksOfParts = (
	database: Database,
	table: 'indicators' | 'criteria',
	ids: readonly string[],
): PromiseLike<readonly (Pick<StoredRulebook, 'title' | 'version' | 'status'> & { readonly rulebook: string })[]> =>
	table === 'indicators'
		? database('indicators as p')
				.join('rulebooks as b', 'b.id', 'p.rulebook')
				.select('p.rulebook', 'b.title', 'b.version', 'b.status')
				.whereIn('p.id', ids)
		: database('criteria as p')
				.join('rulebooks as b', 'b.id', 'p.rulebook')
				.select('p.rulebook', 'b.title', 'b.version', 'b.status')
				.whereIn('p.id', ids);

/** How many rows have each value of a column, the most first; the first `limit` of them. */
export async function countByValue(
	database: Database,
	{ table, column, limit }: { readonly table: string; readonly column: string; readonly limit: number },
): Promise<readonly number[]> {
	const rows = await database(table)
		.count({ n: '*' })
		.whereNotNull(column)
		.groupBy(column)
		.orderBy('n', 'desc')
		.limit(limit);
	return rows.map(({ n }) => Number(n));
}

/** How many rows each of the tables has, in one statement. */
export async function countRows(database: Database, tables: readonly string[]): Promise<Map<string, number>> {
	if (tables.length === 0) return new Map();
	const columns = tables.map(() => '(select count(*) from ??) as ??').join(', ');
	const bindings = tables.flatMap((table) => [table, table]);
	const [row = {}] = rowsOf(await database.raw(`select ${columns}`, bindings));
	return new Map(Object.entries(row).map(([table, rows]) => [table, Number(rows)]));
}

/** How many rows each of the tables has by PostgreSQL's own reckoning; SQLite has none. */
export async function estimateRows(database: Database, tables: readonly string[]): Promise<Map<string, number>> {
	if (!isPostgres(database)) return new Map();
	const rows = await database('pg_class')
		.select('relname', 'reltuples')
		.whereRaw('relnamespace = current_schema()::regnamespace')
		.whereIn('relname', tables);
	return new Map(rows.map(({ relname, reltuples }) => [relname, Number(reltuples)]));
}
