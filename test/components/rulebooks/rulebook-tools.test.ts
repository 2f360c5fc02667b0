// What is done with a version of the rulebook as a whole: each part asks one endpoint and says in words what came of it.
import { flushPromises, type VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ROLES, type Role } from '#domain/roles.ts';
import RulebookTools from '#app/features/rulebooks/tools/rulebook-tools.vue';
import { button, byLabel, mountInForm, press, type } from './mount.ts';
import { sdkOver } from '../support.ts';

interface Request {
	readonly method: string;
	readonly url: string;
	readonly data?: unknown;
}

const request = vi.hoisted(() => vi.fn());
const user = vi.hoisted(() => ({ role: '' }));
const push = vi.hoisted(() => vi.fn());
vi.mock('@directus/extensions-sdk', () => ({
	useSdk: () => sdkOver({ request }),
	useApi: () => ({ request }),
	useStores: () => ({ useUserStore: () => ({ currentUser: { id: 'me', role: { id: user.role } } }) }),
}));
vi.mock('vue-router', () => ({ useRouter: () => ({ push }) }));

const DRAFT = { id: 'draft', code: 'HLS-FP', version: '2', title: '细则', status: 'draft' };
const OLD = { id: 'old', code: 'HLS-FP', version: '1', title: '细则', status: 'published' };
const label = (text: string): { 'zh-CN': string; 'en-US': string } => ({ 'zh-CN': text, 'en-US': 'text' });

let answers: Record<string, unknown> = {};
let sent: Request[] = [];

beforeEach(() => {
	sent = [];
	answers = {
		'get /items/rulebooks/draft': DRAFT,
		'get /items/rulebooks': [OLD],
		'get /items/assessments': [{ id: 'a', title: '2026年度考核', year: 2026, status: 'collecting', rulebook: 'old' }],
		'get /assessment/rulebooks/draft/problems': [],
	};
	request.mockImplementation(async ({ method, url, data }: Request) => {
		sent.push({ method, url, data });
		const answer = answers[`${method} ${url}`];
		if (answer instanceof Error)
			throw {
				response: {
					status: 422,
					data: { errors: [{ extensions: { code: 'RULEBOOK_UNSOUND', told: answer.message } }] },
				},
			};
		return { data: { data: answer ?? [] } };
	});
});
afterEach(() => {
	document.body.innerHTML = '';
	vi.clearAllMocks();
});

async function tools(role: Role, primaryKey = 'draft'): Promise<VueWrapper> {
	user.role = ROLES[role];
	const { wrapper } = mountInForm(RulebookTools, { field: 'tools', values: {}, primaryKey });
	await flushPromises();
	return wrapper;
}

describe('a draft', () => {
	it('is not asked for before it is saved', async () => {
		const wrapper = await tools('office', '+');
		expect(wrapper.text()).toContain('请先保存细则');
		expect(sent).toEqual([]);
	});

	it('lists what stands in its way, each with the way to mend it', async () => {
		answers['get /assessment/rulebooks/draft/problems'] = [
			{
				path: 'x',
				place: label('细则 1.2 › 分值'),
				what: label('分值不对。'),
				how: label('请改正。'),
				collection: 'criteria',
				item: 'c1',
			},
		];
		const wrapper = await tools('leader');
		expect(wrapper.text()).toContain('有 1 处须改正后才能发布');
		expect(wrapper.find('li').text()).toContain('细则 1.2 › 分值');
		expect(wrapper.find('li a').attributes('href')).toBe('/content/criteria/c1');
		expect(wrapper.findAll('button').map((one) => one.text())).not.toContain('另建新版本');
	});

	it('is copied with the next version proposed, and opened', async () => {
		answers['post /assessment/rulebooks/draft/copy'] = { id: 'new' };
		const wrapper = await tools('office');
		await press(wrapper, button(wrapper, '另建新版本'));
		expect(byLabel(wrapper, '新版本号')).toHaveProperty('value', '3');
		await type(wrapper, byLabel(wrapper, '新版本号'), ' 2027 ');
		await wrapper.find('form').trigger('submit');
		await flushPromises();
		expect(sent.at(-1)).toMatchObject({ url: '/assessment/rulebooks/draft/copy', data: { version: '2027' } });
		expect(push).toHaveBeenCalledWith('/content/rulebooks/new');
	});

	it('is published by the administrator only; a refusal stands in its words', async () => {
		expect((await tools('office')).text()).toContain('发布、停用由系统管理员办理');
		document.body.innerHTML = '';
		answers['patch /items/rulebooks/draft'] = new Error('细则不能发布，有 1 处须改正。');
		const wrapper = await tools('administrator');
		await press(wrapper, button(wrapper, '发布'));
		expect(wrapper.text()).toContain('确定发布？');
		await press(wrapper, button(wrapper, '确定'));
		await flushPromises();
		expect(sent.at(-1)).toMatchObject({ method: 'patch', data: { status: 'published' } });
		expect(wrapper.text()).toContain('细则不能发布，有 1 处须改正。');
	});

	it('is tried on an assessment: who changes, from what to what, why, and what is lost', async () => {
		answers['post /assessment/rulebooks/draft/try'] = {
			villages: [
				{
					scorecard: 's',
					village_name: '示例一村',
					total: { before: '90.5', after: '90.4' },
					attainable: { before: '95', after: '95' },
					rank: { before: 1, after: 2 },
					lines: [
						{
							code: '1.2',
							title: label('规划'),
							awarded: { before: '1.6', after: '1.5' },
							attainable: { before: '2', after: '2' },
							explanation: label('每项扣0.5分'),
						},
					],
				},
			],
			unchanged: 11,
			lost_codes: ['6.3'],
			ignored: [{ code: '2.1', items: 4 }],
		};
		const wrapper = await tools('office');
		await press(wrapper, button(wrapper, '开始试算'));
		await flushPromises();
		expect(sent.at(-1)).toMatchObject({ url: '/assessment/rulebooks/draft/try', data: { assessment: 'a' } });
		for (const said of [
			'1 个村（社区）的得分或名次会变，11 个不变',
			'总分 90.5 → 90.4',
			'第 1 名 → 第 2 名',
			'1.6 → 1.5',
			'每项扣0.5分',
			'本版本没有细则 6.3',
			'细则 2.1 4 条',
		])
			expect(wrapper.text()).toContain(said);
	});

	it('is compared with another version of the same rulebook', async () => {
		answers['get /assessment/rulebooks/draft/compare/old'] = [
			{
				part: 'criterion',
				code: '1.2',
				title: label('规划'),
				change: 'changed',
				what: label('每少一项扣分'),
				before: label('0.4'),
				after: label('0.5'),
			},
		];
		const wrapper = await tools('auditor');
		await press(wrapper, button(wrapper, '对照'));
		await flushPromises();
		expect(wrapper.text()).toContain('共 1 处不同');
		expect(wrapper.findAll('td').map((cell) => cell.text())).toEqual(['0.4', '0.5']);
		expect(wrapper.text()).toContain('评分细则 1.2 规划');
	});
});

describe('a published version', () => {
	it.each([
		[[], ['停用', '改回草稿']],
		[[{ id: 'a' }], ['停用']],
	])('used by %j has the steps %j', async (users, steps) => {
		answers['get /items/rulebooks/draft'] = { ...DRAFT, status: 'published' };
		answers['get /items/assessments'] = users;
		const wrapper = await tools('administrator');
		expect(wrapper.findAll('.status-steps button').map((one) => one.text())).toEqual(steps);
		expect(wrapper.text()).toContain('已发布：不能再修改');
	});
});
