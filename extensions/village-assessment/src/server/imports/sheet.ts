// The rows of an uploaded file, with the lines in which they stand.
import Papa from 'papaparse';
import { DomainError } from '#domain/errors/domain-error.ts';
import type { Label } from '#engine';
import { decoded } from './decoded.ts';
import type { Upload } from './upload.ts';

export interface Entry {
	/** As a spreadsheet numbers it, the heading being line 1; in JSON the how-manieth entry. */
	readonly line: number;
	readonly row: Readonly<Record<string, unknown>>;
}

export interface RowProblem {
	readonly line: number;
	/** As it is headed in the file; null: the whole row. */
	readonly column: string | null;
	readonly code: string;
	readonly status: number;
	readonly reason: Required<Label>;
}

export interface Sheet {
	readonly kind: 'csv' | 'json';
	/** Of a CSV in the order of the file; of JSON each with the entry in which it first stands. */
	readonly columns: readonly { readonly name: string; readonly line: number }[];
	readonly entries: readonly Entry[];
	/** What is wrong with the form of single rows. */
	readonly problems: readonly RowProblem[];
}

const bilingual = (chinese: string, english: string): Required<Label> => ({ 'zh-CN': chinese, 'en-US': english });
const unreadable = (chinese: string, english: string): DomainError =>
	new DomainError('FILE_UNREADABLE', { problem: bilingual(chinese, english) });

/** @throws DomainError where the file as a whole cannot be read. */
export function sheetOf({ name, type, bytes }: Upload): Sheet {
	const text = decoded(bytes);
	const sheet = type === 'application/json' || /\.json$/i.test(name) ? jsonSheet(text) : csvSheet(text);
	if (sheet.entries.length === 0 && sheet.problems.length === 0)
		throw unreadable('里面没有可以导入的行。', 'there is no row in it.');
	return sheet;
}

function csvSheet(text: string): Sheet {
	const { data, errors } = Papa.parse<string[]>(text.replace(/^\ufeff/, ''), {
		skipEmptyLines: false,
		delimiter: delimiterOf(text),
	});
	const heading = (data[0] ?? []).map((cell) => cell.trim());
	const used = new Set<number>();
	const entries: Entry[] = [];
	const problems: RowProblem[] = errors.flatMap(({ type, row }) =>
		type === 'Quotes'
			? [
					problem(
						(row ?? 0) + 1,
						null,
						bilingual('引号没有成对，后面的各格会错位。', 'quotation marks do not match, so that cells are shifted.'),
					),
				]
			: [],
	);
	for (const [index, cells] of data.entries()) {
		// Excel leaves rows behind in which there is nothing.
		if (index === 0 || cells.every((cell) => cell.trim() === '')) continue;
		const row: Record<string, unknown> = {};
		for (const [at, cell] of cells.entries()) {
			const column = heading[at];
			if (cell === '') continue;
			used.add(at);
			if (column === undefined)
				problems.push(
					problem(
						index + 1,
						null,
						bilingual(
							`比标题行多出一格「${shortened(cell)}」，各格可能错位。`,
							`has a cell more than the heading (“${shortened(cell)}”); cells may be shifted.`,
						),
					),
				);
			else
				Object.defineProperty(row, column, {
					value: valueOf(cell),
					enumerable: true,
					configurable: true,
					writable: true,
				});
		}
		entries.push({ line: index + 1, row });
	}
	const columns = heading.flatMap((name, at) => (name === '' && !used.has(at) ? [] : [{ name, line: 1 }]));
	return { kind: 'csv', columns, entries, problems };
}

/** Excel's 「Unicode 文本」 has tabs, a CSV of some countries semicolons: the heading tells. */
function delimiterOf(text: string): string {
	const [heading = ''] = text.split(/[\r\n]/, 1);
	const times = (mark: string): number => heading.split(mark).length;
	return [',', '\t', ';'].reduce((best, mark) => (times(mark) > times(best) ? mark : best));
}

function jsonSheet(text: string): Sheet {
	const list = parsedJson(text);
	if (!Array.isArray(list)) throw unreadable('应为记录的列表：[{…}, {…}]。', 'must be a list of rows: [{…}, {…}].');
	const columns = new Map<string, number>();
	const entries = list.map((row: unknown, index): Entry => {
		if (!isRow(row))
			throw new DomainError('MALFORMED_REQUEST', {
				problem: bilingual(
					`文件中的每一项都应是一条记录（第 ${index + 1} 条不是）。`,
					`every entry of the file must be a row (number ${index + 1} is none).`,
				),
			});
		for (const name of Object.keys(row)) if (!columns.has(name)) columns.set(name, index + 1);
		return { line: index + 1, row };
	});
	return { kind: 'json', columns: [...columns].map(([name, line]) => ({ name, line })), entries, problems: [] };
}

function parsedJson(text: string): unknown {
	try {
		return JSON.parse(text.replace(/^\ufeff/, ''), withoutPrototypes);
	} catch (error) {
		throw unreadable(
			`不是有效的 JSON（${whereIn(text, error)}）。`,
			`it is no valid JSON (${String(error instanceof Error ? error.message : error)}).`,
		);
	}
}

function whereIn(text: string, error: unknown): string {
	const at = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
	return at === undefined ? '末尾不完整' : `第 ${text.slice(0, Number(at)).split('\n').length} 行`;
}

/** As Directus reads the cells of a CSV: numbers stay as they are written, lists and objects are JSON. */
function valueOf(cell: string): unknown {
	if (!/^\s*["[{tfn]/.test(cell)) return cell;
	try {
		const value: unknown = JSON.parse(cell, withoutPrototypes);
		return typeof value === 'number' ? cell : value;
	} catch {
		return cell;
	}
}

const withoutPrototypes = (key: string, value: unknown): unknown => (key === '__proto__' ? undefined : value);
const isRow = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
const problem = (line: number, column: string | null, reason: Required<Label>): RowProblem => ({
	line,
	column,
	code: 'MALFORMED_ROW',
	status: 400,
	reason,
});
const shortened = (text: string): string => (text.length > 12 ? `${[...text].slice(0, 11).join('')}…` : text);
