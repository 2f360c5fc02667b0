import type { Knex } from 'knex';
import { rowKey, type Row, type RowSet } from './row-set.ts';
import { stored } from './row-values.ts';

const BATCH = 50;

/**
 * Inserts rows; a row whose id is there already stays as it is.
 * A row that the database refuses (the office has deleted what it belongs to, or uses its code for something else)
 * is left out, with a line that says so.
 */
export async function insertRows(database: Knex, set: RowSet, rows: readonly Row[]): Promise<string[]> {
	const left: string[] = [];
	for (let start = 0; start < rows.length; start += BATCH) {
		const batch = rows.slice(start, start + BATCH);
		left.push(...(await insertBatch(database, set, batch)));
	}
	return left;
}

async function insertBatch(database: Knex, set: RowSet, batch: readonly Row[]): Promise<string[]> {
	try {
		// A transaction of its own (inside another: a savepoint), so that PostgreSQL goes on after a refusal.
		await database.transaction(async (trx) => {
			const insert = trx(set.table).insert(batch.map((row) => stored(set, row)));
			await (set.match === undefined ? insert.onConflict(set.primary).ignore() : insert);
		});
		return [];
	} catch (error) {
		if (!isRefusal(error)) throw error;
	}
	if (batch.length === 1)
		return batch.map(
			(row) =>
				`${rowKey(set, row)}：所属记录已被删除或编号已被占用，未写入 · what it belongs to is gone, or its code is taken; left out`,
		);
	const left: string[] = [];
	for (const row of batch) left.push(...(await insertBatch(database, set, [row])));
	return left;
}

const POSTGRES_REFUSALS = ['23503', '23505'];

/** A foreign key or a unique index said no; anything else is a fault of the seed and must be seen. */
function isRefusal(error: unknown): boolean {
	if (!(error instanceof Error) || !('code' in error)) return false;
	return (
		POSTGRES_REFUSALS.includes(String(error.code)) ||
		(error.code === 'SQLITE_CONSTRAINT' && /FOREIGN KEY|UNIQUE/.test(error.message))
	);
}
