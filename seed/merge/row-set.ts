export type Row = Readonly<Record<string, unknown>>;

/** Seeded rows of one table. All rows have the same fields. */
export interface RowSet {
	readonly table: string;
	readonly primary: string;
	readonly rows: readonly Row[];
	/** Where the database numbers the rows itself: the fields that tell them apart. None: the table has but one row. */
	readonly match?: readonly string[];
	/** What Directus itself has in such a row before we first write it. */
	readonly untouched?: Row;
	/** Fields with a moment, as 2026-03-18T15:00 or as a day, which stands for its beginning: in the office's time zone. */
	readonly moments?: readonly string[];
	/** Fields with a day: 2026-03-18. */
	readonly days?: readonly string[];
}

/** What a row is called in the deployment log. */
export const rowKey = (set: RowSet, row: Row): string =>
	[set.table, ...(set.match ?? [set.primary]).map((field) => row[field]).filter((part) => part !== null)].join('/');
