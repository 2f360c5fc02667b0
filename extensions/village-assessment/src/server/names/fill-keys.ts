// Rows that came without the API (an older version, a seed, SQL) get their keys when the server starts.
import type { Payload } from '#server/platform/guard.ts';
import { inTransaction } from '#server/platform/transaction.ts';
import type { Database, Transaction } from '#server/platform/database.ts';
import { NAMES, outdatedKeys } from './keys.ts';
import {
	findRowsWithKey,
	findRowsWithoutKey,
	isKeyMissing,
	lockKeys,
	updateKeys,
	type NameColumns,
} from './repository.ts';

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
	for (const [collection, columns] of Object.entries(NAMES))
		if (await isKeyMissing(database, collection, columns))
			found.push(...(await inTransaction(database, (trx) => fillTable(trx, collection, columns))));
	return found;
}

async function fillTable(trx: Transaction, collection: string, columns: NameColumns): Promise<Double[]> {
	await lockKeys(trx);
	const rows = await findRowsWithoutKey(trx, collection, columns);
	const first = placesOf(columns, await findRowsWithKey(trx, collection, { columns, beside: rows }));
	const doubles: Double[] = [];
	for (const row of rows) {
		const keys = outdatedKeys(collection, row);
		const place = placeOf(columns, { ...row, ...keys });
		const older = place === null ? undefined : first.get(place);
		if (older !== undefined) doubles.push({ collection, id: String(row['id']), first: older });
		else if (Object.keys(keys).length > 0) {
			if (place !== null) first.set(place, String(row['id']));
			await updateKeys(trx, collection, { id: String(row['id']), keys });
		}
	}
	return doubles;
}

/** Names that are taken already, by place. */
const placesOf = (columns: NameColumns, rows: readonly Payload[]): Map<string, string> =>
	new Map(
		rows.flatMap((row) => {
			const place = placeOf(columns, row);
			return place === null ? [] : [[place, String(row['id'])]];
		}),
	);

/** null: the row stands in nobody's way. */
function placeOf({ keys, within, aside = {} }: NameColumns, row: Payload): string | null {
	const parts = [...within, ...Object.values(keys)].map((column) => row[column] ?? null);
	if (parts.includes(null) || Object.entries(aside).some(([column, value]) => row[column] === value)) return null;
	return JSON.stringify(parts);
}
