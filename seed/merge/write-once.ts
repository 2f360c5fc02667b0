// The demo is written once and as a whole; from then on it is the office's: to change, to finish, to delete.
import type { Knex } from 'knex';
import { readLog, writeLog } from '../deployment-log.ts';
import { insertRows } from './insert-rows.ts';
import type { RowSet } from './row-set.ts';

/** A newer demo adds nothing to an older one: the assessment may have been published since. Returns a line for each row left out. */
export async function writeOnce(
	database: Knex,
	name: string,
	read: () => Promise<readonly RowSet[]>,
): Promise<string[]> {
	if ((await readLog(database, name)) !== undefined) return [];
	const left: string[] = [];
	for (const set of await read()) left.push(...(await insertRows(database, set, set.rows)));
	await writeLog(database, name, 'written');
	return left;
}
