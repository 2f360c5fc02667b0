// The course of the year: each role sees the steps that are its own, what a step does before it is taken, and all that stands in the way.
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ROLES, type Role } from '#domain/roles.ts';
import WorkflowPanel from '#app/features/assessments/workflow-panel.vue';
import { fakeApi, i18n, STUBS, type Asked, sdkOver } from '../support.ts';

const given = vi.hoisted((): { api: unknown; role: string } => ({ api: null, role: '' }));
vi.mock('@directus/extensions-sdk', () => ({
	useApi: () => given.api,
	useSdk: () => sdkOver(given.api),
	useStores: () => ({ useUserStore: () => ({ currentUser: { id: 'me', role: { id: given.role } } }) }),
}));

const DIALOG = {
	'v-dialog': { props: ['modelValue'], template: '<div v-if="modelValue" role="dialog"><slot /></div>' },
	'v-card': { template: '<div><slot /></div>' },
	'v-card-title': { template: '<h3><slot /></h3>' },
	'v-card-text': { template: '<div><slot /></div>' },
	'v-card-actions': { template: '<div class="dialog-actions"><slot /></div>' },
};
const course = (status: string, more: object = {}): object => ({
	id: 'a',
	title: '2026年度考核',
	status,
	rulebook: { id: 'r', title: '考核细则', title_en: null, version: '1', status: 'published' },
	submission_deadline: '2026-11-30',
	publicity_from: null,
	publicity_to: null,
	publicity_days: 7,
	publicity_kind: 'working',
	result_digest: null,
	public_online: false,
	year: 2026,
	...more,
});
const refusal = (details: object): Error =>
	Object.assign(new Error('refused'), {
		response: {
			status: 409,
			data: { errors: [{ extensions: { code: 'TRANSITION_REFUSED', told: '不能公示', ...details } }] },
		},
	});

let asked: Asked[] = [];

async function show(role: Role, answers: Readonly<Record<string, unknown>>): Promise<VueWrapper> {
	const fake = fakeApi({
		'/items/holidays': [],
		'/items/scorecards': [],
		'/items/villages': [],
		'/items/rulebooks': [],
		...answers,
	});
	given.api = fake.api;
	given.role = ROLES[role];
	asked = fake.asked;
	const panel = mount(WorkflowPanel, {
		props: { assessment: 'a' },
		global: { plugins: [i18n()], stubs: { ...STUBS, ...DIALOG } },
	});
	await flushPromises();
	return panel;
}

const button = (panel: VueWrapper, text: string) => panel.findAll('button').find((one) => one.text() === text);
const actions = (panel: VueWrapper): string[] => panel.findAll('.actions button').map((one) => one.text());

describe('the steps', () => {
	beforeEach(() => (asked = []));

	it('say where the year stands', async () => {
		const panel = await show('office', { '/items/assessments/a': course('reviewing') });
		expect(panel.find('[aria-current="step"]').text()).toContain('复核中');
		expect(panel.findAll('.steps .past').map((step) => step.find('.name').text())).toEqual(['筹备中', '收集材料']);
	});

	it.each([
		['office', 'preparing', ['开始收集材料']],
		['office', 'reviewing', ['公示', '退回收集材料']],
		['office', 'publicized', ['撤回公示，重新复核']],
		['leader', 'publicized', ['定稿']],
		['leader', 'reviewing', []],
		['auditor', 'collecting', []],
		['office', 'final', []],
	] as const)('%s may take in %s: %j', async (role, status, names) => {
		expect(actions(await show(role, { '/items/assessments/a': course(status) }))).toEqual(names);
	});

	it('of somebody else are told with whose they are', async () => {
		expect((await show('office', { '/items/assessments/a': course('publicized') })).text()).toContain(
			'“定稿”由领导小组成员办理。',
		);
	});

	it('back ask for a reason and are sent with it', async () => {
		const panel = await show('office', {
			'/items/assessments/a': course('reviewing'),
			'/assessment/assessments/a/transition': { id: 'a', status: 'collecting' },
		});
		await button(panel, '退回收集材料')?.trigger('click');
		const dialog = panel.find('[role="dialog"]');
		expect(dialog.text()).toContain('填报员又可以报送和修改材料');
		await dialog.findAll('.dialog-actions button')[1]?.trigger('click');
		expect(asked.some(({ method }) => method === 'post')).toBe(false);
		await dialog.find('textarea').setValue('补报材料');
		await dialog.findAll('.dialog-actions button')[1]?.trigger('click');
		await flushPromises();
		expect(asked.find(({ method }) => method === 'post')?.data).toEqual({ to: 'collecting', reason: '补报材料' });
		expect(panel.emitted('changed')).toHaveLength(1);
	});

	it('beginning the collection without a deadline is told, with one it is not', async () => {
		const shown = async (deadline: string | null): Promise<string> => {
			const panel = await show('office', {
				'/items/assessments/a': course('preparing', { submission_deadline: deadline }),
			});
			await button(panel, '开始收集材料')?.trigger('click');
			await flushPromises();
			return panel.find('[role="dialog"]').text();
		};
		expect(await shown(null)).toContain('还没有设定材料报送截止日期');
		expect(await shown('2026-11-30')).not.toContain('截止日期');
	});

	it('to the notice tell how many days of which kind it runs, and where no holidays are entered', async () => {
		const shown = async (more: object, holidays: readonly object[] = []): Promise<string> => {
			const panel = await show('office', {
				'/items/assessments/a': course('reviewing', more),
				'/items/holidays': holidays,
			});
			await button(panel, '公示')?.trigger('click');
			await flushPromises();
			return panel.find('[role="dialog"]').text();
		};
		expect(await shown({ publicity_days: 5 })).toMatch(
			/公示 5 个工作日，至 \d{4}-\d{2}-\d{2}.*还没有录入 \d{4} 年的节假日/s,
		);
		expect(await shown({ publicity_kind: 'calendar' })).toMatch(/公示 7 个自然日/);
		expect(await shown({ publicity_kind: 'calendar' })).not.toContain('节假日');
	});

	it('closing the collection tells what the clerks have not handed in', async () => {
		const panel = await show('office', {
			'/items/assessments/a': course('collecting'),
			'/items/evidence_items': [
				{ status: 'draft', count: { id: '3' } },
				{ status: 'returned', count: { id: 1 } },
			],
		});
		await button(panel, '结束收集，开始复核')?.trigger('click');
		await flushPromises();
		expect(panel.find('.confirm-dialog').text()).toContain('草稿 3 条，退回待改 1 条');
	});

	it('refused list everything that stands in the way, with where it is', async () => {
		const obstacles = [
			{ condition: 'nothing_submitted', 'zh-CN': '有 1 份材料待核实', 'en-US': '', items: ['i1'] },
			{ condition: 'no_open_appeals', 'zh-CN': '有 1 件申诉未处理', 'en-US': '', items: ['p1'] },
		];
		const panel = await show('office', {
			'/items/assessments/a': course('reviewing'),
			'/assessment/assessments/a/transition': refusal({ obstacles }),
			'/items/evidence_items': [{ id: 'i1', scorecard: { village_name: '示例一村' }, criterion: { code: '2.1' } }],
			'/items/appeals': [],
		});
		await button(panel, '公示')?.trigger('click');
		await panel.findAll('.dialog-actions button')[1]?.trigger('click');
		await flushPromises();
		expect(panel.find('.unmet-conditions').text()).toContain('有 1 份材料待核实');
		expect(panel.findAll('.unmet-conditions a').map((link) => [link.attributes('href'), link.text()])).toEqual([
			['/content/evidence_items/i1', '示例一村 2.1'],
			['/content/appeals/p1', '记录 1'],
		]);
		expect(panel.emitted('changed')).toBeUndefined();
	});
});

describe('the villages', () => {
	const cards = [
		{ id: 's1', village_name: '示例一村', excluded_reason: null, village: 'v1' },
		{ id: 's2', village_name: '示例二村', excluded_reason: '整村搬迁', village: 'v2' },
	];
	const villages = [
		{ id: 'v1', name: '示例一村', active: true },
		{ id: 'v2', name: '示例二村', active: false },
		{ id: 'v3', name: '示例三村', active: true },
		{ id: 'v4', name: '示例四村', active: false },
	];

	it('not yet in are added', async () => {
		const panel = await show('office', {
			'/items/assessments/a': course('collecting'),
			'/items/scorecards': cards,
			'/items/villages': villages,
			'/assessment/assessments/a/enrol': { scorecards: ['s3'] },
		});
		expect(panel.findAll('fieldset label').map((one) => one.text())).toEqual(['示例三村']);
		await panel.find('fieldset input').setValue(true);
		await button(panel, '加入考核（1）')?.trigger('click');
		await flushPromises();
		expect(asked.find(({ method }) => method === 'post')?.data).toEqual({ villages: ['v3'] });
		expect(panel.text()).toContain('已加入 1 个村（社区）。');
	});

	it('taken out come back without a reason; who takes part is taken out with one', async () => {
		const panel = await show('office', {
			'/items/assessments/a': course('reviewing'),
			'/items/scorecards': cards,
			'/items/villages': villages,
			'/assessment/assessments/a/take-out': {},
		});
		await button(panel, '恢复参加')?.trigger('click');
		await panel.findAll('.dialog-actions button')[1]?.trigger('click');
		await flushPromises();
		await button(panel, '不再参加')?.trigger('click');
		await panel.find('textarea').setValue('撤并');
		await panel.findAll('.dialog-actions button')[1]?.trigger('click');
		await flushPromises();
		expect(asked.filter(({ method }) => method === 'post').map(({ data }) => data)).toEqual([
			{ village: 'v2', reason: '' },
			{ village: 'v1', reason: '撤并' },
		]);
	});

	it('that are inactive and still take part stand out', async () => {
		const idle = [
			{ id: 's1', village_name: '示例一村', excluded_reason: null, village: 'v1' },
			{ id: 's4', village_name: '示例四村', excluded_reason: null, village: 'v4' },
		];
		const panel = await show('office', {
			'/items/assessments/a': course('collecting'),
			'/items/scorecards': [...idle, ...cards.slice(1)],
			'/items/villages': villages,
		});
		expect(panel.findAll('.cards li').map((one) => one.text().includes('已停用，仍参加考核'))).toEqual([
			false,
			true,
			false,
		]);
	});

	it('are nobody else’s to change', async () => {
		const panel = await show('leader', {
			'/items/assessments/a': course('collecting'),
			'/items/scorecards': cards,
			'/items/villages': villages,
		});
		expect(panel.find('fieldset').exists()).toBe(false);
		expect(panel.findAll('.cards button')).toEqual([]);
	});
});

describe('the check of the scores', () => {
	const verification = { assessment: 'a', scorecards: 12, lines: 372, waiting: 0, differences: [] };

	it.each([
		[verification, '已核对 12 张评分表、372 项得分，全部一致。'],
		[
			{
				...verification,
				differences: [
					{ scorecard: 's', label: '示例一村', criterion: '2.1', field: 'awarded', stored: 10, computed: 7 },
				],
			},
			'示例一村 2.1 awarded：所存 10，应为 7',
		],
		[{ ...verification, waiting: 2 }, '另有 2 张评分表正在重算'],
	])('says its result in words %#', async (answer, words) => {
		const panel = await show('auditor', {
			'/items/assessments/a': course('final'),
			'/assessment/assessments/a/verify': answer,
		});
		await button(panel, '核对成绩')?.trigger('click');
		await flushPromises();
		expect(panel.find('.result').text()).toContain(words);
	});
});
