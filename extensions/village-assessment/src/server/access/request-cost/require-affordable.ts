// Judges what a read costs before the work begins.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { EndpointExtensionContext } from '@directus/extensions';
import type { Accountability, Filter, SchemaOverview } from '@directus/types';
import type { Database } from '#server/platform/database.ts';
import { itemsThrough } from '#server/platform/item-writer.ts';
import type { AskedTable } from './asked-tree.ts';
import { within } from './limits.ts';
import {
	isSurelySmall,
	keysNamed,
	relationsOf,
	requireBounded,
	tablesOf,
	texts,
	valuesOf,
	type Asked,
	type Query,
} from './query-cost.ts';
import { NONE, tableSizes, type Sizes } from './table-sizes.ts';

export interface Reading extends Asked {
	readonly database: Database;
	readonly accountability: Accountability | null;
	readonly services: EndpointExtensionContext['services'];
	/** Rows that an answer has where the query names no number. */
	readonly usualLimit: number;
	/** What is known of the rows from elsewhere: those of a write. */
	readonly atMost?: number;
	/** Which limit holds; `values` where none is named. */
	readonly limit?: 'values' | 'exported';
}

/** What the queries of one request have cost together: a GraphQL document makes many. */
const requests = new AsyncLocalStorage<{ values: number; readonly copies: number }>();

/** `copies`: how many times each answer stands in the answer to the request. */
export const countTogether = (next: () => void, copies: number): void => requests.run({ values: 0, copies }, next);

/** Throws (400 REQUEST_TOO_LARGE) where the answer would be deeper, wider or larger than one request may have. */
export async function requireAffordable(reading: Reading): Promise<void> {
	const tree = requireBounded(reading);
	const spent = requests.getStore() ?? { values: 0, copies: 1 };
	const values = await estimated(tree, reading);
	// Only now: the queries of a document are judged beside each other.
	spent.values += values * spent.copies;
	within(reading.limit ?? 'values', spent.values);
}

async function estimated(tree: AskedTable, reading: Reading): Promise<number> {
	const { query, collection, schema, database, usualLimit } = reading;
	const { group, aggregate } = query;
	const isGrouped = texts(group).length > 0;
	if (aggregate !== undefined && aggregate !== null && !isGrouped) return tree.columns;
	const rows = reading.atMost ?? rowsAskedFor(query, schema.collections[collection]?.primary ?? 'id', usualLimit);
	if (isSurelySmall(tree, rows)) return valuesOf(tree, { rows: rows ?? 0, sizes: NONE });
	const sizes = await tableSizes(database, tablesOf(tree), relationsOf(tree));
	const all = isGrouped ? groupsOf(texts(group), { collection, schema, sizes }) : (sizes.tables.get(collection) ?? 0);
	const values = valuesOf(tree, { rows: Math.min(rows ?? all, all), sizes });
	if (isGrouped || fits(values) || all <= 1) return values;
	return valuesOf(tree, { rows: Math.min(rows ?? all, await found(reading)), sizes });
}

function fits(values: number): boolean {
	try {
		within('values', values);
		return true;
	} catch {
		return false;
	}
}

/** null: all that there are. */
function rowsAskedFor({ filter, limit, export: format }: Query, primary: string, usualLimit: number): number | null {
	const named = keysNamed(filter, primary);
	// An export without a limit is of all rows.
	const usual = format === undefined ? usualLimit : null;
	const asked = limit === undefined || limit === null ? usual : Number(limit) < 0 ? null : Number(limit);
	return named === null ? asked : Math.min(named, asked ?? named);
}

interface Grouping {
	readonly collection: string;
	readonly schema: SchemaOverview;
	readonly sizes: Sizes;
}

/** Groups by a relation are at most as many as there are related rows; long texts and keys as many as rows. */
function groupsOf(names: readonly string[], { collection, schema, sizes }: Grouping): number {
	const all = sizes.tables.get(collection) ?? 0;
	const { fields = {}, primary = 'id' } = schema.collections[collection] ?? {};
	const each = names.map((name) => {
		const related = schema.relations.find(
			(one) => one.collection === collection && one.field === name,
		)?.related_collection;
		if (related !== undefined && related !== null) return sizes.tables.get(related) ?? FEW;
		return name === primary || fields[name]?.type === 'text' ? all : FEW;
	});
	return Math.min(
		all,
		each.reduce((product, groups) => product * Math.max(1, groups), 1),
	);
}

/** Different values of a column that has neither keys nor free text. */
const FEW = 1000;

/** As many rows as the asker would be given. */
async function found(reading: Reading): Promise<number> {
	const { filter = null, search } = reading.query;
	const counted = {
		aggregate: { count: ['*'] },
		filter: isFilter(filter) ? filter : null,
		...(typeof search === 'string' ? { search } : {}),
	};
	const [row]: readonly { readonly count?: unknown }[] = await itemsThrough(reading, reading.collection).readByQuery(
		counted,
		{ emitEvents: false },
	);
	return Number(row?.count ?? 0);
}

/** Directus has read it already. */
const isFilter = (filter: unknown): filter is Filter => typeof filter === 'object' && filter !== null;
