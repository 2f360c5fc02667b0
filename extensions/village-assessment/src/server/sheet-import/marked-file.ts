// The file back, in its own layout, with a column that says what becomes of each row and why; wrong cells are coloured.
import { setImmediate } from 'node:timers/promises';
import { writeXlsx, type CellStyle, type WriteSheet } from 'hucre/xlsx';
import { ROW_OUTCOMES, type RowOutcome, type RowProblem } from '#domain/contracts/sheet-import.ts';
import type { Cell } from '#domain/sheet-import/cells.ts';
import type { Locale } from '#engine';
import type { Checked } from './check.ts';
import type { HeadedSheet } from './heading.ts';
import type { JudgedRow } from './judge.ts';
import { HEADING } from './template.ts';

const WRONG: CellStyle = { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'F8CBAD' } } };
const TEXTS = {
	'zh-CN': { result: '导入结果', reason: '原因', create: '新增', change: '修改', unchanged: '未变', refused: '有误' },
	'en-US': {
		result: 'Result of import',
		reason: 'Reason',
		create: 'create',
		change: 'change',
		unchanged: 'unchanged',
		refused: 'refused',
	},
} as const satisfies Readonly<Record<Locale, Readonly<Record<RowOutcome | 'result' | 'reason', string>>>>;

interface Wanted {
	readonly only: 'refused' | null;
	readonly locale: Locale;
}

export async function markedFile({ judged, records }: Checked, wanted: Wanted): Promise<Uint8Array> {
	const rows = new Map(judged.map((one) => [`${one.row.record.sheet}\n${one.row.record.line}`, one]));
	const sheets: WriteSheet[] = [];
	for (const headed of records.headed) {
		await setImmediate();
		sheets.push(markedSheet(headed, { ...wanted, of: (line) => rows.get(`${headed.sheet.name}\n${line}`) }));
	}
	return writeXlsx({ sheets, defaultFont: { name: '宋体', size: 11 } });
}

interface Marking extends Wanted {
	readonly of: (line: number) => JudgedRow | undefined;
}

function markedSheet({ sheet, line, columns }: HeadedSheet, { only, locale, of }: Marking): WriteSheet {
	const t = TEXTS[locale];
	const width = Math.max(...columns.map(({ index }) => index + 1), 1);
	const rows: (string | number | Date | null)[][] = [];
	const cells: NonNullable<WriteSheet['cells']> = new Map();
	for (const row of sheet.rows) {
		const judged = row.line > line ? of(row.line) : undefined;
		if (only !== null && row.line > line && judged?.outcome !== only) continue;
		const at = rows.length;
		const isHeading = row.line === line;
		rows.push([
			...Array.from({ length: width }, (_, index) => valueOf(row.cells[index])),
			...(isHeading
				? [t.result, t.reason]
				: judged === undefined
					? []
					: [t[judged.outcome], reasonsOf(judged, locale)]),
		]);
		for (let index = 0; index < width; index += 1) {
			const style = isHeading ? HEADING : styleOf(row.cells[index], isWrong(judged, index));
			if (style !== undefined) cells.set(`${at},${index}`, { style });
		}
		if (isHeading) for (const index of [width, width + 1]) cells.set(`${at},${index}`, { style: HEADING });
	}
	const headingAt = sheet.rows.findIndex((row) => row.line === line);
	return {
		name: sheet.name.replace(/[\\/?*[\]:]/g, '_').slice(0, 31) || 'Sheet1',
		rows,
		cells,
		columns: Array.from({ length: width + 2 }, (_, index) => ({
			width: index === width ? 12 : index > width ? 70 : 16,
		})),
		freezePane: { rows: headingAt + 1 },
		pageSetup: { paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
	};

	function isWrong(judged: JudgedRow | undefined, index: number): boolean {
		const letter = columns.find((column) => column.index === index)?.letter;
		return judged !== undefined && judged.problems.some(({ column }) => column !== null && column === letter);
	}
}

/** Numbers as numbers and days as days; a text never becomes a formula. */
function valueOf(cell: Cell | null | undefined): string | number | Date | null {
	if (cell === null || cell === undefined) return null;
	if (cell.kind === 'number' && /^-?(0|[1-9]\d{0,14})(\.\d+)?$/.test(cell.text)) return Number(cell.text);
	if (cell.kind === 'percent') return Number(cell.text) / 100;
	if (cell.kind === 'date') return new Date(`${cell.text}T00:00:00Z`);
	return cell.text;
}

function styleOf(cell: Cell | null | undefined, wrong: boolean): CellStyle | undefined {
	const format = cell?.kind === 'percent' ? '0.0#%' : cell?.kind === 'date' ? 'yyyy-mm-dd' : undefined;
	if (format === undefined && !wrong) return undefined;
	return { ...(wrong ? WRONG : {}), ...(format === undefined ? {} : { numFmt: format }) };
}

function reasonsOf({ outcome, problems, warnings }: JudgedRow, locale: Locale): string {
	const texts = problems.map(
		(problem) => `${placeOf(problem, locale)}${problem.text[locale]}${allowedOf(problem, locale)}`,
	);
	const shown = outcome === ROW_OUTCOMES[3] ? texts : warnings.map((text) => text[locale]);
	return shown.join(locale === 'zh-CN' ? '；' : '; ');
}

const placeOf = ({ column, heading }: RowProblem, locale: Locale): string => {
	if (column === null) return heading === null ? '' : `${heading}${locale === 'zh-CN' ? '：' : ': '}`;
	return locale === 'zh-CN' ? `${column} 列「${heading ?? ''}」：` : `column ${column} (${heading ?? ''}): `;
};

const FEW = 8;
function allowedOf({ allowed }: RowProblem, locale: Locale): string {
	if (allowed.length === 0) return '';
	const list = allowed.slice(0, FEW).join(locale === 'zh-CN' ? '、' : ', ');
	const more = allowed.length > FEW ? '…' : '';
	return locale === 'zh-CN' ? `。可填：${list}${more}` : `. It may be: ${list}${more}`;
}
