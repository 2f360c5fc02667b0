// Rows that came without the API (an older version, a seed, SQL) get their keys when the server starts.
import type { Payload } from '#server/platform/guard.ts';
import { inTransaction } from '#server/platform/transaction.ts';
import { batches, isPostgres, type Database, type DynamicQuery, type Transaction } from '#server/platform/database.ts';
import { NAMES, outdatedKeys } from './keys.ts';

/** Two rows that name one thing in two spellings. Both stay as they are: only the office knows which is right. */
export interface Double {
	readonly collection: string;
	readonly id: string;
	/** The older one, which has the key. */
	readonly first: string;
}

/** Returns the rows that stay without a key, because an older one says the same. */
export async function fillKeys(database: Database): Promise<Double[]> {
	const found: Double[] = [];
	for (const collection of Object.keys(NAMES)) {
		const [one]: Payload[] = await withoutKey(database, collection).limit(1);
		if (one !== undefined) found.push(...(await inTransaction(database, (trx) => fillTable(trx, collection))));
	}
	return found;
}

function withoutKey(database: Database, collection: string): DynamicQuery {
	const { keys = {}, within = [], aside = {} } = NAMES[collection] ?? {};
	const columns = ['id', 'date_created', ...within, ...Object.keys(aside), ...Object.entries(keys).flat()];
	const query = database(collection).select(columns);
	for (const [name, key] of Object.entries(keys))
		void query.orWhere((lacking) => void lacking.whereNotNull(name).whereNull(key));
	return query;
}

async function fillTable(trx: Transaction, collection: string): Promise<Double[]> {
	if (isPostgres(trx)) await trx.raw("SELECT pg_advisory_xact_lock(hashtext('name keys'))");
	const rows: Payload[] = await withoutKey(trx, collection).orderBy(['date_created', 'id']);
	const first = await keyed(trx, collection, rows);
	const doubles: Double[] = [];
	for (const row of rows) {
		const keys = outdatedKeys(collection, row);
		const place = placeOf(collection, { ...row, ...keys });
		const older = place === null ? undefined : first.get(place);
		if (older !== undefined) doubles.push({ collection, id: String(row['id']), first: older });
		else if (Object.keys(keys).length > 0) {
			if (place !== null) first.set(place, String(row['id']));
			await trx(collection).where('id', String(row['id'])).update(keys);
		}
	}
	return doubles;
}

/** Names that are taken already, by place, among the rows that could be in the way. */
async function keyed(trx: Database, collection: string, rows: readonly Payload[]): Promise<Map<string, string>> {
	const { keys = {}, within = [], aside = {} } = NAMES[collection] ?? {};
	const [outer] = within;
	const columns = ['id', ...within, ...Object.keys(aside), ...Object.values(keys)];
	const query = (): DynamicQuery =>
		Object.values(keys).reduce((all, key) => all.whereNotNull(key), trx(collection).select(columns));
	const found: Payload[] = [];
	if (outer === undefined) found.push(...(await query()));
	else
		for (const some of batches([...new Set(rows.map((row) => String(row[outer])))], 200))
			found.push(...(await query().whereIn(outer, [...some])));
	return new Map(
		found.flatMap((row) => {
			const place = placeOf(collection, row);
			return place === null ? [] : [[place, String(row['id'])]];
		}),
	);
}

/** null: the row stands in nobody's way. */
function placeOf(collection: string, row: Payload): string | null {
	const { keys = {}, within = [], aside = {} } = NAMES[collection] ?? {};
	const parts = [...within, ...Object.values(keys)].map((column) => row[column] ?? null);
	if (parts.includes(null) || Object.entries(aside).some(([column, value]) => row[column] === value)) return null;
	return JSON.stringify(parts);
}
