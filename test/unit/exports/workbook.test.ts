// The workbook as another program reads it: types of cells, merged ranges, and the source document's table beside ours.
import { createRequire } from 'node:module';
import { writeXlsx, type WriteSheet } from 'hucre/xlsx';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { decisionsSheet, evidenceSheet } from '#server/exports/workbook/list-sheets.ts';
import { dayCell, linesOf, sheetName } from '#server/exports/workbook/grid.ts';
import { publicPageOf } from '#server/exports/workbook/public-page.ts';
import { rankingSheet } from '#server/exports/workbook/ranking-sheet.ts';
import { villageSheet } from '#server/exports/workbook/village-sheet.ts';
import { scored, subject } from '../../support/fixtures/workbook-subject.ts';

interface ReadCell {
	readonly t: string;
	readonly v: unknown;
	readonly f?: string;
	readonly w?: string;
}
type ReadSheet = Readonly<Record<string, ReadCell>>;
const corner = z.object({ r: z.number(), c: z.number() });
const ranges = z.array(z.object({ s: corner, e: corner }));
interface SheetJs {
	read(bytes: Uint8Array, options: object): { readonly Sheets: Record<string, ReadSheet> };
	readonly utils: { encode_range(range: z.infer<typeof ranges>[number]): string };
}
const sheetJs: SheetJs = createRequire(import.meta.url)('@e965/xlsx');

const open = async (sheet: WriteSheet): Promise<ReadSheet> => {
	const { Sheets } = sheetJs.read(await writeXlsx({ sheets: [sheet] }), { type: 'buffer', cellNF: true });
	const [read] = Object.values(Sheets);
	if (read === undefined) throw new Error('no sheet');
	return read;
};
const valueIn = (sheet: Record<string, ReadCell>, cell: string): unknown => sheet[cell]?.v;

/** The official table: 序号, 考核指标, its part, 分值, and how many clauses of ours stand beside it. */
const SOURCE = [
	['1', '组织领导', '', 10, 3],
	['2', '基础工作', '', 25, 4],
	['3', '扶贫措施实施情况', '保障兜底', 5, 3],
	['', '', '产业发展', 5, 2],
	['', '', '小额信贷', 5, 2],
	['', '', '雨露计划、技能培训', 10, 3],
	['', '', '农村危改', 10, 2],
	['4', '基础设施建设', '', 10, 2],
	['5', '扶贫资金项目的监管和使用', '', 10, 3],
	['6', '脱贫成效', '', 10, 5],
	['7', '加分规定', '', 10, 1],
	['8', '扣分规定', '', -10, 1],
] as const;
const FIRST = 4;
const LAST = FIRST + 30;

describe('the sheet of a village', () => {
	const { card, lines } = scored({
		'1.1': { leading_group: 1, work_team: 1, office: 0, archivist: 1, officer: 1 },
		'6.2a': { actual: 96.4 },
	});
	let sheet: Awaited<ReturnType<typeof open>>;
	beforeAll(async () => {
		sheet = await open(villageSheet(subject(), card, lines, '桃花仑村'));
	});

	it('has the official headings', () => {
		expect(['A3', 'B3', 'D3', 'E3', 'F3', 'G3', 'H3'].map((cell) => valueIn(sheet, cell))).toEqual([
			'序号',
			'考核指标',
			'分值',
			'评分细则',
			'考核方式',
			'得分',
			'扣分说明',
		]);
	});

	it('is the official table, merged as there', () => {
		const merges = new Set(ranges.parse(sheet['!merges']).map((range) => sheetJs.utils.encode_range(range)));
		let row = FIRST;
		for (const [number, indicator, part, points, clauses] of SOURCE) {
			const last = row + clauses - 1;
			const hasPart = part !== '';
			if (number !== '') expect([valueIn(sheet, `A${row}`), valueIn(sheet, `B${row}`)]).toEqual([number, indicator]);
			expect(valueIn(sheet, `D${row}`)).toBe(points);
			if (hasPart) expect(valueIn(sheet, `C${row}`)).toBe(part);
			else expect(merges).toContain(`B${row}:C${last}`);
			if (clauses > 1) for (const column of ['D', 'F']) expect(merges).toContain(`${column}${row}:${column}${last}`);
			row = last + 1;
		}
		expect(row).toBe(LAST + 1);
		expect(merges).toContain('A11:A22');
		expect(merges).toContain('B11:B22');
	});

	it('has all 28 criteria, word for word, with 1.0, 7 and 8', () => {
		const words = Array.from({ length: 31 }, (_, index) => String(valueIn(sheet, `E${FIRST + index}`)));
		expect(words).toEqual(subject().criteria.map(({ code, wording }) => `${code}  ${wording ?? ''}`));
		expect(words.filter((text) => !/^(1\.0|7|8) {2}/u.test(text))).toHaveLength(28);
		expect(words[1]).toContain('计6分，每少一项扣5分，扣完为止。');
	});

	it('writes what is certain as a number, and what is not as an interval, never as 0', () => {
		expect(sheet['G5']).toMatchObject({ t: 'n', v: 1 });
		expect(sheet['G6']).toMatchObject({ t: 's', v: '0～2' });
		const open = lines.filter(({ awarded, attainable }) => awarded !== attainable).length;
		const cells = Array.from({ length: 31 }, (_, index) => sheet[`G${FIRST + index}`]);
		expect(cells.filter((cell) => cell?.t === 's' && String(cell.v).includes('～'))).toHaveLength(open);
		expect(valueIn(sheet, 'H5')).toContain('专门的办公场地');
	});

	it('has the total once, then the lines to sign', () => {
		expect(valueIn(sheet, `A${LAST + 1}`)).toBe('合计');
		expect(valueIn(sheet, `G${LAST + 1}`)).toBe(`${card.total}～${card.attainable}`);
		const texts = Object.values(sheet).map((cell) => String(cell.v));
		expect(texts.filter((text) => text === '合计')).toHaveLength(1);
		expect(texts.filter((text) => /^(填写人|复核人|组长)（签名）：$/u.test(text))).toHaveLength(3);
		expect(texts.filter((text) => text.startsWith('日期：'))).toHaveLength(3);
	});

	it('repeats its heading on A4 paper', () => {
		const { pageSetup } = villageSheet(subject(), card, lines, 'x');
		expect(pageSetup).toMatchObject({ paperSize: 'a4', printTitlesRow: '$3:$3', fitToWidth: 1, fitToHeight: 0 });
	});

	it('has a seal once there is a result: the digest’s beginning, and a code where it is published', () => {
		const digest = 'a1b2c3d4e5f60718';
		const page = 'https://example.org/assessment/public/1';
		const sealed = (changes: Parameters<typeof subject>[0]): WriteSheet =>
			villageSheet(subject(changes), card, lines, 'x');
		expect(sealed({ digest, publicPage: page }).images).toMatchObject([{ type: 'png', altText: page }]);
		expect(sealed({ digest, publicPage: page }).cells?.get('0,7')?.value).toBe(
			'扫码核对公示结果\n结果校验码：a1b2c3d4',
		);
		expect(sealed({ digest }).images).toEqual([]);
		expect(sealed({ digest }).cells?.get('0,7')?.value).toBe('结果校验码：a1b2c3d4');
		expect(sealed({ publicPage: page }).images).toEqual([]);
	});

	it('speaks English to whoever has chosen it', async () => {
		const english = await open(villageSheet(subject({ locale: 'en-US' }), card, lines, 'x'));
		expect([valueIn(english, 'B4'), valueIn(english, 'G6')]).toEqual(['Organisation and leadership', '0–2']);
		expect(String(valueIn(english, 'H5'))).toMatch(/office/i);
	});
});

describe('text that somebody typed', () => {
	it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '0012', '1E5', '2026-03-05', 'a\u0000b', '\uD800'])(
		'%j is no formula and no number',
		async (text) => {
			const { card, lines } = scored({}, { village_name: text, rank: 1, rank_best: 1, rank_worst: 1 });
			const villages = { cards: [card], lines: new Map([[card.id, lines]]) };
			const { B4: cell } = await open(rankingSheet(subject(), villages, { name: '排名', sheets: new Map() }));
			expect(cell).toMatchObject({ t: 's', v: text.replaceAll('\u0000', '').replaceAll('\uD800', '') });
			expect(cell?.f).toBeUndefined();
		},
	);
});

describe('the lists', () => {
	const { card, lines } = scored({});
	const item = {
		scorecard: card.id,
		criterion: '6.2a',
		fact: 'actual',
		value: 96.4,
		numerator: 241,
		denominator: 250,
		case_ref: '=HYPERLINK("x")',
		observed_on: '2026-03-05',
		reported_on: null,
		examination: 'phone_sampling',
		note: null,
		status: 'verified',
	} as const;
	const villages = { cards: [card], lines: new Map([[card.id, lines]]), decisions: [], items: [item] };

	it('of evidence has the columns of the import, days as days, a per cent as its two numbers', async () => {
		const sheet = await open(evidenceSheet(subject(), villages, 'x'));
		const heads = 'ABCDEFGHIJKL'.split('').map((column) => valueIn(sheet, `${column}1`));
		expect(heads).toEqual([
			'村',
			'细则',
			'事项',
			'数值',
			'分子',
			'分母',
			'对象',
			'核查日期',
			'报送日期',
			'考核方式',
			'说明',
			'状态',
		]);
		expect(sheet['B2']).toMatchObject({ t: 's', v: '6.2a' });
		expect(sheet['D2']).toBeUndefined();
		expect(sheet['E2']).toMatchObject({ t: 'n', v: 241 });
		expect(sheet['G2']).toMatchObject({ t: 's', v: item.case_ref });
		expect(sheet['H2']).toMatchObject({ t: 'n', v: 46086, w: '2026-03-05' });
		expect(valueIn(sheet, 'J2')).toBe('电话抽查');
	});

	it('of decisions says category and state in words', async () => {
		const decision = {
			scorecard: card.id,
			criterion: '7',
			category: 'commendation',
			occurrences: 1,
			occurred_on: '2026-03-05',
			reason: '-',
			status: 'approved',
			decided_at: null,
		} as const;
		const sheet = await open(decisionsSheet(subject(), { ...villages, decisions: [decision] }, 'x'));
		expect('ABDFG'.split('').map((column) => valueIn(sheet, `${column}2`))).toEqual([
			'桃花仑村',
			'加分规定',
			1,
			'-',
			'已通过',
		]);
	});
});

describe('the ranking', () => {
	const villages = [
		scored({}, { id: 'a', rank: 2, rank_best: 1, rank_worst: 3 }),
		scored({}, { id: 'b', rank: 1, rank_best: 1, rank_worst: 1, total: 98.5, attainable: 98.5 }),
		scored({}, { id: 'c', rank: null, rank_best: null, rank_worst: null, excluded_reason: '已撤并' }),
	];
	const input = {
		cards: villages.map(({ card }) => card),
		lines: new Map(villages.map(({ card, lines }) => [card.id, lines])),
	};

	it('is in order of rank, with numbers and intervals', async () => {
		const written = rankingSheet(subject(), input, { name: '排名', sheets: new Map([['b', "b's"]]) });
		const sheet = await open(written);
		expect(['A4', 'A5', 'A6', 'N4', 'M4', 'Q6'].map((cell) => valueIn(sheet, cell))).toEqual([
			1,
			'1～3',
			undefined,
			98.5,
			98.5,
			'不参加排名：已撤并',
		]);
		expect(['C3', 'H3', 'J3', 'K3', 'L3', 'M3', 'N3', 'O3'].map((cell) => valueIn(sheet, cell))).toEqual([
			'1 组织领导',
			'6 脱贫成效',
			'8 扣分规定',
			'加分',
			'扣分',
			'总分',
			'已确定得分',
			'最高可得分',
		]);
		expect(sheet['N4']?.w).toBe('98.50');
		expect(written.cells?.get('3,1')?.hyperlink).toEqual({ target: '', location: "'b''s'!A1" });
		expect(written).toMatchObject({ freezePane: { rows: 3, columns: 2 }, autoFilter: { range: 'A3:Q6' } });
	});
});

describe('small things', () => {
	it('names sheets as Excel takes them', () => {
		const taken = new Set<string>();
		const names = ['A/B:[村]', 'a_b__村_', '很'.repeat(40), '很'.repeat(41), "'", ''].map((name) =>
			sheetName(name, taken),
		);
		expect(names).toEqual(['A_B__村_', 'a_b__村_ (2)', '很'.repeat(31), `${'很'.repeat(27)} (2)`, '_', '_ (2)']);
	});

	it.each([
		['2026-03-05', 46086],
		['1900-03-01', 61],
		['2024-02-29T00:00:00', 45351],
		[null, null],
		['', null],
	])('counts %s as day %s', (day, count) => expect(dayCell(day)).toBe(count));

	it('reckons with the width of Chinese', () =>
		expect([linesOf('汉'.repeat(20), 42), linesOf('a\nb', 42), linesOf('汉'.repeat(22), 42)]).toEqual([1, 2, 2]));

	it('leads to the public page of a final result alone', () => {
		const env = { PUBLIC_URL: 'https://example.org/x/' };
		expect(publicPageOf({ id: '1', status: 'final' }, env)).toBe('https://example.org/x/assessment/public/1');
		expect(publicPageOf({ id: '1', status: 'reviewing' }, env)).toBeNull();
		expect(publicPageOf({ id: '1', status: 'final' }, { PUBLIC_URL: '/' })).toBeNull();
	});
});
