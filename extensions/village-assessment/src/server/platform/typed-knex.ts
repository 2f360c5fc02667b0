// Knex, typed by our tables. Knex's own types take any text for a column and then give rows of `any`; these know which tables a query
// stands on, so that an unknown column does not compile and a row holds exactly what was selected. Only types: Knex does the work.
import type { Knex } from 'knex';
import type { PlatformTables } from './platform-tables.ts';
import type { AssessmentTables } from './tables.ts';

export interface Tables extends AssessmentTables, PlatformTables {}

export type TableName = keyof Tables;

/** `evidence_items`, or with another name: `evidence_items as e`. */
type TableRef = TableName | `${TableName} as ${string}`;

/** The tables that a query stands on, by the name that they have in it. Of one of several tables: the columns that all have. */
type Scope<T extends string> = [T] extends [TableName]
	? { [K in T]: Tables[T] }
	: T extends `${infer Name extends TableName} as ${infer Alias}`
		? { [K in Alias]: Tables[Name] }
		: never;

type Optional<S> = { [A in keyof S]: { [C in keyof S[A]]: S[A][C] | null } };

type Text<K> = Extract<K, string>;

/** `value`, or with its table: `evidence_items.value`. */
type ColumnOf<S> = { [A in Text<keyof S>]: Text<keyof S[A]> | `${A}.${Text<keyof S[A]>}` }[Text<keyof S>];

type ValueOf<S, C> = C extends `${infer A}.${infer F}`
	? A extends keyof S
		? F extends keyof S[A]
			? S[A][F]
			: never
		: never
	: { [A in keyof S]: C extends keyof S[A] ? S[A][C] : never }[keyof S];

type Whole<S> = { [A in keyof S]: (row: S[A]) => void }[keyof S] extends (row: infer R) => void ? R : never;

type Selectable<S> = ColumnOf<S> | `${ColumnOf<S>} as ${string}` | '*' | `${Text<keyof S>}.*`;

type NameOf<C> = C extends `${string} as ${infer Name}` ? Name : C extends `${string}.${infer F}` ? F : C;
type SourceOf<C> = C extends `${infer Column} as ${string}` ? Column : C;

type Picked<S, C> = {
	[K in Exclude<Text<C>, '*' | `${string}.*`> as Text<NameOf<K>>]: ValueOf<S, SourceOf<K>>;
} & ('*' extends C ? Whole<S> : unknown) &
	(Extract<C, `${string}.*`> extends never
		? unknown
		: Extract<C, `${string}.*`> extends `${infer A extends Text<keyof S>}.*`
			? S[A]
			: unknown);

type Flat<T> = { [K in keyof T]: T[K] };

/** Before the first `select` a row is the whole row. */
type Row<S, R> = [R] extends [null] ? Whole<S> : R;
type Added<S, R, C> = Flat<([R] extends [null] ? unknown : R) & Picked<S, C>>;
type Again<Out, R> = Out extends readonly unknown[] ? R[] : R | undefined;

type Computed<N> = { [K in keyof N]: unknown };
type Counted<N> = { [K in keyof N]: number | string };

type Subquery = { toSQL(): unknown };
type Comparable<T> = T | null | Subquery;
type Conditions<S> = { readonly [C in ColumnOf<S>]?: Comparable<ValueOf<S, C>> };
type Operator = '=' | '!=' | '<>' | '<' | '<=' | '>' | '>=' | 'like' | 'ilike';

interface Where<S, R, Out> {
	(conditions: Conditions<S> | ((group: Query<S, R, Out>) => unknown)): Query<S, R, Out>;
	<C extends ColumnOf<S>>(column: C, value: Comparable<ValueOf<S, C>>): Query<S, R, Out>;
	<C extends ColumnOf<S>>(column: C, operator: Operator, value: Comparable<ValueOf<S, C>>): Query<S, R, Out>;
}

type WhereIn<S, R, Out> = <C extends ColumnOf<S>>(
	column: C,
	values: readonly ValueOf<S, C>[] | Subquery,
) => Query<S, R, Out>;

type WhereNull<S, R, Out> = (column: ColumnOf<S>) => Query<S, R, Out>;

interface On<S> {
	on(left: ColumnOf<S>, right: ColumnOf<S>): On<S>;
	orOn(left: ColumnOf<S>, right: ColumnOf<S>): On<S>;
	onIn<C extends ColumnOf<S>>(column: C, values: readonly ValueOf<S, C>[]): On<S>;
	onVal<C extends ColumnOf<S>>(column: C, value: ValueOf<S, C>): On<S>;
}

interface Ordering<S, R> {
	readonly column: ColumnOf<S> | Text<keyof R>;
	readonly order?: 'asc' | 'desc';
}

/** Numbers may be written as exact decimal text. */
type Written<V> = V | Knex.Raw | (number extends V ? string : never) | (V extends number ? string : never);
type New<T> = { readonly [C in keyof T]?: Written<T[C]> };

export interface Query<S, R, Out> extends Pick<Promise<Out>, keyof Promise<Out>> {
	select<const C extends readonly Selectable<S>[]>(
		...columns: C
	): Query<S, Added<S, R, C[number]>, Again<Out, Added<S, R, C[number]>>>;
	select<const C extends readonly Selectable<S>[]>(
		columns: C,
	): Query<S, Added<S, R, C[number]>, Again<Out, Added<S, R, C[number]>>>;
	/** Columns that SQL computes, by their names: what they hold is unknown until it is read. */
	select<const N extends { readonly [name: string]: Knex.Raw }>(
		computed: N,
	): Query<S, Added<S, R, never> & Computed<N>, Again<Out, Added<S, R, never> & Computed<N>>>;
	distinct<const C extends readonly Selectable<S>[]>(
		...columns: C
	): Query<S, Added<S, R, C[number]>, Again<Out, Added<S, R, C[number]>>>;
	first(): Query<S, R, Row<S, R> | undefined>;
	first<const C extends readonly Selectable<S>[]>(
		...columns: C
	): Query<S, Added<S, R, C[number]>, Added<S, R, C[number]> | undefined>;
	/** PostgreSQL's driver gives counts as text. */
	count<const N extends { readonly [name: string]: '*' }>(
		names: N,
	): Query<S, Added<S, R, never> & Counted<N>, Again<Out, Added<S, R, never> & Counted<N>>>;
	max(column: ColumnOf<S>): Query<S, R, unknown>;

	join<T extends TableRef>(
		table: T,
		left: ColumnOf<S & Scope<T>>,
		right: ColumnOf<S & Scope<T>>,
	): Query<S & Scope<T>, R, Out>;
	join<T extends TableRef>(table: T, on: (clause: On<S & Scope<T>>) => void): Query<S & Scope<T>, R, Out>;
	leftJoin<T extends TableRef>(
		table: T,
		left: ColumnOf<S & Scope<T>>,
		right: ColumnOf<S & Scope<T>>,
	): Query<S & Optional<Scope<T>>, R, Out>;
	leftJoin<T extends TableRef>(table: T, on: (clause: On<S & Scope<T>>) => void): Query<S & Optional<Scope<T>>, R, Out>;

	where: Where<S, R, Out>;
	andWhere: Where<S, R, Out>;
	orWhere: Where<S, R, Out>;
	whereNot: Where<S, R, Out>;
	orWhereNot: Where<S, R, Out>;
	whereIn: WhereIn<S, R, Out>;
	whereNotIn: WhereIn<S, R, Out>;
	orWhereIn: WhereIn<S, R, Out>;
	whereNull: WhereNull<S, R, Out>;
	whereNotNull: WhereNull<S, R, Out>;
	orWhereNull: WhereNull<S, R, Out>;
	whereRaw(sql: string, bindings?: readonly Knex.Value[]): Query<S, R, Out>;
	groupBy(...columns: readonly ColumnOf<S>[]): Query<S, R, Out>;
	orderBy(column: ColumnOf<S> | Text<keyof R>, direction?: 'asc' | 'desc'): Query<S, R, Out>;
	orderBy(columns: readonly (ColumnOf<S> | Text<keyof R> | Ordering<S, R>)[]): Query<S, R, Out>;
	limit(rows: number): Query<S, R, Out>;
	modify(change: (query: Query<S, R, Out>) => unknown): Query<S, R, Out>;
	clone(): Query<S, R, Out>;
	toSQL(): unknown;
	forNoKeyUpdate(): Query<S, R, Out>;
	forShare(): Query<S, R, Out>;

	update(row: New<Whole<S>>): Query<S, R, number>;
	delete(): Query<S, R, number>;
	increment(column: ColumnOf<S>, by: number): Query<S, R, number>;
	insert(rows: New<Whole<S>> | readonly New<Whole<S>>[]): Query<S, R, number[]>;
	onConflict(columns: Text<keyof Whole<S>> | readonly Text<keyof Whole<S>>[]): {
		ignore(): Query<S, R, number[]>;
		merge(columns?: readonly Text<keyof Whole<S>>[]): Query<S, R, number[]>;
	};
	returning<const C extends readonly ColumnOf<S>[]>(
		columns: C | C[number],
	): Query<S, Flat<Picked<S, C[number]>>, Flat<Picked<S, C[number]>>[]>;
}

type Whatever = Record<string, Record<string, unknown>>;

/** A query on a table that is known only when the server runs. */
export type DynamicQuery = Query<Whatever, Record<string, unknown>, Record<string, unknown>[]>;

export interface TypedTables {
	<const T extends TableRef>(table: T): Query<Scope<T>, null, Whole<Scope<T>>[]>;
	/** A name that is known only when the server runs: its values are unknown. */
	<T extends string>(table: string extends T ? T : never): Query<Whatever, null, Record<string, unknown>[]>;
	(table: unknown): { readonly 'there is no such table': never };
}

declare module 'knex' {
	// eslint-disable-next-line @typescript-eslint/no-unused-vars, @typescript-eslint/no-empty-object-type -- as Knex declares them
	interface Knex<TRecord extends {}, TResult> {
		/** Nobody can call it so (`this` is never): it lets the Knex that Directus hands us be given where a Database is asked for. */
		<const T extends TableRef>(this: never, table: T): Query<Scope<T>, null, Whole<Scope<T>>[]>;
		<T extends string>(
			this: never,
			table: string extends T ? T : never,
		): Query<Whatever, null, Record<string, unknown>[]>;
		(this: never, table: unknown): { readonly 'there is no such table': never };
	}
}
