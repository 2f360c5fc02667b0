// What people write into cells, and what it means.
import { describe, expect, it } from 'vitest';
import { readDay, readNumber, readValue, type Cell } from '#domain/sheet-import/cells.ts';
import { columnLetter, fieldOfHeading, type SheetField } from '#domain/sheet-import/columns.ts';
import type { FactSpec } from '#engine';

const spec = (more: Partial<FactSpec>): FactSpec => ({
	key: 'x',
	kind: 'cases',
	label: { 'zh-CN': '事项' },
	unit: { 'zh-CN': '户', 'en-US': 'household' },
	min: '0',
	max: null,
	integer: true,
	reported: false,
	percent: false,
	part: null,
	whole: null,
	...more,
});
const CASES = spec({});
const PER_CENT = spec({ kind: 'measure', percent: true, unit: { 'zh-CN': '%' } });
const RATE = spec({ kind: 'measure', unit: { 'zh-CN': '个百分点', 'en-US': '%' } });
const MONEY = spec({ kind: 'measure', unit: { 'zh-CN': '万元' } });
const PRESENCE = spec({ kind: 'presence', unit: null });

const text = (value: string): Cell => ({ kind: 'text', text: value });
const REFUSED = 'refused';

it.each<[FactSpec, Cell | null, string | null]>([
	[CASES, text('3'), '3'],
	[CASES, text(' ３ '), '3'],
	[CASES, text('\u00a03\u00a0'), '3'],
	[CASES, text('1,000'), '1000'],
	[CASES, text('１，０００'), '1000'],
	[CASES, text('3户'), '3'],
	[CASES, text('3 户'), '3'],
	[CASES, text('3例'), REFUSED],
	[CASES, text('约3'), REFUSED],
	[CASES, text('1,00'), REFUSED],
	[CASES, text('三'), REFUSED],
	[CASES, { kind: 'number', text: '7' }, '7'],
	[CASES, { kind: 'percent', text: '300' }, REFUSED],
	[CASES, { kind: 'date', text: '2026-03-05' }, REFUSED],
	[CASES, null, null],
	[CASES, text('　'), null],
	[PER_CENT, { kind: 'percent', text: '96.4' }, '96.4'],
	[PER_CENT, text('96.4%'), '96.4'],
	[PER_CENT, text('96.4 %（241/250）'), '96.4'],
	[PER_CENT, text('９６．４％'), '96.4'],
	[PER_CENT, { kind: 'number', text: '96.4' }, '96.4'],
	[RATE, { kind: 'percent', text: '8' }, '8'],
	[RATE, text('8个百分点'), '8'],
	[MONEY, text('5.50万元'), '5.5'],
	[MONEY, text('-1.5'), '-1.5'],
	[MONEY, text('.5'), '0.5'],
	[MONEY, text('5元'), REFUSED],
	...['有', '是', '√', 'TRUE', 'true', '1', '具备', '✓', 'Yes', '１'].map((yes): [FactSpec, Cell, string] => [
		PRESENCE,
		text(yes),
		'1',
	]),
	...['无', '否', '×', 'FALSE', '0', '没有', '缺', 'no'].map((no): [FactSpec, Cell, string] => [
		PRESENCE,
		text(no),
		'0',
	]),
	[PRESENCE, text('部分'), REFUSED],
	[PRESENCE, text('2'), REFUSED],
])('%#: a value of a fact', (of, cell, expected) => {
	const reading = readValue(cell, of);
	expect(reading.ok ? reading.value : REFUSED).toBe(expected);
});

it.each<[string, string | null]>([
	['2026/3/5', '2026-03-05'],
	['2026年3月5日', '2026-03-05'],
	['2026 年 3 月 5 日', '2026-03-05'],
	['2026.3.5', '2026-03-05'],
	['2026-03-05', '2026-03-05'],
	['2026-3-5 0:00', '2026-03-05'],
	['2026-3-5 14:30', '2026-03-05'],
	['２０２６／３／５', '2026-03-05'],
	['20260305', '2026-03-05'],
	['46086', '2026-03-05'],
	['46086.75', '2026-03-05'],
	['', null],
	['2026-02-30', REFUSED],
	['3/5/2026', REFUSED],
	['3月5日', REFUSED],
	['去年', REFUSED],
	['123456', REFUSED],
])('the day %j', (written, expected) => {
	const reading = readDay(text(written));
	expect(reading.ok ? reading.value : REFUSED).toBe(expected);
});

it('the counts of a per cent are plain numbers', () => {
	expect(readNumber(text('1,241'), null)).toEqual({ ok: true, value: '1241' });
	expect(readNumber({ kind: 'percent', text: '10' }, null).ok).toBe(false);
});

describe('headings', () => {
	it.each<[string, SheetField | undefined]>([
		['村', 'village'],
		[' 村 名 ', 'village'],
		['村（社区）', 'village'],
		['*村名：', 'village'],
		['Village', 'village'],
		['细则编号', 'criterion'],
		['数值（有/无、是/否或数字）', 'value'],
		['核查日期(必填)', 'observed_on'],
		['户主姓名', 'case_ref'],
		['observed_on', 'observed_on'],
		['户数', undefined],
		['', undefined],
	])('%j', (heading, field) => expect(fieldOfHeading(heading)).toBe(field));

	it('no heading means two columns', () => {
		expect([
			columnLetter(0),
			columnLetter(25),
			columnLetter(26),
			columnLetter(27),
			columnLetter(701),
			columnLetter(702),
		]).toEqual(['A', 'Z', 'AA', 'AB', 'ZZ', 'AAA']);
	});
});
