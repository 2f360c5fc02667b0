// The official table from what the server answers: merged cells, sums, ranges, words, links; and no more than three requests.
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { explain, scoreCriterion, type CriterionRule, type Fact } from '#engine';
import ScoreTable from '#app/features/scorecards/score-table.vue';
import { fakeApi, i18n, STUBS, type Asked, sdkOver } from '../support.ts';
import { official } from '../../support/rulebooks/load.ts';

const server = vi.hoisted(() => ({ api: null as unknown }));
vi.mock('@directus/extensions-sdk', () => ({ useApi: () => server.api, useSdk: () => sdkOver(server.api) }));

const INDICATORS = [
	{
		id: 'i1',
		parent: null,
		code: '1',
		title: '组织领导',
		title_en: 'Organisation',
		points: 10,
		sort: 1,
		examined_by: [],
		examination: '查看相关记录',
	},
	{
		id: 'i3',
		parent: null,
		code: '3',
		title: '扶贫措施实施情况',
		title_en: 'Measures',
		points: 35,
		sort: 2,
		examined_by: [],
		examination: null,
	},
	{
		id: 'i31',
		parent: 'i3',
		code: '3.1',
		title: '保障兜底',
		title_en: 'Safety net',
		points: 5,
		sort: 3,
		examined_by: [],
		examination: '入户核实',
	},
	{
		id: 'i32',
		parent: 'i3',
		code: '3.2',
		title: '产业发展',
		title_en: 'Industry',
		points: 5,
		sort: 4,
		examined_by: [],
		examination: null,
	},
	{
		id: 'i7',
		parent: null,
		code: '7',
		title: '加分规定',
		title_en: 'Bonus',
		points: 10,
		sort: 5,
		examined_by: [],
		examination: null,
	},
];
const PLACED: Readonly<Record<string, string>> = {
	'1.0': 'i1',
	'1.1': 'i1',
	'3.1.1': 'i31',
	'3.1.2': 'i31',
	'3.2.1': 'i32',
	'7': 'i7',
};
const FACTS: Readonly<Record<string, readonly Fact[]>> = {
	'1.1': [{ id: 'e-office', fact: 'office', value: '0', observedOn: '2026-05-03', reportedOn: null }],
	'3.1.1': Array.from({ length: 300 }, (_, n) => ({
		id: `e-${n}`,
		fact: 'household',
		value: '1',
		observedOn: '2026-05-04',
		reportedOn: null,
	})),
};

const ruleOf = (code: string): CriterionRule => {
	const rule = official.rulebook.criteria.find((one) => one.code === code);
	if (!rule) throw new Error(`no criterion ${code}`);
	return rule;
};

function card(): unknown {
	const lines = Object.entries(PLACED).map(([code, indicator], sort) => {
		const rule = ruleOf(code);
		const { awarded, attainable, state, reasons, evidenceCount } = scoreCriterion(
			rule,
			FACTS[code] ?? [],
			code === '7' ? [{ id: 'a-1', category: 'innovation', occurrences: 1 }] : [],
		);
		const criterion = {
			id: code,
			indicator,
			code,
			title: rule.title['zh-CN'],
			title_en: rule.title['en-US'] ?? null,
			wording: `${code} 的条文`,
			points: Number(rule.points),
			method: rule.method,
			params: rule.params,
			waivable: rule.waivable,
			readings: rule.readings,
			notes: null,
			sort,
		};
		return {
			id: `line-${code}`,
			criterion,
			awarded: Number(awarded),
			attainable: Number(attainable),
			state,
			reasons,
			explanation: explain(rule, { awarded, attainable, state, reasons }, 'zh-CN'),
			evidence_count: evidenceCount,
		};
	});
	const assessment = {
		id: 'a',
		title: '考核',
		year: 2026,
		status: 'collecting',
		rulebook: { title: '考核细则', title_en: 'Rules', indicators: INDICATORS },
	};
	return {
		id: 'card',
		village: 'v',
		village_name: '竹山村',
		total: 6,
		attainable: 12,
		rank: 2,
		rank_best: 1,
		rank_worst: 5,
		base_points: 4,
		bonus_points: 2,
		penalty_points: 0,
		assessed_count: 1,
		criteria_count: 28,
		excluded_reason: null,
		assessment,
		lines: [...lines].reverse(),
		adjustments: [
			{ id: 'a-1', criterion: '7', category: 'innovation', occurrences: 1, reason: '创新', occurred_on: null },
		],
	};
}

const items = Object.entries(FACTS).flatMap(([criterion, facts]) =>
	facts.map(({ id, fact, value, observedOn }) => ({
		id,
		criterion,
		fact,
		value: Number(value),
		numerator: null,
		denominator: null,
		case_ref: null,
		observed_on: observedOn,
		reported_on: null,
	})),
);
const year = (id: string, of: number, total: number, attainable: number): unknown => ({
	id,
	total,
	attainable,
	rank: 1,
	rank_best: 1,
	rank_worst: 1,
	assessment: { title: `${of} 年考核`, year: of, status: 'final' },
});

let asked: Asked[] = [];
function answers(more: Readonly<Record<string, unknown>> = {}): void {
	const fake = fakeApi({
		'/items/scorecards/card': card(),
		'/items/evidence_items': items,
		'/items/scorecards': [year('before', 2025, 90, 90), year('card', 2026, 6, 12)],
		...more,
	});
	asked = fake.asked;
	server.api = fake.api;
}

async function show(locale = 'zh-CN'): Promise<VueWrapper> {
	const table = mount(ScoreTable, { props: { scorecard: 'card' }, global: { plugins: [i18n(locale)], stubs: STUBS } });
	await flushPromises();
	return table;
}
const lineOf = (table: VueWrapper, code: string) => table.find(`[id="line-${code}"]`);

describe('the official table', () => {
	beforeEach(() => answers());

	it('asks three times, however much lies on the scorecard', async () => {
		await show();
		expect(asked.map(({ url }) => url).sort()).toEqual([
			'/items/evidence_items',
			'/items/scorecards',
			'/items/scorecards/card',
		]);
	});

	it('stands in the order of the rulebook, indicators merged over the rows of their clauses', async () => {
		const table = await show();
		expect(table.findAll('tr.row').map((row) => row.attributes('id'))).toEqual([
			'line-1.0',
			'line-1.1',
			'line-3.1.1',
			'line-3.1.2',
			'line-3.2.1',
			'line-7',
		]);
		expect(
			table
				.findAll('th.number')
				.slice(1)
				.map((cell) => [cell.text(), cell.attributes('rowspan')]),
		).toEqual([
			['1', '3'],
			['3', '4'],
			['7', '1'],
		]);
		expect(table.findAll('th.part').map((cell) => cell.attributes('rowspan'))).toEqual(['2', '1']);
		for (const row of table.findAll('tbody'))
			expect(row.findAll('tr').length).toBe(Number(row.find('th').attributes('rowspan')));
	});

	it('every row has the seven columns, merged cells counted', async () => {
		const table = await show();
		const open: number[] = [];
		for (const row of table.findAll('tbody tr')) {
			const merged = open.reduce((sum, _, at) => sum + ((open[at] ?? 0) > 0 ? 1 : 0), 0);
			open.forEach((left, at) => (open[at] = left - 1));
			let width = 0;
			for (const cell of row.findAll('th, td')) {
				const span = Number(cell.attributes('colspan') ?? 1);
				width += span;
				for (let n = 0; n < span; n += 1) open.push(Number(cell.attributes('rowspan') ?? 1) - 1);
			}
			expect(width + merged, row.text().slice(0, 40)).toBe(7);
		}
	});

	it('shows what is certain and what is possible, sums, the total, and what is not assessed', async () => {
		const table = await show();
		expect(lineOf(table, '1.1').find('.score strong').text()).toBe('0 ～ 1');
		expect(lineOf(table, '3.2.1').find('.state').text()).toBe('未评');
		expect(lineOf(table, '1.1').find('.state').text()).toBe('部分已评');
		expect(lineOf(table, '7').find('.state').exists()).toBe(false);
		expect(table.findAll('tbody tr.sum .score').map((cell) => cell.text())).toEqual(['2 ～ 3', '0 ～ 4']);
		expect(table.find('tfoot .score').text()).toBe('6 ～ 12');
	});

	it('shows only where points are lost for good, when asked to: nothing that is open, and no sums of some of the lines', async () => {
		const table = await show();
		const only = table.find('.only-lost');
		expect(only.text()).toBe('只看失分项（2 项）');
		await only.find('input').setValue(true);
		expect(table.findAll('tr.row').map((row) => row.attributes('id'))).toEqual(['line-1.1', 'line-3.1.1']);
		expect(table.findAll('tbody tr.sum')).toHaveLength(0);
		expect(
			table
				.findAll('th.number')
				.slice(1)
				.map((cell) => cell.attributes('rowspan')),
		).toEqual(['1', '1']);
		expect(table.find('tfoot .score').text()).toBe('6 ～ 12');
	});

	it('says of bonus and penalty the most that they come to', async () => {
		const table = await show();
		expect(lineOf(table, '7').find('.out-of').text()).toBe('最多加 10 分');
		expect(lineOf(table, '1.1').find('.out-of').text()).toBe('满分 6 分');
	});

	it('names each item by what it says and leads to it; of many the first few, the rest folded', async () => {
		const table = await show();
		const link = lineOf(table, '1.1').find('.evidence a');
		expect([link.text(), link.attributes('href')]).toEqual([
			'专门的办公场地：无，5 月 3 日',
			'/content/evidence_items/e-office',
		]);
		expect(lineOf(table, '3.1.1').findAll('.evidence a')).toHaveLength(300);
		expect(lineOf(table, '3.1.1').find('details summary').text()).toBe('其余 296 条');
		expect(lineOf(table, '7').find('.evidence a').attributes('href')).toBe('/content/adjustments/a-1');
	});

	it('gives the reasons in words, in English too, and the notes on what the source leaves open', async () => {
		expect(
			lineOf(await show(), '1.1')
				.find('.words')
				.text(),
		).toContain('缺专门的办公场地');
		expect(
			lineOf(await show(), '1.1')
				.find('.notes')
				.text(),
		).toContain('纸质原件');
		const english = await show('en-US');
		const clone = english.element.cloneNode(true);
		if (!(clone instanceof HTMLElement)) throw new Error('no element');
		// The official wording has no English, and the notes on it quote it.
		for (const quoting of Array.from(clone.querySelectorAll('[lang="zh-CN"], caption, [id="line-1.1"] .words, .notes')))
			quoting.remove();
		expect(clone.textContent).not.toMatch(/\p{Script=Han}/u);
	});

	it('shows the years with their scores as text', async () => {
		const table = await show();
		expect(table.findAll('.village-history li').map((one) => one.find('.value').text())).toEqual(['90', '6 ～ 12']);
		expect(table.find('[aria-current="page"]').text()).toBe('2026');
	});

	it('says what failed and tries again', async () => {
		let fails = true;
		answers({
			'/items/evidence_items': () => {
				if (fails) throw new Error('offline');
				return items;
			},
		});
		const table = await show();
		expect(table.find('[role="alert"]').text()).toContain('无法连接服务器');
		expect(table.find('table').exists()).toBe(false);
		fails = false;
		await table.find('[role="alert"] button').trigger('click');
		await flushPromises();
		expect(table.find('[role="alert"]').exists()).toBe(false);
		expect(table.findAll('tr.row')).toHaveLength(6);
	});
});
