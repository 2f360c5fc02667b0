// What the pages read of a collection, typed by the generated Schema: an unknown column does not compile. The SDK types the fields, the
// filter and the answer; sorting by a column of a related row it does not know, and of a list it believes that it may be null.
import {
	customEndpoint,
	type ApplyQueryFields,
	type QueryFields,
	type QueryFilter,
	type RestCommand,
} from '@directus/sdk';
import type { Schema } from '#domain/schema.ts';

export type Collection = keyof Schema;
type Item<C extends Collection> = Schema[C][number];

export type Fields<C extends Collection> = QueryFields<Schema, Item<C>>;
export type Filter<C extends Collection> = QueryFilter<Schema, Item<C>>;

type Column<Row> = keyof Row & string;
/** The row that a column points to; never: it holds a value. */
type Related<Value> = Exclude<Extract<Value, object>, readonly unknown[]>;
type Path<Row, Depth extends 0[]> = {
	[Name in Column<Row>]:
		| Name
		| ([Related<Row[Name]>] extends [never]
				? never
				: Depth extends [0, ...infer Rest extends 0[]]
					? `${Name}.${Path<Related<Row[Name]>, Rest>}`
					: never);
}[Column<Row>];
type SortPath<C extends Collection> = Path<Item<C>, [0, 0]>;
export type Sort<C extends Collection> = readonly (SortPath<C> | `-${SortPath<C>}`)[];

export interface ItemsQuery<C extends Collection, F extends Fields<C>> {
	readonly fields: F;
	readonly filter?: Filter<C>;
	readonly sort?: Sort<C>;
	readonly limit?: number;
	/** Limits and filters of the lists within. */
	readonly deep?: Readonly<Record<string, unknown>>;
}

/** The asked fields of a row. */
export type Row<C extends Collection, F extends Fields<C>> = Lists<ApplyQueryFields<Schema, Schema[C], F>>;

/** A list in an answer is empty, never null. */
type Lists<Value> = Value extends string | number | boolean | null | undefined
	? Value
	: Value extends readonly (infer One)[]
		? readonly Lists<One>[]
		: Value extends object
			? { readonly [Name in keyof Value]: WithoutNullLists<Value[Name]> }
			: Value;
type WithoutNullLists<Value> = [Extract<Value, readonly object[]>] extends [never]
	? Lists<Value>
	: Lists<Exclude<Value, null>>;

interface Counted {
	readonly count: { readonly id: number | string | null };
}

/** How many rows there are, altogether or for each value of a column. The SDK's own type loses which columns it groups by. */
export const countItems = <C extends Collection, G extends Column<Item<C>> = never>(
	collection: C,
	{ filter, groupBy }: { readonly filter: Filter<C>; readonly groupBy?: G },
): RestCommand<readonly (Counted & Pick<Item<C>, G>)[], Schema> =>
	customEndpoint({
		path: `/items/${collection}`,
		method: 'GET',
		params: { aggregate: { count: 'id' }, filter, ...(groupBy === undefined ? {} : { groupBy: [groupBy] }) },
	});

/** What is attached to a list of a row, and what is taken off it. */
export interface ListChanges<One> {
	readonly create: readonly One[];
	readonly update: readonly [];
	readonly delete: readonly (number | string)[];
}

/** What is no number, and what is missing, goes to the server as it was typed: it refuses in words. */
type Typed<Value> = Value extends (infer One)[]
	? One extends object
		? readonly Partial<One>[] | ListChanges<Partial<One>>
		: never
	: Value extends number
		? Value | string
		: Value;

/** Columns of a row as they are written. The SDK's own type knows no {@link ListChanges}. */
export type Changes<C extends Collection> = { readonly [Name in keyof Item<C>]?: Typed<Item<C>[Name]> | null };

/** As the SDK's createItem, also where a list of the row is given. */
export const createItemAndLists = <C extends Collection>(
	collection: C,
	row: Changes<C>,
): RestCommand<{ readonly id: string }, Schema> =>
	customEndpoint({
		path: `/items/${collection}`,
		method: 'POST',
		params: { fields: ['id'] },
		body: JSON.stringify(row),
	});

/** As the SDK's updateItem, also where a list of the row changes. */
export const updateItemAndLists = <C extends Collection>(
	collection: C,
	key: string,
	changes: Changes<C>,
): RestCommand<{ readonly id: string }, Schema> =>
	customEndpoint({
		path: `/items/${collection}/${key}`,
		method: 'PATCH',
		params: { fields: ['id'] },
		body: JSON.stringify(changes),
	});
