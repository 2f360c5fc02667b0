// What a query costs, before it is made: how deep, how wide, and how many values its answer has.
import type { SchemaOverview } from '@directus/types';
import { askedTree, objectOf, type AskedRelation, type AskedTable } from './asked-tree.ts';
import { LIMITS, within } from './limits.ts';
import { NONE, type Sizes } from './table-sizes.ts';

export type Query = Readonly<Record<string, unknown>>;

export interface Asked {
	readonly collection: string;
	readonly query: Query;
	readonly schema: SchemaOverview;
}

/** A row costs about as much as this many columns, whatever is asked of it. */
const ROW = 2;

/** Throws (400) where a query has more of anything than a request may have. Asks no table. */
export function requireBounded({ collection, query, schema }: Asked): AskedTable {
	const { filter, sort, group, aggregate, alias, search, deep } = query;
	boundConditions(filter);
	boundDeep(deep);
	for (const names of [sort, group, ...Object.values(objectOf(aggregate))]) within('names', lengthOf(names));
	within('names', Object.keys(objectOf(alias)).length);
	for (const path of [...texts(sort), ...texts(group)]) within('depth', path.split('.').length - 1);
	boundSearch(search);
	const fields = fieldsOf(query);
	within('fields', fields.length);
	return askedTree(schema, { collection, fields, alias: objectOf(alias), deep: objectOf(deep) });
}

/** What a sum or a group answers with is counted by its own names. */
function fieldsOf({ fields, group, aggregate }: Query): readonly string[] {
	if (Object.keys(objectOf(aggregate)).length > 0 || lengthOf(group) > 0)
		return [...texts(group), ...Object.values(objectOf(aggregate)).flatMap(texts)].map((name) =>
			name.replaceAll(/[.*]/g, '_'),
		);
	return fields === undefined || fields === null ? ['*'] : texts(fields);
}

function boundDeep(deep: unknown, depth = 0): void {
	within('depth', depth);
	for (const [key, inner] of Object.entries(objectOf(deep))) {
		if (key === '_filter') boundConditions(inner);
		else if (key === '_search') boundSearch(inner);
		else if (key === '_sort' || key === '_group') within('names', lengthOf(inner));
		else if (!key.startsWith('_')) boundDeep(inner, depth + 1);
	}
}

export function boundSearch(search: unknown): void {
	if (typeof search === 'string') within('searchLength', [...search].length);
}

/** Walks level by level, so that no depth breaks it. */
function boundConditions(filter: unknown): void {
	let conditions = 0;
	let values = 0;
	let level: readonly { readonly part: unknown; readonly depth: number }[] = [{ part: filter, depth: 0 }];
	while (level.length > 0) {
		level = level.flatMap(({ part, depth }) => {
			within('depth', depth - 1);
			if (Array.isArray(part)) return part.map((inner) => ({ part: inner, depth }));
			return Object.entries(objectOf(part)).flatMap(([key, inner]) => {
				if (!key.startsWith('_')) return [{ part: inner, depth: depth + 1 }];
				if (LOGICAL.has(key)) return [{ part: inner, depth }];
				conditions += 1;
				values += Array.isArray(inner) ? inner.length : typeof inner === 'string' ? inner.split(',').length : 1;
				return [];
			});
		});
		within('conditions', Math.max(conditions, level.length));
		within('conditionValues', values);
	}
}

const LOGICAL = new Set(['_and', '_or', '_some', '_none']);

/** Whether the answer can be large at all: where it cannot, no table need be counted. */
export const isSurelySmall = (tree: AskedTable, rows: number | null): boolean =>
	rows !== null &&
	tree.children.every((child) => isSingle(child)) &&
	valuesOf(tree, { rows, sizes: NONE }) <= LIMITS.values;

const isSingle = ({ children, ...relation }: AskedTable & { readonly many?: string | null }): boolean =>
	(relation.many ?? null) === null && children.every(isSingle);

interface Rows {
	readonly rows: number;
	readonly sizes: Sizes;
	/** No row comes twice, as it may behind a relation to one. */
	readonly distinct?: boolean;
}

/** How many values the answer has at most for so many rows at its root, a relation to many by the rows that have most of it. */
export function valuesOf(tree: AskedTable, { rows, sizes, distinct = true }: Rows): number {
	const below = tree.children.map((child) => {
		if (child.many === null) return valuesOf(child, { rows, sizes, distinct: false });
		const { all, most } = relatedTo(child, tree, sizes);
		const related = distinct ? Math.min(all, sumOfMost(most, rows)) : rows * (most[0] ?? 0);
		return valuesOf(child, {
			rows: child.limit === null ? related : Math.min(related, rows * child.limit),
			sizes,
			distinct,
		});
	});
	return rows * (ROW + tree.columns) + below.reduce((sum, values) => sum + values, 0);
}

function relatedTo(
	child: AskedRelation,
	parent: AskedTable,
	{ tables, most }: Sizes,
): { readonly all: number; readonly most: readonly number[] } {
	const all = tables.get(child.collection) ?? 0;
	const known = most.get(relationOf(child)) ?? [];
	return { all, most: known.length > 0 ? known : [all / Math.max(1, tables.get(parent.collection) ?? 1)] };
}

/** `most` is sorted, and its last stands for all that come after it. */
const sumOfMost = (most: readonly number[], rows: number): number =>
	most.slice(0, rows).reduce((sum, count) => sum + count, 0) + Math.max(0, rows - most.length) * (most.at(-1) ?? 0);

/** Every table that is asked for, and every relation to many. */
export const tablesOf = (tree: AskedTable): readonly string[] => [tree.collection, ...tree.children.flatMap(tablesOf)];
export const relationsOf = (tree: AskedTable): readonly string[] =>
	tree.children.flatMap((child) => [...(child.many === null ? [] : [relationOf(child)]), ...relationsOf(child)]);
const relationOf = ({ collection, many }: AskedRelation): string => `${collection}.${many ?? ''}`;

/** How many rows a query names by their keys; null: it does not. */
export function keysNamed(filter: unknown, primary: string): number | null {
	const { [primary]: key, _and: all } = objectOf(filter);
	const { _eq: one, _in: some } = objectOf(key);
	const here = one !== undefined ? 1 : Array.isArray(some) ? some.length : null;
	const inner = (Array.isArray(all) ? all : []).map((part: unknown) => keysNamed(part, primary));
	const named = [here, ...inner].filter((count) => count !== null);
	return named.length === 0 ? null : Math.min(...named);
}

const isText = (value: unknown): value is string => typeof value === 'string';

export const texts = (value: unknown): readonly string[] =>
	(Array.isArray(value) ? value : isText(value) ? value.split(',') : []).filter(isText);

const lengthOf = (value: unknown): number => texts(value).length;
