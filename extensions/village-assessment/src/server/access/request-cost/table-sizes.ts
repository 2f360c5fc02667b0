// How many rows the tables have, about: counted in one statement, and again when the figures are some seconds old.
import type { Database } from '#server/platform/database.ts';
import { isPostgres, rowsOf } from '#server/platform/database.ts';

export const KEPT_MS = 5_000;
/** Above it PostgreSQL's own estimate is near enough, and counting would take long. */
const ESTIMATED_FROM = 200_000;

export type Sizes = ReadonlyMap<string, number>;

let counted: { readonly at: number; readonly sizes: Sizes } = { at: 0, sizes: new Map() };

export async function tableSizes(database: Database, tables: readonly string[]): Promise<Sizes> {
	const known = Date.now() - counted.at < KEPT_MS;
	if (known && tables.every((table) => counted.sizes.has(table))) return counted.sizes;
	const asked = [...new Set([...counted.sizes.keys(), ...tables])];
	counted = { at: Date.now(), sizes: await count(database, asked) };
	return counted.sizes;
}

async function count(database: Database, tables: readonly string[]): Promise<Sizes> {
	const estimates = isPostgres(database) ? await estimated(database, tables) : new Map<string, number>();
	const rest = tables.filter((table) => (estimates.get(table) ?? 0) < ESTIMATED_FROM);
	if (rest.length === 0) return estimates;
	const columns = rest.map(() => '(select count(*) from ??) as ??').join(', ');
	const [row = {}] = rowsOf(await database.raw(`select ${columns}`, rest.flatMap((table) => [table, table])));
	return new Map([...estimates, ...Object.entries(row).map(([table, rows]): [string, number] => [table, Number(rows)])]);
}

async function estimated(database: Database, tables: readonly string[]): Promise<Map<string, number>> {
	const rows: readonly { readonly relname: string; readonly reltuples: number }[] = await database('pg_class')
		.select('relname', 'reltuples')
		.whereRaw('relnamespace = current_schema()::regnamespace')
		.whereIn('relname', tables);
	return new Map(rows.map(({ relname, reltuples }) => [relname, Number(reltuples)]));
}
