// Where the heading of a sheet stands, and which of its columns say what.
import { cellText } from '#domain/sheet-import/cells.ts';
import {
	columnLetter,
	fieldOfHeading,
	foldedHeading,
	isIgnoredHeading,
	isSheetField,
	type SheetField,
} from '#domain/sheet-import/columns.ts';
import type { ReadSheet, SheetRow } from './sheets.ts';

export interface Column {
	readonly index: number;
	readonly letter: string;
	readonly heading: string;
	/** null: nobody knows what it says; `ignored`: it says nothing to an import. */
	readonly field: SheetField | 'ignored' | null;
	/** Mapped by hand, now or before. */
	readonly byHand: boolean;
	readonly sample: string;
}

export interface HeadedSheet {
	readonly sheet: ReadSheet;
	/** The line of the heading. */
	readonly line: number;
	readonly columns: readonly Column[];
	readonly rows: readonly SheetRow[];
	/** Rows that are sums or blank, not read. */
	readonly skipped: number;
}

/** By folded heading: a field, or `ignored`. */
export type Mapping = Readonly<Record<string, string>>;

const SEARCHED = 20;
const FEWEST = 2;

/** null: no heading is known in it. Such a sheet is left out, unless it is the only one. */
export function headedSheet(sheet: ReadSheet, mapping: Mapping): HeadedSheet | null {
	const candidates = sheet.rows.slice(0, SEARCHED).map((row, at) => ({ at, known: knownIn(row, mapping) }));
	const best = candidates.reduce((one, other) => (other.known > one.known ? other : one), { at: -1, known: 0 });
	return best.known < FEWEST ? null : withHeading(sheet, best.at, mapping);
}

/** The first row that looks like a heading, for somebody to say what its columns mean. */
export function guessedHeading(sheet: ReadSheet, mapping: Mapping): HeadedSheet | null {
	const texts = (row: SheetRow): number => row.cells.filter((cell) => cell?.kind === 'text').length;
	const at = sheet.rows.slice(0, SEARCHED).findIndex((row) => texts(row) >= FEWEST && distinct(row) >= FEWEST);
	return at < 0 ? null : withHeading(sheet, at, mapping);
}

const distinct = (row: SheetRow): number => new Set(row.cells.map(cellText).filter((text) => text !== '')).size;

const fieldOf = (heading: string, mapping: Mapping): { readonly field: Column['field']; readonly byHand: boolean } => {
	const decided = mapping[foldedHeading(heading)];
	if (decided === 'ignored' || isSheetField(decided)) return { field: decided, byHand: true };
	const known = fieldOfHeading(heading);
	return { field: known ?? (isIgnoredHeading(heading) ? 'ignored' : null), byHand: false };
};

const knownIn = (row: SheetRow, mapping: Mapping): number =>
	new Set(
		row.cells.flatMap((cell) => {
			const { field } = fieldOf(cellText(cell), mapping);
			return field === null || field === 'ignored' ? [] : [field];
		}),
	).size;

function withHeading(sheet: ReadSheet, at: number, mapping: Mapping): HeadedSheet {
	const heading = sheet.rows[at];
	const below = sheet.rows.slice(at + 1);
	const width = Math.max(heading?.cells.length ?? 0, ...below.slice(0, 200).map(({ cells }) => cells.length));
	const taken = new Set<string>();
	const columns: Column[] = [];
	for (let index = 0; index < width; index += 1) {
		const text = cellText(heading?.cells[index]);
		const sample = below.map(({ cells }) => cellText(cells[index])).find((one) => one !== '') ?? '';
		if (text === '' && sample === '') continue;
		const { field, byHand } = text === '' ? { field: null, byHand: false } : fieldOf(text, mapping);
		// Of two columns for the same the first counts. A name beside a code says the same; of all else somebody has to say what it is.
		const isTwice = field !== null && field !== 'ignored' && taken.has(field);
		const other = field === 'village' || field === 'criterion' ? 'ignored' : null;
		if (field !== null) taken.add(field);
		columns.push({ index, letter: columnLetter(index), heading: text, field: isTwice ? other : field, byHand, sample });
	}
	const rows = below.filter((row) => !isSum(row, columns) && !isRepeated(row, columns));
	return { sheet, line: heading?.line ?? 1, columns, rows, skipped: below.length - rows.length };
}

const SUMS = /^(合计|小计|总计|共计|累计|合\s*计|总\s*计|sum|total)[:：]?$/i;

/** 合计 at the end of a list is no village; a row with nothing in the columns that count is a remark below the table. */
function isSum(row: SheetRow, columns: readonly Column[]): boolean {
	const first = row.cells.map(cellText).find((text) => text !== '') ?? '';
	const withCells = columns.filter(
		({ index, field }) => field !== null && field !== 'ignored' && cellText(row.cells[index]) !== '',
	);
	return SUMS.test(first) || withCells.length === 0;
}

/** A heading printed anew on each page. */
const isRepeated = (row: SheetRow, columns: readonly Column[]): boolean => {
	const named = columns.filter(({ heading }) => heading !== '');
	return named.length > 0 && named.every(({ index, heading }) => cellText(row.cells[index]) === heading);
};
