// The file that Excel opens by a double click: a mark by which it knows UTF-8, one heading, texts that stay texts.
import Papa from 'papaparse';
import { safeText } from './safe-text.ts';

const BYTE_ORDER_MARK = '\uFEFF';
const NEWLINE = '\r\n';

/** The whole file; without headings the rows that are added to one. */
export function csvForExcel(headings: readonly string[] | null, rows: readonly (readonly unknown[])[]): string {
	const data = rows.map((row) => row.map((cell) => safeText(cell ?? '')));
	const written = Papa.unparse(headings === null ? data : [headings.map(safeText), ...data], { newline: NEWLINE });
	return headings === null ? `${NEWLINE}${written}` : `${BYTE_ORDER_MARK}${written}`;
}
