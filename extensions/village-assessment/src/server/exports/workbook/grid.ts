// A sheet as it is put together: cells with their looks, merged ranges, heights that fit the text. hucre writes it.
import type { Cell, CellStyle, MergeRange, WriteSheet } from 'hucre/xlsx';

export type CellContent = string | number | null;

export interface Grid {
	readonly cells: Map<string, Partial<Cell>>;
	readonly merges: MergeRange[];
	readonly rowDefs: NonNullable<WriteSheet['rowDefs']>;
}

export const newGrid = (): Grid => ({ cells: new Map(), merges: [], rowDefs: new Map() });

/** The first and the last row and column, counted from 0. */
export interface Range {
	readonly row: number;
	readonly column: number;
	readonly toRow?: number;
	readonly toColumn?: number;
}

/** Numbers stay numbers; any text is text, what begins like a formula too. The look is given to every cell of a merged range. */
export function put(grid: Grid, at: Range, content: CellContent, style: CellStyle): void {
	const { row, column, toRow = row, toColumn = column } = at;
	for (let r = row; r <= toRow; r += 1)
		for (let c = column; c <= toColumn; c += 1) grid.cells.set(`${r},${c}`, { value: null, style });
	grid.cells.set(`${row},${column}`, typeof content === 'string' ? text(content, style) : { value: content, style });
	if (toRow > row || toColumn > column)
		grid.merges.push({ startRow: row, startCol: column, endRow: toRow, endCol: toColumn });
}

const text = (content: string, style: CellStyle): Partial<Cell> => ({
	value: withoutControls(content).slice(0, LONGEST_TEXT),
	type: 'string',
	style,
});

/** Excel's limit; a longer text makes it repair the file. */
const LONGEST_TEXT = 32_767;
/** XML has no way to write the others, nor halves of characters. */
const withoutControls = (content: string): string =>
	[...content]
		.filter((one) => (one < ' ' ? '\t\n\r'.includes(one) : !/[\uD800-\uDFFF\uFFFE\uFFFF]/u.test(one)))
		.join('');

export const heightOf = (grid: Grid, row: number, height: number): void => void grid.rowDefs.set(row, { height });

/** A day as spreadsheets count them: a number that is shown as a date, whatever the time zone. Takes YYYY-MM-DD. */
export function dayCell(day: string | null): number | null {
	const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})/.exec(day ?? '') ?? [];
	if (year === undefined) return null;
	return (Date.UTC(Number(year), Number(month) - 1, Number(date)) - DAY_ZERO) / 86_400_000;
}

const DAY_ZERO = Date.UTC(1899, 11, 30);

/** How many lines a text takes in a column so many characters wide; a Chinese character is two wide. */
export function linesOf(content: CellContent, width: number): number {
	return String(content ?? '')
		.split('\n')
		.reduce((lines, line) => lines + Math.max(1, Math.ceil((wide(line) * FONT) / (width - PADDING))), 0);
}

const wide = (line: string): number => [...line].reduce((sum, one) => sum + (one > '\u00FF' ? 2 : 1), 0);
/** A width is counted in digits of 11 points; the cells are written in 10. */
const FONT = 0.96;
const PADDING = 1;

/** Excel shows no row higher than this. */
const HIGHEST = 409;
const LINE = 14;

/** High enough for the longest of the texts, by the widths of their columns. */
export const fittingHeight = (contents: readonly (readonly [content: CellContent, width: number])[]): number =>
	Math.min(HIGHEST, 6 + LINE * Math.max(1, ...contents.map(([content, width]) => linesOf(content, width))));

/** As Excel takes a sheet's name: at most 31 characters, none of []:*?/\, no apostrophe at its ends, none twice in a workbook. */
export function sheetName(wanted: string, taken: Set<string>): string {
	const clean =
		withoutControls(wanted)
			.replace(/[[\]:*?/\\]/g, '_')
			.replace(/^'+|'+$/g, '')
			.trim() || '_';
	for (let count = 1; ; count += 1) {
		const end = count === 1 ? '' : ` (${count})`;
		const name = `${clean.slice(0, 31 - end.length).trim()}${end}`;
		if (taken.has(name.toLowerCase())) continue;
		taken.add(name.toLowerCase());
		return name;
	}
}

/** In a header or footer & begins an instruction. */
export const inFooter = (content: string): string => content.replaceAll('&', '&&');

export const columnLetter = (column: number): string =>
	column < 26
		? String.fromCharCode(65 + column)
		: `${columnLetter(Math.floor(column / 26) - 1)}${columnLetter(column % 26)}`;
