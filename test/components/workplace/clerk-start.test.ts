// The clerk's page: what was returned comes first with its reason, what is missing in words, and only the own is to be changed.
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { defineComponent, h } from 'vue';
import ClerkStart from '#app/features/clerk/clerk-start.vue';
import { useAssessments } from '#app/shared/assessments.ts';
import { explain, scoreCriterion, type CriterionRule, type Fact } from '#engine';
import { official } from '../../support/rulebooks/load.ts';
import { fakeApi, i18n, STUBS, type Asked, sdkOver } from '../support.ts';

const given = vi.hoisted(() => ({ api: null as unknown, village: 'v' as string | null }));
vi.mock('@directus/extensions-sdk', () => ({
	useApi: () => given.api,
	useSdk: () => sdkOver(given.api),
	useStores: () => ({ useUserStore: () => ({ currentUser: { id: 'me', role: null, village: given.village } }) }),
}));
vi.mock('vue-router', () => ({
	onBeforeRouteLeave: () => undefined,
	onBeforeRouteUpdate: () => undefined,
	useRoute: () => ({ query: {} }),
	useRouter: () => ({ push: () => undefined, replace: () => undefined, back: () => undefined }),
}));

const ruleOf = (code: string): CriterionRule => {
	const rule = official.rulebook.criteria.find((one) => one.code === code);
	if (!rule) throw new Error(`no criterion ${code}`);
	return rule;
};

const INDICATOR = {
	id: 'i',
	parent: null,
	code: '1',
	title: '组织领导',
	title_en: 'Organisation',
	points: 10,
	sort: 1,
	examined_by: [],
	examination: null,
};

function criterionOf(code: string, sort: number): object {
	const rule = ruleOf(code);
	return {
		id: code,
		indicator: 'i',
		code,
		title: rule.title['zh-CN'],
		title_en: rule.title['en-US'] ?? null,
		wording: '条文',
		points: Number(rule.points),
		method: rule.method,
		params: rule.params,
		waivable: rule.waivable,
		readings: rule.readings,
		notes: null,
		sort,
	};
}

function lineOf(code: string, sort: number, facts: readonly Fact[]): object {
	const rule = ruleOf(code);
	const { awarded, attainable, state, reasons, evidenceCount } = scoreCriterion(rule, facts, []);
	return {
		id: `line-${code}`,
		criterion: criterionOf(code, sort),
		awarded: Number(awarded),
		attainable: Number(attainable),
		state,
		reasons,
		explanation: explain(rule, { awarded, attainable, state, reasons }, 'zh-CN'),
		evidence_count: evidenceCount,
	};
}

const office: Fact = { id: 'e', fact: 'office', value: '0', observedOn: '2026-05-03', reportedOn: null };

function card(excluded: string | null): object {
	const assessment = {
		id: 'a',
		title: '考核',
		year: 2026,
		status: 'collecting',
		rulebook: { title: '考核细则', title_en: 'Rules', indicators: [INDICATOR] },
	};
	return {
		id: 'card',
		village: 'v',
		village_name: '竹山村',
		total: 0,
		attainable: 8,
		rank: 2,
		rank_best: 2,
		rank_worst: 2,
		base_points: 0,
		bonus_points: 0,
		penalty_points: 0,
		assessed_count: 0,
		criteria_count: 2,
		excluded_reason: excluded,
		assessment,
		lines: [lineOf('1.1', 1, [office]), lineOf('5.2', 2, [])],
		adjustments: [],
	};
}

const item = (id: string, status: string, more: object = {}): object => ({
	id,
	criterion: '5.2',
	fact: 'unpublished',
	value: 1,
	numerator: null,
	denominator: null,
	case_ref: null,
	observed_on: '2026-05-03',
	reported_on: null,
	status,
	note: null,
	return_reason: null,
	submitted_late: false,
	date_updated: '2026-05-03T08:00:00Z',
	files: [],
	...more,
});

/** As the page of the module around it, which reads the assessments. */
const Page = defineComponent({
	setup() {
		void useAssessments().load();
		return () => h(ClerkStart);
	},
});

let page: VueWrapper | undefined;
let asked: Asked[] = [];
afterEach(() => {
	page?.unmount();
	given.village = 'v';
});

interface Given {
	readonly items?: readonly object[];
	readonly status?: string;
	/** The last day of 公示. */
	readonly until?: string | null;
	readonly excluded?: string | null;
	readonly answers?: Readonly<Record<string, unknown>>;
}

async function show({
	items = [],
	status = 'collecting',
	until = null,
	excluded = null,
	answers = {},
}: Given = {}): Promise<VueWrapper> {
	const fake = fakeApi({
		'/items/assessments': [
			{
				id: 'a',
				title: '考核',
				year: 2026,
				status,
				rulebook: 'r',
				submission_deadline: '2026-12-11',
				publicity_from: null,
				publicity_to: until,
			},
		],
		'/items/scorecards': [{ id: 'card' }],
		'/items/scorecards/card': card(excluded),
		'/items/evidence_items': items,
		'/items/appeals': [],
		'/items/criteria': [criterionOf('1.1', 1), criterionOf('5.2', 2)],
		'/items/indicators': [INDICATOR],
		...answers,
	});
	given.api = fake.api;
	asked = fake.asked;
	page?.unmount();
	page = mount(Page, {
		attachTo: document.body,
		global: {
			plugins: [i18n()],
			stubs: {
				...STUBS,
				'v-dialog': { props: ['modelValue'], template: '<div v-if="modelValue" role="dialog"><slot /></div>' },
				'v-card': { template: '<div><slot /></div>' },
				'v-card-title': { template: '<h2><slot /></h2>' },
				'v-card-text': { template: '<div><slot /></div>' },
				'v-card-actions': { template: '<div><slot /></div>' },
			},
		},
	});
	await flushPromises();
	return page;
}

const buttons = (within: { findAll: VueWrapper['findAll'] }): string[] =>
	within.findAll('button').map((button) => button.text());
const press = async (shown: VueWrapper, name: string): Promise<void> => {
	await shown
		.findAll('button')
		.find((button) => button.text() === name)
		?.trigger('click');
	await flushPromises();
};

describe('the clerk’s page', () => {
	it('says of the own village what is missing, without what is the office’s or waits already', async () => {
		const shown = await show();
		expect(shown.text()).toContain('竹山村');
		expect(shown.findAll('h3').map((title) => title.text())).toContain('还缺的材料（2 项细则）');
		const waiting = await show({ items: [item('w', 'submitted', { fact: ruleOf('5.2').facts[0]?.key })] });
		expect(waiting.findAll('h3').map((title) => title.text())).toContain('还缺的材料（1 项细则）');
	});

	it('what is begun is gone on with, not begun again', async () => {
		const fact = ruleOf('5.2').facts[0]?.key;
		const shown = await show({ items: [item('d', 'draft', { fact })] });
		expect(shown.findAll('h3').map((title) => title.text())).toContain('还缺的材料（2 项细则）');
		const begun = shown.find('.missing-group .begun');
		expect(begun.text()).toContain('已有草稿，尚未提交');
		await press(shown, '继续填报');
		expect(shown.find('.entry-form h2').text()).toBe('修改材料');
		const returned = await show({ items: [item('r', 'returned', { fact, return_reason: '看不清' })] });
		expect(returned.find('.missing-group .begun').text()).toContain('已被退回');
	});

	it('what was returned is not handed in as it was; a word in the note is a change', async () => {
		const shown = await show({
			items: [item('r', 'returned', { return_reason: '看不清' })],
			answers: {
				'/assessment/evidence/preview': {
					problems: [],
					warnings: [],
					contradicts: [],
					duplicates: [],
					message: null,
					effect: 0,
					total: { before: 0, after: null },
				},
				'/items/evidence_items/r': {},
			},
		});
		await press(shown, '修改后重新提交');
		await press(shown, '提交');
		expect(asked.filter(({ method }) => method === 'patch')).toEqual([]);
		expect(shown.find('.send [role=alert]').text()).toContain('还没有改动');
		expect(
			shown
				.find('.send')
				.findAll('button')
				.map((button) => button.text()),
		).toEqual(['提交', '暂存']);
		await shown.find('.entry-form textarea').setValue('已重新拍摄');
		await press(shown, '提交');
		expect(asked.filter(({ method }) => method === 'patch').map(({ url, data }) => [url, data])).toMatchObject([
			['/items/evidence_items/r?fields=id', { status: 'submitted', note: '已重新拍摄' }],
		]);
	});

	it('shows what was returned first, and why; the own can be handed in anew or removed', async () => {
		const shown = await show({ items: [item('d', 'draft'), item('r', 'returned', { return_reason: '照片看不清' })] });
		const card = shown.find('.item-card.returned');
		expect(card.text()).toContain('照片看不清');
		expect(buttons(card)).toEqual(['修改后重新提交', '删除']);
		expect(shown.html().indexOf('item-card returned')).toBeLessThan(shown.html().indexOf('item-card draft'));
	});

	it('leaves waivers and targets to the office', async () => {
		const waiver = ruleOf('5.2').facts.find(({ kind }) => kind === 'waiver')?.key;
		expect(waiver).toBeDefined();
		const shown = await show({
			items: [item('r', 'returned', { fact: waiver, return_reason: '看不清' }), item('d', 'draft', { fact: waiver })],
		});
		expect(shown.findAll('.item-card').map((card) => [buttons(card), card.text().includes('须由办事处修改')])).toEqual([
			[[], true],
			[[], true],
		]);
	});

	it('hands a draft in by one request, and says what is refused', async () => {
		const shown = await show({ items: [item('d', 'draft')], answers: { '/items/evidence_items/d': {} } });
		await press(shown, '提交');
		expect(asked.filter(({ method }) => method === 'patch').map(({ url, data }) => [url, data])).toEqual([
			['/items/evidence_items/d?fields=id', { status: 'submitted', date_updated: '2026-05-03T08:00:00Z' }],
		]);
		expect(shown.text()).toContain('核实后计入得分');
		const refusal = Object.assign(new Error('refused'), {
			response: { status: 409, data: { errors: [{ extensions: { code: 'CASE_TWICE', told: '材料已由他人修改。' } }] } },
		});
		const refused = await show({ items: [item('d', 'draft')], answers: { '/items/evidence_items/d': refusal } });
		await press(refused, '提交');
		expect(refused.find('[role=alert]').text()).toContain('材料已由他人修改。');
	});

	it('offers nothing to write once the collection is closed or the village is taken out, and says so', async () => {
		const closed = await show({ status: 'reviewing', items: [item('d', 'draft')] });
		expect(buttons(closed)).not.toContain('填报材料');
		expect(buttons(closed.find('.item-card'))).toEqual([]);
		expect(closed.find('.status-notice').text()).toContain('考核正在复核，不能再报送或修改材料');
		expect((await show({ excluded: '整村搬迁' })).text()).toContain('整村搬迁');
	});

	it.each([
		['publicized', '2026-12-31', '正在公示，最后一天为 2026-12-31', '公示至2026-12-31还有 31 天'],
		['publicized', '2026-11-30', '正在公示，最后一天为 2026-11-30', '公示至2026-11-30今天是最后一天'],
		['publicized', '2026-11-29', '公示已于 2026-11-29 期满', '公示至2026-11-29已期满'],
		['preparing', null, '还在筹备，尚未开始报送材料', '报送截止2026-12-11'],
		['final', null, '考核已定稿', '最终得分'],
	])('says in %s until %s where the year stands', async (status, until, notice, date) => {
		vi.useFakeTimers({ now: new Date('2026-11-30T09:00:00+08:00'), toFake: ['Date'] });
		const shown = await show({ status, until });
		vi.useRealTimers();
		expect(shown.find('.status-notice').text()).toContain(notice);
		expect(shown.find('.clerk-summary').text()).toContain(date);
		expect(buttons(shown.find('.status-notice'))).toEqual(status === 'publicized' ? ['查看各项得分，提出申诉'] : []);
	});

	it('tells a clerk without a village whom to ask, and asks the server nothing of it', async () => {
		given.village = null;
		const shown = await show();
		expect(shown.find('[role=alert]').exists()).toBe(true);
		expect(asked.filter(({ url }) => url.startsWith('/items/scorecards'))).toEqual([]);
	});

	it('a rank that is open is told as the ranks that are possible, and the one for now below them', async () => {
		const shown = await show({
			answers: { '/items/scorecards/card': { ...card(null), rank: 2, rank_best: 1, rank_worst: 4 } },
		});
		expect(shown.find('.clerk-summary').text()).toMatch(/第 1～4 名\s*暂列第 2 名/);
		expect((await show()).find('.clerk-summary').text()).toContain('第 2 名');
	});

	it('once the result is final, nothing is due any more', async () => {
		const summary = (await show({ status: 'final' })).find('.clerk-summary').text();
		expect(summary).toContain('最终得分');
		expect(summary).not.toContain('报送截止');
	});

	it('offers no second appeal while one waits for its answer, and another once it is answered', async () => {
		const appeal = (status: string): object => ({
			id: status,
			criterion: '1.1',
			text: '已建成',
			status,
			response: status === 'open' ? null : '照片为上一年度',
		});
		const waiting = await show({ answers: { '/items/appeals': [appeal('open')] } });
		const line = waiting.findAll('details').find((one) => one.text().startsWith('1.1'));
		expect(line?.text()).toContain('等待街道扶贫办答复');
		expect(line?.findAll('button').map((button) => button.text())).toEqual([]);
		const answered = await show({ answers: { '/items/appeals': [appeal('dismissed')] } });
		expect(
			answered
				.findAll('details')
				.find((one) => one.text().startsWith('1.1'))
				?.findAll('button')
				.map((button) => button.text()),
		).toEqual(['再次申诉']);
	});

	it('an appeal says against which criterion, and is sent once', async () => {
		const shown = await show();
		await press(shown, '申诉');
		await shown.find('.appeal-form textarea').setValue('办公室九月已建成');
		await press(shown, '提交申诉');
		expect(asked.filter(({ method }) => method === 'post').map(({ url, data }) => [url, data])).toEqual([
			['/items/appeals?fields=id', { scorecard: 'card', criterion: '1.1', text: '办公室九月已建成', files: [] }],
		]);
		expect(document.activeElement?.textContent).toContain('申诉已提交');
	});
});
