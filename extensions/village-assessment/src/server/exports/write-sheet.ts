import type { FieldFilter } from '@directus/types';
import { csvForExcel } from './csv-for-excel.ts';
import { readable, type Reading, type Row } from './readable.ts';
import { SHEETS, type Column, type Sheet, type SheetName } from '#domain/contracts/sheets.ts';

export interface Wanted {
	readonly what: SheetName;
	readonly assessment: string;
	/** Only what belongs to one village's scorecard. */
	readonly scorecard?: string | undefined;
}

/** The sheet as CSV for Excel, with all rows that the asker may see and of each the columns that they may. */
export async function writeSheet({ what, assessment, scorecard }: Wanted, reading: Reading): Promise<string> {
	const sheet: Sheet = SHEETS[what];
	const allowed = await readableFields(what, reading);
	const columns = sheet.columns.filter(({ field }) => allowed.has(field.split('.')[0] ?? ''));
	const service = new reading.services.ItemsService(what, {
		knex: reading.database,
		schema: reading.schema,
		accountability: reading.accountability,
	});
	const filter = {
		_and: [at(sheet.assessment, assessment), ...(scorecard === undefined ? [] : [at(sheet.scorecard, scorecard)])],
	};
	const rows: Row[] = await service.readByQuery({
		fields: ['id', ...columns.map(({ field }) => field)],
		filter,
		sort: [...sheet.sort],
		limit: -1,
	});
	const { emptyLast } = sheet;
	const ordered =
		emptyLast === undefined
			? rows
			: rows.toSorted((a, b) => Number(a[emptyLast] === null) - Number(b[emptyLast] === null));
	return csvForExcel(
		columns.map(({ heading }) => heading[reading.locale]),
		dataOf(await readable(ordered, what, reading), columns),
	);
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
