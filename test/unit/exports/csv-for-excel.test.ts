// What a spreadsheet makes of a text when it opens a CSV, and what it is kept from.
import { describe, expect, test } from 'vitest';
import { csvForExcel } from '#server/exports/csv-for-excel.ts';
import { excelText } from '#server/exports/excel-text.ts';
import { safeText } from '#server/exports/safe-text.ts';

describe('a text', () => {
	test.each([
		'0012',
		'0103',
		'1.0',
		'1.10',
		'3-1',
		'1/2',
		'2026-05',
		'1e5',
		'00',
		'123456789012345678',
		'5%',
		'１２',
		'12:30',
		'5月3日',
		'(5)',
		'-5',
		'+86 138',
		'MAR1',
		'3-Mar',
		'Sept2',
		'TRUE',
		'false',
		'1,000',
	])('%s stays one', (text) => expect(excelText(text)).toBe(`="${text}"`));
	test.each(['3.1.2 台账', '张三', '3组', 'A1', 'HLS-FP-1', '', '3 例', 'Market 5', '100户'])(
		'%s needs nothing for it',
		(text) => expect(excelText(text)).toBe(text),
	);
	test.each([
		[12, 12],
		[null, null],
		[true, true],
	])('%s is none', (value, same) => expect(excelText(value)).toBe(same));
});

test('what runs as a formula is disarmed, what is a text already stays', () => {
	expect(['=1+1', '+A', '@x', '-说明', '="0012"', '="a"&A1', '说明'].map(safeText)).toEqual([
		"'=1+1",
		"'+A",
		"'@x",
		"'-说明",
		'="0012"',
		`'="a"&A1`,
		'说明',
	]);
});

test('the file begins with its mark once, and goes on without headings', () => {
	expect(csvForExcel(['编号', '值'], [['="0012"', 3]])).toBe('\uFEFF编号,值\r\n"=""0012""",3');
	expect(csvForExcel(null, [['a', null]])).toBe('\r\na,');
});
