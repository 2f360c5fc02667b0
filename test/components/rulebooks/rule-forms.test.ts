// The forms of a criterion: parameters, open readings, examples. Each control by its label, as staff find it.
import { flushPromises } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { METHODS, PARAM_FIELDS, parseRule, type Method } from '#engine';
import ExamplesForm from '#app/features/rulebooks/rule/examples-form.vue';
import ParamForm from '#app/features/rulebooks/rule/param-form.vue';
import ReadingsForm from '#app/features/rulebooks/rule/readings-form.vue';
import { officialCriterion } from './criteria.ts';
import { button, byLabel, mountInForm, press, type, type Values } from './mount.ts';
import { sdkOver } from '../support.ts';

const request = vi.hoisted(() => vi.fn());
vi.mock('@directus/extensions-sdk', () => ({
	useSdk: () => sdkOver({ request }),
	useApi: () => ({ request }),
}));

const rulebookIs = (status: string): void => {
	request.mockResolvedValue({
		data: { data: { id: 'rulebook', code: 'HLS-FP', version: '1', title: '细则', status } },
	});
};
beforeEach(() => rulebookIs('draft'));
afterEach(() => {
	document.body.innerHTML = '';
	vi.clearAllMocks();
});

const at = (value: unknown, ...path: readonly (string | number)[]): unknown =>
	path.reduce<unknown>(
		(part, step) => (typeof part === 'object' && part !== null ? Reflect.get(part, step) : undefined),
		value,
	);
/** The official rulebook's criterion for each method that it has. */
const CODES: Readonly<Partial<Record<Method, string>>> = {
	checklist: '1.2',
	deduction: '2.2',
	gate: '3.2.1',
	gated_deduction: '3.1.3',
	shortfall: '4.1',
	band: '3.2.2',
	discretionary: '7',
	unallocated: '1.0',
};

describe('parameters', () => {
	const known = METHODS.flatMap((method): [Method, string][] => {
		const code = CODES[method];
		return code === undefined ? [] : [[method, code]];
	});
	it.each(known)('%s: the form shows what is stored, and leaves it as it is', async (method, code) => {
		const values = officialCriterion(code);
		const before = structuredClone(values['params']);
		const { wrapper, values: now } = mountInForm(ParamForm, { field: 'params', values });
		await flushPromises();
		expect(now.value['params']).toEqual(before);
		for (const field of PARAM_FIELDS[method])
			if (field.kind === 'decimal')
				expect(byLabel(wrapper, field.label['zh-CN'])).toHaveProperty('value', String(at(before, field.name) ?? ''));
		expect(wrapper.findAll('[role=alert]').map((one) => one.text())).toEqual([]);
	});

	it('a number is kept as the text that was typed, full-width digits too', async () => {
		const { wrapper, values } = mountInForm(ParamForm, { field: 'params', values: officialCriterion('1.2') });
		await type(wrapper, byLabel(wrapper, '每少一项扣分'), '０．50');
		expect(at(values.value, 'params', 'deduction')).toBe('0.50');
	});

	it.each([
		['', '没有填写“每少一项扣分”'],
		['-1', '此数须大于 0'],
		['0', '此数须大于 0'],
		['abc', '不是普通数字'],
		['1e3', '不是普通数字'],
		['0.1234567', '小数位过多'],
	])('“%s” is told at the field: %s', async (typed, told) => {
		const { wrapper } = mountInForm(ParamForm, { field: 'params', values: officialCriterion('1.2') });
		const input = byLabel(wrapper, '每少一项扣分');
		await type(wrapper, input, typed);
		expect(document.getElementById(input.getAttribute('aria-describedby') ?? '')?.textContent).toContain(told);
		await type(wrapper, input, '0.5');
		expect(wrapper.findAll('[role=alert]')).toHaveLength(0);
	});

	it('what does not fit together is told where it is mended', async () => {
		const { wrapper } = mountInForm(ParamForm, { field: 'params', values: officialCriterion('3.2.2') });
		await type(wrapper, byLabel(wrapper, '下限'), '60');
		expect(wrapper.find('[role=alert]').text()).toContain('下限 60 高于目标 50');
	});

	it('entries are added, named, moved and removed; the key of each is made once and stays', async () => {
		const { wrapper, values } = mountInForm(ParamForm, { field: 'params', values: officialCriterion('1.2') });
		const keys = (): unknown[] => (at(values.value, 'params', 'items') as { key: string }[]).map(({ key }) => key);
		const before = keys();
		await press(wrapper, button(wrapper, '增加一项内容'));
		expect(wrapper.find('[role=alert]').text()).toContain('文字为空');
		await type(wrapper, byLabel(wrapper, '名称（中文）', 5), '民情日记');
		const made = keys()[5];
		expect(made).toMatch(/^item_[0-9a-f]{6}$/);
		expect(parseRule({ ...values.value, id: 'x', title: '标题' }).facts.map(({ label }) => label['zh-CN'])).toContain(
			'民情日记',
		);
		await press(wrapper, button(wrapper, '上移：第 6 项'));
		expect(keys()).toEqual([...before.slice(0, 4), made, before[4]]);
		await type(wrapper, byLabel(wrapper, '名称（中文）', 4), '民情日志');
		expect(keys()[4]).toBe(made);
		await press(wrapper, button(wrapper, '删去：第 1 项'));
		expect(keys()).toEqual([...before.slice(1, 4), made, before[4]]);
	});

	it('a target is a number, or set for each village', async () => {
		const { wrapper, values } = mountInForm(ParamForm, { field: 'params', values: officialCriterion('3.3.2') });
		await type(wrapper, byLabel(wrapper, '目标'), '');
		expect(at(values.value, 'params', 'target')).toBeNull();
		expect(byLabel(wrapper, '目标').getAttribute('placeholder')).toBe('各村（社区）分别核定');
	});

	it('another method asks for its own parameters; what was filled in comes back with the method', async () => {
		const { wrapper, values } = mountInForm(ParamForm, { field: 'params', values: officialCriterion('3.1.3') });
		const before = values.value['params'];
		values.value = { ...values.value, method: 'gate' };
		await flushPromises();
		expect(values.value['params']).toEqual({ label: at(before, 'label') });
		values.value = { ...values.value, method: 'gated_deduction' };
		await flushPromises();
		expect(values.value['params']).toEqual(before);
		expect(byLabel(wrapper, '每例扣分')).toHaveProperty('value', '0.1');
	});

	it('of a published rulebook are read, not changed, and the way to a new version is shown', async () => {
		rulebookIs('published');
		const { wrapper } = mountInForm(ParamForm, { field: 'params', values: officialCriterion('1.2') });
		await flushPromises();
		expect(byLabel(wrapper, '每少一项扣分')).toHaveProperty('disabled', true);
		expect(wrapper.text()).toContain('已发布，不能修改');
		expect(wrapper.find('a').attributes('href')).toBe('/content/rulebooks/rulebook');
		expect(
			wrapper
				.findAll('button')
				.filter((one) => /增加|删去|上移/.test(one.text() + (one.attributes('aria-label') ?? ''))),
		).toHaveLength(0);
	});

	it('speaks English', async () => {
		const { wrapper } = mountInForm(ParamForm, { field: 'params', values: officialCriterion('1.2'), locale: 'en-US' });
		expect(byLabel(wrapper, 'Points off an item missing')).toHaveProperty('value', '0.4');
		expect(wrapper.text()).not.toMatch(/\p{Script=Han}/u);
	});
});

describe('open readings', () => {
	const optionsOf = (control: HTMLElement): string[] =>
		Array.from(control.querySelectorAll('option'), (option) => option.textContent ?? '');

	it('are chosen in words; the choice becomes the parameter itself', async () => {
		const { wrapper, values } = mountInForm(ReadingsForm, { field: 'readings', values: officialCriterion('2.3') });
		const control = byLabel(wrapper, '同类问题');
		expect(optionsOf(control)).toEqual(['逐个计扣', '每类最多扣一次']);
		await type(wrapper, control, 'once');
		expect(at(values.value, 'params', 'count')).toBe('once');
		expect(at(values.value, 'params', 'findings')).toHaveLength(3);
	});

	it('of the points change the points', async () => {
		const { wrapper, values } = mountInForm(ReadingsForm, {
			field: 'readings',
			values: { ...officialCriterion('1.1'), points: 6 },
		});
		const control = byLabel(wrapper, '分值');
		expect(optionsOf(control)).toEqual(['计6分', '计8分']);
		expect(control).toHaveProperty('value', '6');
		await type(wrapper, control, '8');
		expect(values.value['points']).toBe(8);
		expect(wrapper.text()).toContain('请与纸质原件核对“计6分”');
	});

	it('that are true or false stay so', async () => {
		const { wrapper, values } = mountInForm(ReadingsForm, { field: 'readings', values: officialCriterion('1.0') });
		await type(wrapper, byLabel(wrapper, /照计/), 'false');
		expect(at(values.value, 'params', 'award')).toBe(false);
	});

	it('a value that nobody had thought of is told, and can be listed', async () => {
		const values = officialCriterion('1.1');
		const { wrapper, values: now } = mountInForm(ReadingsForm, {
			field: 'readings',
			values: { ...values, params: { ...(values['params'] as Values), deduction: '2' } },
		});
		expect(wrapper.find('[role=alert]').text()).toContain('现值不在可选项中');
		await press(wrapper, button(wrapper, '把现值列为可选项'));
		expect(at(now.value, 'readings', 1, 'options')).toEqual(['5', '1.2', '1.6', '2']);
		expect(wrapper.find('[role=alert]').exists()).toBe(false);
	});

	it('are settled, and new ones are marked with a note', async () => {
		const { wrapper, values } = mountInForm(ReadingsForm, { field: 'readings', values: officialCriterion('2.3') });
		await press(wrapper, button(wrapper, '已核定，不再待定'));
		expect(values.value['readings']).toEqual([]);
		await press(wrapper, button(wrapper, '把一项参数列为待定'));
		await type(wrapper, byLabel(wrapper, '把一项参数列为待定'), 'count');
		await type(wrapper, byLabel(wrapper, /请写明/), '原文未写明。');
		await press(wrapper, button(wrapper, '完成'));
		expect(values.value['readings']).toEqual([
			{ param: 'count', options: ['each'], note: { 'zh-CN': '原文未写明。' } },
		]);
	});
});

describe('examples', () => {
	it.each(['1.0', '1.2', '2.2', '3.1.3', '3.3.1', '3.2.2', '6.1a', '7', '8'])(
		'those of %s agree with the official rule',
		(code) => {
			const { wrapper } = mountInForm(ExamplesForm, { field: 'examples', values: officialCriterion(code) });
			const verdicts = wrapper.findAll('.verdict').map((one) => one.text());
			expect(verdicts.length).toBeGreaterThan(0);
			expect(new Set(verdicts)).toEqual(new Set(['符合']));
		},
	);

	it('say what the rule as it stands gives, and may take that over', async () => {
		const values = officialCriterion('1.2');
		const { wrapper, values: now } = mountInForm(ExamplesForm, {
			field: 'examples',
			values: { ...values, params: { ...(values['params'] as Values), deduction: '0.5' } },
		});
		const before = wrapper.findAll('.disagrees').length;
		expect(before).toBeGreaterThan(1);
		expect(wrapper.find('.computed').text()).toMatch(/按现行规则：1(\.5)? 分/);
		await press(wrapper, button(wrapper, '改为算得的分数'));
		expect(wrapper.findAll('.disagrees')).toHaveLength(before - 1);
		now.value = { ...now.value, examples: values['examples'] };
		await flushPromises();
		await press(wrapper, button(wrapper, /全部改为算得的分数/));
		expect(wrapper.findAll('.disagrees')).toHaveLength(0);
		expect(at(now.value, 'examples', 0, 'facts')).toEqual(at(values, 'examples', 0, 'facts'));
	});

	it('are added by the criterion’s own facts; the points are the engine’s', async () => {
		const { wrapper, values } = mountInForm(ExamplesForm, {
			field: 'examples',
			values: { ...officialCriterion('2.2'), examples: [] },
		});
		expect(wrapper.text()).toContain('至少增加一个');
		await press(wrapper, button(wrapper, '增加算例'));
		await type(wrapper, byLabel(wrapper, '情形'), '3户2处');
		const facts = wrapper
			.findAll('label')
			.map((label) => label.text())
			.slice(1);
		await type(wrapper, byLabel(wrapper, facts[0] ?? ''), '3');
		await type(wrapper, byLabel(wrapper, facts[1] ?? ''), 'x');
		expect(wrapper.find('[role=alert]').exists()).toBe(true);
		await type(wrapper, byLabel(wrapper, facts[1] ?? ''), '2');
		expect(wrapper.find('.result').text()).toContain('5.5 分');
		await press(wrapper, button(wrapper, '加入算例'));
		expect(values.value['examples']).toEqual([
			expect.objectContaining({
				title: { 'zh-CN': '3户2处' },
				awarded: '5.5',
				attainable: '5.5',
				facts: [
					{ fact: 'household', value: '3' },
					{ fact: 'wall_map', value: '2' },
				],
			}),
		]);
		expect(wrapper.find('.verdict').text()).toBe('符合');
	});
});
