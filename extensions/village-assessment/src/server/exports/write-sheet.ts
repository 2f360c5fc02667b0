import type { FieldFilter, Filter, Query } from '@directus/types';
import { csvForExcel } from './csv-for-excel.ts';
import { eachPage } from './pages.ts';
import { newMemory, readable, type Reading, type Row } from './readable.ts';
import { settledQuery } from './settled-query.ts';
import { SHEETS, type Column, type Sheet, type SheetName } from '#domain/contracts/sheets.ts';

export interface Wanted {
	readonly what: SheetName;
	readonly assessment: string;
	/** Only what belongs to one village's scorecard. */
	readonly scorecard?: string | undefined;
}

/** The sheet as CSV for Excel, with all rows that the asker may see and of each the columns that they may, part by part. */
export async function writeSheet(
	{ what, assessment, scorecard }: Wanted,
	reading: Reading,
	write: (part: string) => Promise<void>,
): Promise<void> {
	const sheet: Sheet = SHEETS[what];
	const { database, services, schema, accountability, locale } = reading;
	const allowed = await readableFields(what, reading);
	const columns = sheet.columns.filter(({ field }) => allowed.has(field.split('.')[0] ?? ''));
	const filter: Filter = {
		_and: [at(sheet.assessment, assessment), ...(scorecard === undefined ? [] : [at(sheet.scorecard, scorecard)])],
	};
	const query = await settledQuery(
		{
			collection: what,
			query: { fields: ['id', ...columns.map(({ field }) => field)], filter, sort: [...sheet.sort], limit: -1 },
			schema,
			accountability,
		},
		{ database, services },
	);
	const memory = newMemory();
	const queries = inParts(sheet, query).map((part) => ({
		collection: what,
		query: part,
		schema,
		accountability,
		services,
	}));
	await eachPage(database, queries, async ({ rows, isFirst }, trx) => {
		const shown = await readable(rows, what, { ...reading, database: trx, memory });
		const headings = isFirst ? columns.map(({ heading }) => heading[locale]) : null;
		await write(csvForExcel(headings, dataOf(shown, columns)));
	});
}

/** One query, or two where some rows come last. */
function inParts({ emptyLast }: Sheet, query: Query): Query[] {
	if (emptyLast === undefined) return [query];
	return ['_nnull', '_null'].map((operator) => ({
		...query,
		filter: { _and: [...(query.filter ? [query.filter] : []), { [emptyLast]: { [operator]: true } }] },
	}));
}

async function readableFields(
	collection: string,
	{ services, database, schema, accountability }: Reading,
): Promise<Set<string>> {
	const fields: readonly { readonly field: string }[] = await new services.FieldsService({
		knex: database,
		schema,
		accountability,
	}).readAll(collection);
	return new Set(fields.map(({ field }) => field));
}

const dataOf = (rows: readonly Row[], columns: readonly Column[]): unknown[][] =>
	rows.map((row) => columns.map(({ field }) => valueAt(row, field) ?? ''));

/** Where `path` leads to `key`: `scorecard.assessment` is `{scorecard: {assessment: …}}`. */
function at(path: string, key: string): FieldFilter {
	const [name = '', ...rest] = path.split('.');
	return { [name]: rest.length === 0 ? { _eq: key } : at(rest.join('.'), key) };
}

const valueAt = (row: Row, path: string): unknown =>
	path
		.split('.')
		.reduce<unknown>(
			(value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined),
			row,
		);
