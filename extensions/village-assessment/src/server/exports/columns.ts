// The columns of an exported table, known before its first row is written: a later page must not bring others.
import type { SchemaOverview } from '@directus/types';

type Row = Readonly<Record<string, unknown>>;

interface Table {
	readonly collection: string;
	readonly schema: SchemaOverview;
}

/**
 * The paths of the columns in the order in which the first rows have them; where nothing stands under a relation in any of these
 * rows, by what is asked of it.
 */
export function columnsOf(fields: readonly string[], firstRows: readonly Row[], table: Table): string[] {
	const found = [...new Set(firstRows.flatMap((row) => Object.keys(flattened(row))))];
	const under = (path: string, among: readonly string[]): string[] =>
		among.filter((other) => other.startsWith(`${path}.`));
	const asked = fields.flatMap((path) =>
		path.endsWith('.*') && under(path.slice(0, -2), found).length > 0 ? [] : pathsOf(path, table),
	);
	// Where there is nothing under a relation, the relation itself is an empty column.
	const placed = found.flatMap((path) => {
		const below = [...under(path, found), ...under(path, asked)];
		return below.length === 0 ? [path] : below;
	});
	const all = [...new Set([...placed, ...asked])];
	return all.filter((path) => under(path, all).length === 0);
}

/** `*` is left to the rows, which all have each of the table's own fields. */
function pathsOf(path: string, { collection, schema }: Table): string[] {
	const [field = '', ...rest] = path.split('.');
	if (field === '*' || field.includes('(')) return [];
	const known = schema.collections[collection]?.fields[field];
	if (known === undefined) return [];
	const related = schema.relations.find(
		(one) => one.collection === collection && one.field === field,
	)?.related_collection;
	// Rows of another table that refer to this one stand in one column.
	if (rest.length === 0 || related === undefined || related === null) return [field];
	if (rest[0] === '*')
		return Object.keys(schema.collections[related]?.fields ?? {}).map((inner) => `${field}.${inner}`);
	return pathsOf(rest.join('.'), { collection: related, schema }).map((inner) => `${field}.${inner}`);
}

/** A row with the values behind its relations by their paths; lists as JSON. */
export function flattened(row: Row, before = ''): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(row).flatMap(([field, value]) =>
			isRow(value)
				? Object.entries(flattened(value, `${before}${field}.`))
				: [[`${before}${field}`, Array.isArray(value) ? JSON.stringify(value) : value]],
		),
	);
}

const isRow = (value: unknown): value is Row =>
	typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
