import type { Knex } from 'knex';
import type { TypedTables } from './typed-knex.ts';

export type { DynamicQuery } from './typed-knex.ts';

/** Knex, knowing our tables: an unknown table or column does not compile. Directus's own Knex is one. */
export type Database = TypedTables & (Knex | Knex.Transaction);
export type Transaction = TypedTables & Knex.Transaction;

export const isPostgres = (database: Database): boolean => database.client.config.client === 'pg';

/** Commands and a second process write beside the server: on SQLite each waits for the other instead of failing after a second. */
export async function waitForLocks(database: Database): Promise<void> {
	if (!isPostgres(database)) await database.raw('PRAGMA busy_timeout = 15000');
}

/** PostgreSQL's driver gives numerics as text, SQLite's as numbers; the API must answer with one JSON type on both. */
export function readDecimalsAsNumbers(database: Database): void {
	if (!isPostgres(database)) return;
	const NUMERIC = 1700;
	database.client.driver.types.setTypeParser(NUMERIC, Number);
}

/** A date column as YYYY-MM-DD: PostgreSQL gives a Date at local midnight, SQLite what was stored, milliseconds or text. */
export function dateText(value: unknown): string | null {
	if (value === null || value === undefined || value === '') return null;
	if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value)) return value.slice(0, 10);
	const date = value instanceof Date ? value : new Date(Number(value));
	if (Number.isNaN(date.getTime())) return null;
	const two = (part: number): string => String(part).padStart(2, '0');
	return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

export const textOrNull = (value: unknown): string | null =>
	value === null || value === undefined ? null : String(value);

/** A column whose name is known only when the server runs. */
export const columnOf = (row: object, column: string): unknown =>
	new Map<string, unknown>(Object.entries(row)).get(column);

/** JSON columns: PostgreSQL gives them parsed, SQLite as text. */
export function parsed(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value);
	} catch {
		return value;
	}
}

/** Rows of a raw query: PostgreSQL wraps them. */
export function rowsOf(result: unknown): Record<string, unknown>[] {
	const rows: unknown = Array.isArray(result)
		? result
		: typeof result === 'object' && result !== null && 'rows' in result
			? result.rows
			: [];
	return Array.isArray(rows) ? rows : [];
}

export function* batches<T>(items: readonly T[], size: number): Generator<readonly T[]> {
	for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
