// Directus writes CSV by the keys of what was read, with a mark for each batch of rows. What has been put into words for people
// is written here instead: one mark, headings as the screens have them.
import type { SchemaOverview } from '@directus/types';
import { csvForExcel } from './csv-for-excel.ts';
import { columnsOf, flattened } from './columns.ts';
import type { FieldWords } from './field-words.ts';
import type { Row } from './readable.ts';

export interface Origin {
	readonly collection: string;
	readonly schema: SchemaOverview;
	readonly words: FieldWords;
}

/** By the rows themselves: between reading and writing Directus hands on nothing else. */
const origins = new WeakMap<object, Origin>();

export function rememberOrigin(rows: readonly Row[], origin: Origin): void {
	for (const row of rows) origins.set(row, origin);
}

interface Options {
	readonly includeHeader?: boolean;
	readonly fields?: readonly string[] | null;
}
type Transform = (this: unknown, input: unknown, format: string, options?: Options) => string;
interface Writer {
	readonly prototype: { transform: Transform };
}

const isWriter = (service: unknown): service is Writer =>
	typeof service === 'function' && typeof Reflect.get(Object(service.prototype), 'transform') === 'function';

export function writePlatformSheets(exportService: unknown): void {
	if (!isWriter(exportService))
		throw new TypeError('The platform’s ExportService has no transform any more: see exports/platform-sheets.ts.');
	const { prototype } = exportService;
	const { transform } = prototype;
	prototype.transform = function (input, format, options) {
		const rows = format === 'csv_utf8' && Array.isArray(input) ? input.filter(isRow) : [];
		const origin = rows[0] === undefined ? undefined : origins.get(rows[0]);
		return origin === undefined ? transform.call(this, input, format, options) : sheetOf(rows, origin, options);
	};
}

function sheetOf(rows: readonly Row[], origin: Origin, options: Options = {}): string {
	const known = columnsOf([], rows, origin);
	const columns = options.fields?.filter((path) => known.includes(path)) ?? known;
	return sheetPart(rows, columns, options.includeHeader === false ? null : origin);
}

/** The rows as the sheet for people has them; `origin` is told where the headings come first. */
export function sheetPart(rows: readonly Row[], columns: readonly string[], origin: Origin | null): string {
	return csvForExcel(
		origin === null ? null : headings(columns, origin),
		rows.map((row) => {
			const flat = flattened(row);
			return columns.map((path) => flat[path]);
		}),
	);
}

/** What the last field of a path is called; where two are called the same, with what stands before it. */
function headings(paths: readonly string[], origin: Origin): string[] {
	const short = paths.map((path) => namesOn(path, origin).at(-1) ?? path);
	return paths.map((path, index) =>
		short.filter((one) => one === short[index]).length > 1 ? namesOn(path, origin).join('·') : (short[index] ?? path),
	);
}

function namesOn(path: string, { collection, schema, words }: Origin): string[] {
	const names: string[] = [];
	let at: string | null = collection;
	for (const field of path.split('.')) {
		names.push((at === null ? null : words.name(at, field)) ?? field);
		at = schema.relations.find((one) => one.collection === at && one.field === field)?.related_collection ?? null;
	}
	return names;
}

const isRow = (value: unknown): value is Row =>
	typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
