// Keys of many rows in an order that is made once: a temporary table of the transaction keeps them, so that the rows can be read in
// pages by their keys, in little memory, and none is left out or read twice.
import { isPostgres, rowsOf, type Database } from './database.ts';

/** `… into ordered_keys (item) select …` fills it, in the order of the select. */
export const KEY_TABLE = 'ordered_keys';

/** Empty; it goes with the transaction, or with its connection. */
export async function makeKeyTable(trx: Database): Promise<void> {
	await trx.raw(`DROP TABLE IF EXISTS ${KEY_TABLE}`);
	await trx.raw(
		isPostgres(trx)
			? `CREATE TEMPORARY TABLE ${KEY_TABLE} (place INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY, item TEXT) ON COMMIT DROP`
			: `CREATE TEMPORARY TABLE ${KEY_TABLE} (place INTEGER PRIMARY KEY, item TEXT)`,
	);
}

/** The keys, page by page. */
export async function* keyPages(trx: Database, length: number): AsyncGenerator<readonly string[]> {
	for (let place = 0; ;) {
		const rows = rowsOf(
			await trx.raw(`SELECT place, item FROM ${KEY_TABLE} WHERE place > ? ORDER BY place LIMIT ?`, [place, length]),
		);
		if (rows.length > 0) yield rows.map(({ item }) => String(item));
		if (rows.length < length) return;
		place = Number(rows.at(-1)?.['place']);
	}
}
