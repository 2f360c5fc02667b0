// How many rows the tables have, about: counted in one statement, and again when the figures are some seconds old.
import type { Database } from '#server/platform/database.ts';
import { countByValue, countRows, estimateRows } from '../repository.ts';

export const KEPT_MS = 5_000;
/** Above it PostgreSQL's own estimate is near enough, and counting would take long. */
const ESTIMATED_FROM = 200_000;

export interface Sizes {
	/** Rows of each table. */
	readonly tables: ReadonlyMap<string, number>;
	/** Of each relation to many (`table.column`): how many rows belong together, the most first. None: taken as equally many everywhere. */
	readonly most: ReadonlyMap<string, readonly number[]>;
}

export const NONE: Sizes = { tables: new Map(), most: new Map() };

let counted: { readonly at: number; readonly sizes: Sizes } = { at: 0, sizes: NONE };

export async function tableSizes(
	database: Database,
	tables: readonly string[],
	relations: readonly string[],
): Promise<Sizes> {
	const { at, sizes } = counted;
	const known = Date.now() - at < KEPT_MS;
	if (
		known &&
		tables.every((table) => sizes.tables.has(table)) &&
		relations.every((relation) => sizes.most.has(relation))
	)
		return sizes;
	const found = await count(database, [...new Set([...sizes.tables.keys(), ...tables])]);
	const most = new Map<string, readonly number[]>();
	for (const relation of new Set([...sizes.most.keys(), ...relations])) {
		const [table = '', column = ''] = relation.split('.');
		most.set(
			relation,
			(found.get(table) ?? 0) < ESTIMATED_FROM ? await countByValue(database, { table, column, limit: FIRST }) : [],
		);
	}
	counted = { at: Date.now(), sizes: { tables: found, most } };
	return counted.sizes;
}

/** So many of a relation are known one by one. */
const FIRST = 200;

async function count(database: Database, tables: readonly string[]): Promise<ReadonlyMap<string, number>> {
	const estimates = await estimateRows(database, tables);
	const rest = tables.filter((table) => (estimates.get(table) ?? 0) < ESTIMATED_FROM);
	return new Map([...estimates, ...(await countRows(database, rest))]);
}
