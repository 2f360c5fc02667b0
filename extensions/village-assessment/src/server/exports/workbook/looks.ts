// How cells look, named by what they are.
import type { CellStyle } from 'hucre/xlsx';

const FONT = { name: '宋体', size: 10 };
const LINE = { style: 'thin', color: { rgb: '000000' } } as const;
const BOX = { top: LINE, right: LINE, bottom: LINE, left: LINE };
const MIDDLE = { horizontal: 'center', vertical: 'center', wrapText: true } as const;
const START = { horizontal: 'left', vertical: 'center', wrapText: true } as const;

export const LOOKS = {
	title: { font: { ...FONT, size: 16, bold: true }, alignment: MIDDLE },
	facts: { font: FONT, alignment: START },
	head: {
		font: { ...FONT, bold: true },
		alignment: MIDDLE,
		border: BOX,
		fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'EDEDED' } },
	},
	text: { font: FONT, alignment: START, border: BOX },
	middle: { font: FONT, alignment: MIDDLE, border: BOX },
	/** A text that no spreadsheet makes a number of, when somebody goes into the cell. */
	code: { font: FONT, alignment: MIDDLE, border: BOX, numFmt: '@' },
	day: { font: FONT, alignment: MIDDLE, border: BOX, numFmt: 'yyyy-mm-dd' },
	points: { font: FONT, alignment: MIDDLE, border: BOX, numFmt: '0.00' },
	/** +10, -10: what may be added or taken. */
	signed: { font: FONT, alignment: MIDDLE, border: BOX, numFmt: '+General;-General' },
	score: { font: { ...FONT, bold: true }, alignment: MIDDLE, border: BOX },
	total: { font: { ...FONT, bold: true }, alignment: START, border: BOX },
	signature: { font: { ...FONT, size: 11 }, alignment: { horizontal: 'left', vertical: 'bottom' } },
} as const satisfies Readonly<Record<string, CellStyle>>;
