// A form as an office has it, with placeholders: what the feature looks like before anybody has put in a form of their own.
// `node seed/system/sample-form.ts` writes sample-form.xlsx anew after a change here.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeXlsx, type CellStyle, type WriteSheet } from 'hucre/xlsx';

export const SAMPLE_FORM = join(import.meta.dirname, 'sample-form.xlsx');

const FONT = { name: '宋体', size: 11 };
const LINE = { style: 'thin' } as const;
const BOX = { top: LINE, right: LINE, bottom: LINE, left: LINE };
const LOOKS = {
	title: { font: { ...FONT, size: 18, bold: true }, alignment: { horizontal: 'center', vertical: 'center' } },
	head: {
		font: { ...FONT, bold: true },
		alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
		border: BOX,
	},
	middle: { font: FONT, alignment: { horizontal: 'center', vertical: 'center', wrapText: true }, border: BOX },
	text: { font: { ...FONT, size: 9 }, alignment: { vertical: 'center', wrapText: true }, border: BOX },
	plain: { font: FONT, alignment: { vertical: 'center' } },
} as const satisfies Record<string, CellStyle>;

/** Indicators that have points of their own, by their numbers in the official rulebook. */
const INDICATORS = ['1', '2', '3.1', '3.2', '3.3', '3.4', '3.5', '4', '5', '6', '7', '8'];
const FIRST = 4;

/** Columns: 考核指标, 分值, 得分, 说明 over two. */
export function sampleFormSheet(): WriteSheet {
	const cells: NonNullable<WriteSheet['cells']> = new Map();
	const merges: NonNullable<WriteSheet['merges']> = [];
	const put = (row: number, column: number, value: string, style: CellStyle): void =>
		void cells.set(`${row},${column}`, { value, type: 'string', style });
	const across = (row: number, [from, to]: readonly [number, number], value: string, style: CellStyle): void => {
		for (let column = from; column <= to; column += 1) put(row, column, column === from ? value : '', style);
		merges.push({ startRow: row, startCol: from, endRow: row, endCol: to });
	};
	across(0, [0, 4], '〔年度〕年度村（社区）考核登记表', LOOKS.title);
	['村（社区）', '〔村名〕', '名次', '〔名次〕'].forEach((text, column) =>
		put(1, column, text, column % 2 === 0 ? LOOKS.head : LOOKS.middle),
	);
	put(1, 4, '考核：〔考核〕', LOOKS.middle);
	['总分', '〔总分〕', '加分', '〔加分〕', '扣分：〔扣分〕'].forEach((text, column) =>
		put(2, column, text, column % 2 === 0 && column < 4 ? LOOKS.head : LOOKS.middle),
	);
	['考核指标', '分值', '得分'].forEach((text, column) => put(3, column, text, LOOKS.head));
	across(3, [3, 4], '说明', LOOKS.head);
	INDICATORS.forEach((code, index) => {
		const row = FIRST + index;
		put(row, 0, `〔${code} 指标〕`, LOOKS.middle);
		put(row, 1, `〔${code} 分值〕`, LOOKS.middle);
		put(row, 2, `〔${code} 得分〕`, LOOKS.middle);
		across(row, [3, 4], `〔${code} 说明〕`, LOOKS.text);
	});
	const end = FIRST + INDICATORS.length;
	across(end, [0, 1], '填写人：', LOOKS.plain);
	put(end, 2, '复核人：', LOOKS.plain);
	across(end, [3, 4], '组长：                （盖章）', LOOKS.plain);
	across(end + 1, [0, 4], '日期：〔日期〕    结果校验码：〔校验码〕', LOOKS.plain);
	return {
		name: '登记表',
		cells,
		merges,
		columns: [18, 12, 12, 24, 30].map((width) => ({ width })),
		rowDefs: new Map([
			[0, { height: 40 }],
			...Array.from({ length: 3 }, (_, index): [number, { height: number }] => [index + 1, { height: 26 }]),
			...INDICATORS.map((_, index): [number, { height: number }] => [FIRST + index, { height: 44 }]),
			[end, { height: 40 }],
			[end + 1, { height: 26 }],
		]),
		pageSetup: { paperSize: 'a4', fitToPage: true, fitToWidth: 1, fitToHeight: 1, horizontalCentered: true },
		view: { showGridLines: false },
	};
}

if (import.meta.main) await writeFile(SAMPLE_FORM, await writeXlsx({ sheets: [sampleFormSheet()] }));
