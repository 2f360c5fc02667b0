// Three-way merge of seeded rows: ours new, ours as last seeded, and what the office made of it since. The office wins.
import type { Knex } from 'knex';
import { readWholeLog, writeLog, writeLogs } from '../deployment-log.ts';
import { insertRows } from './insert-rows.ts';
import { rowKey, type Row, type RowSet } from './row-set.ts';
import { comparable, stored } from './row-values.ts';

export type { Row, RowSet } from './row-set.ts';

/** Writes what is new. Returns a line for each change of ours that was left out because the office had changed or deleted the row. */
export async function mergeRows(database: Knex, sets: readonly RowSet[]): Promise<string[]> {
	const log = await readWholeLog(database);
	const left: string[] = [];
	for (const set of sets) {
		const fresh: Row[] = [];
		for (const row of set.rows) {
			const logged = log.get(rowKey(set, row));
			if (logged === JSON.stringify(row)) continue;
			if (logged === undefined && set.match === undefined) {
				fresh.push(row);
				continue;
			}
			const before = logged === undefined ? undefined : parseRow(logged);
			const found: Row | undefined = await database(set.table).where(identity(set, row)).first();
			if (found === undefined && before === undefined) fresh.push(row);
			else left.push(...(await mergeRow(database, { set, row, found, before: before ?? set.untouched })));
		}
		left.push(...(await insertRows(database, set, fresh)));
		await writeLogs(
			database,
			fresh.map((row) => ({ key: rowKey(set, row), content: JSON.stringify(row) })),
		);
	}
	return left;
}

interface Merge {
	readonly set: RowSet;
	readonly row: Row;
	readonly found: Row | undefined;
	/** What we wrote last, or what Directus had there before us; neither: the row is the office's own. */
	readonly before: Row | undefined;
}

async function mergeRow(database: Knex, { set, row, found, before }: Merge): Promise<string[]> {
	await writeLog(database, rowKey(set, row), JSON.stringify(row));
	const name = rowKey(set, row);
	if (found === undefined) return [`${name}：已被删除，不再写入 · was deleted here, left out`];
	if (before === undefined) return [`${name}：本单位已有设置，保留现值 · there is one already, kept`];
	const left: string[] = [];
	const changes: Record<string, unknown> = {};
	for (const field of Object.keys(row)) {
		const [ours, last, theirs] = [row, before, found].map((version) => comparable(set, field, version[field]));
		if (ours === last || ours === theirs) continue;
		if (theirs === last) changes[field] = row[field];
		else left.push(`${name}.${field}：本单位已修改，保留现值 · changed here, kept`);
	}
	if (Object.keys(changes).length > 0) await database(set.table).where(identity(set, row)).update(stored(set, changes));
	return left;
}

/** knex turns a null into `is null`. */
const identity = (set: RowSet, row: Row): Record<string, unknown> =>
	Object.fromEntries((set.match ?? [set.primary]).map((field) => [field, row[field] ?? null]));

function parseRow(text: string): Row {
	const parsed: unknown = JSON.parse(text);
	return typeof parsed === 'object' && parsed !== null ? Object.fromEntries(Object.entries(parsed)) : {};
}
