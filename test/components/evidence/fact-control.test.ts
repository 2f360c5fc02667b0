// Each kind of fact by keyboard alone: what is pressed, and what the item would say.
import { mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { nextTick, ref, type Ref } from 'vue';
import { createI18n } from 'vue-i18n';
import type { CriterionRule } from '#engine';
import FactControl from '#app/features/evidence/fact-control.vue';
import { fieldsOf, startDraft, type FactDraft } from '#app/features/evidence/fact-draft.ts';
import { official } from '../../support/rulebooks/load.ts';

interface Shown {
	readonly control: VueWrapper;
	readonly draft: Ref<FactDraft>;
	readonly press: (...keys: readonly string[]) => Promise<void>;
	readonly type: (text: string) => Promise<void>;
}

let mounted: VueWrapper | undefined;
afterEach(() => mounted?.unmount());

function ruleOf(code: string): CriterionRule {
	const rule = official.rulebook.criteria.find((entry) => entry.code === code);
	if (!rule) throw new Error(`no criterion ${code}`);
	return rule;
}

async function show(code: string, { office = true, locale = 'zh-CN', disabled = false } = {}): Promise<Shown> {
	const rule = ruleOf(code);
	const draft = ref(startDraft(rule, { office }));
	const control = mount(FactControl, {
		props: {
			rule,
			office,
			disabled,
			modelValue: draft.value,
			'onUpdate:modelValue': async (next: FactDraft | undefined) => {
				if (next === undefined) return;
				draft.value = next;
				await control.setProps({ modelValue: next });
			},
		},
		attachTo: document.body,
		global: {
			plugins: [createI18n({ legacy: false, locale, missingWarn: false })],
			stubs: { 'v-button': { template: '<button type="button"><slot /></button>' } },
		},
	});
	mounted = control;
	Reflect.get(control.vm, 'focus').call(control.vm);
	const focused = (): Element => document.activeElement ?? document.body;
	return {
		control,
		draft,
		press: async (...keys) => {
			for (const key of keys) {
				focused().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
				await nextTick();
				await nextTick();
			}
		},
		type: async (text) => {
			const input = focused();
			if (!(input instanceof HTMLInputElement)) throw new Error('nothing to type into');
			input.value = text;
			input.dispatchEvent(new Event('input'));
			await nextTick();
		},
	};
}

const names = (control: VueWrapper): string[] => control.findAll('.fact-list label > span').map((one) => one.text());

describe('the control for a fact', () => {
	it('a named item: its number, then 1 or 0', async () => {
		const { control, draft, press } = await show('1.1');
		expect(names(control)).toContain('专门的办公场地');
		await press('3', '0');
		expect(fieldsOf(draft.value)).toMatchObject({ fact: 'office', value: 0 });
		expect(control.emitted('done')).toHaveLength(1);
		await press('1');
		expect(fieldsOf(draft.value)).toMatchObject({ fact: 'office', value: 1 });
	});

	it('yes or no: begins at the answer, one key', async () => {
		const { control, draft, press } = await show('3.2.1', { office: false });
		expect(names(control)).toEqual([]);
		await press('y');
		expect(fieldsOf(draft.value)).toMatchObject({ fact: 'met', value: 1 });
		expect(control.emitted('done')).toHaveLength(1);
	});

	it('cases: how many, with their unit; a case that is named is one', async () => {
		const { control, draft, press, type } = await show('2.2');
		await press('1');
		await type('3');
		expect(fieldsOf(draft.value)).toMatchObject({ fact: 'household', value: 3 });
		expect(control.find('.unit').text()).toBe('户');
		await press('Enter');
		expect(control.emitted('done')).toHaveLength(1);
		await control.find('.case input').setValue('张某户');
		expect(fieldsOf(draft.value)).toMatchObject({ value: 1, case_ref: '张某户' });
		expect(control.find('.count input').attributes('disabled')).toBeDefined();
	});

	it('cases: nothing found is one press', async () => {
		const { control, draft } = await show('2.1');
		await control.find('button').trigger('click');
		expect(fieldsOf(draft.value)).toMatchObject({ fact: 'mismatch', value: 0 });
	});

	it('what the fact cannot be is said at once and goes no further', async () => {
		const { control, draft, press, type } = await show('2.1');
		await type('1.5');
		expect(control.find('.problem').text()).toBe('须为整数');
		expect(control.find('input').attributes('aria-invalid')).toBe('true');
		await press('Enter');
		expect(control.emitted('done')).toBeUndefined();
		expect(fieldsOf(draft.value).value).toBe(1.5);
	});

	it.each(['241/250', ' 241 ／ 250 ', '２４１/２５０'])(
		'a per cent that is pasted as it stands on paper: %s',
		async (text) => {
			const { control, draft } = await show('6.2a');
			await control.find('.measure-entry input').setValue(text);
			expect(fieldsOf(draft.value)).toMatchObject({ fact: 'actual', value: 96.4, numerator: 241, denominator: 250 });
		},
	);

	it('a per cent as it stands on paper: 241/250, typed at once', async () => {
		const { draft, press, type } = await show('6.2a');
		await press('1');
		await type('241/');
		expect(fieldsOf(draft.value)).toMatchObject({ value: null, numerator: 241 });
		await type('250');
		expect(fieldsOf(draft.value)).toMatchObject({ fact: 'actual', value: 96.4, numerator: 241, denominator: 250 });
	});

	it('a per cent: as a figure, or from two counts', async () => {
		const { control, draft } = await show('6.2a', { office: false });
		const [actual, numerator, denominator] = control.findAll('input');
		expect(control.find('.unit').text()).toBe('%');
		await numerator?.setValue('241');
		await denominator?.setValue('250');
		expect(fieldsOf(draft.value)).toMatchObject({ fact: 'actual', value: 96.4, numerator: 241, denominator: 250 });
		await actual?.setValue('97');
		expect(fieldsOf(draft.value)).toMatchObject({ value: 97, numerator: null, denominator: null });
	});

	it('a share is counted by what its rule counts; a rate is not counted at all', async () => {
		const { control } = await show('3.2.2');
		await control.find('input[type="radio"], .fact-list input').trigger('click');
		expect(control.findAll('fieldset label').map((one) => one.text())).toEqual(['得到扶持的贫困户数', '贫困户总数']);
		control.unmount();
		const rate = await show('3.3.2', { office: false });
		expect(rate.control.find('.measure-entry').exists()).toBe(true);
		expect(rate.control.find('fieldset').exists()).toBe(false);
	});

	it('asks before 0.964 is taken for 0.964 %, and goes on once it is answered', async () => {
		const { control, draft, press, type } = await show('6.2a', { office: false });
		await type('0.964');
		await press('Enter');
		expect(control.emitted('done')).toBeUndefined();
		expect(control.find('.plausibility').text()).toContain('0.964 %，还是 96.4 %');
		await control.findAll('.plausibility button')[0]?.trigger('click');
		expect(fieldsOf(draft.value)).toMatchObject({ value: 96.4 });
		expect(control.find('.plausibility').exists()).toBe(false);
		await press('Enter');
		expect(control.emitted('done')).toHaveLength(1);
	});

	it('asks whether 张三、李四 are several, and makes them several with one press', async () => {
		const { control, draft } = await show('2.1');
		await control.find('.case input').setValue('张三、李四');
		const [several, one] = control.findAll('.plausibility button');
		expect([several?.text(), one?.text()]).toEqual(['分成 2 条：张三、李四', '就是 1 例']);
		await several?.trigger('click');
		expect(draft.value.cases).toEqual(['张三', '李四']);
		expect(control.text()).toContain('将登记 2 条');
		await control.find('.case input').setValue('张三等3户');
		await control.findAll('.plausibility button')[0]?.trigger('click');
		expect(fieldsOf(draft.value)).toMatchObject({ value: 3, case_ref: null });
		expect(control.emitted('aside')).toEqual([['张三等3户']]);
	});

	it('a target and no plan are offered where the rule knows them, targets to the office only', async () => {
		expect(names((await show('4.1')).control)).toEqual([
			'本村（社区）目标数',
			expect.any(String),
			'年度计划',
			'不适用',
		]);
		mounted?.unmount();
		expect(names((await show('4.1', { office: false })).control)).not.toContain('本村（社区）目标数');
	});

	it('a waiver says who verifies it', async () => {
		const { control, draft, press } = await show('5.2');
		await press('2', '1');
		expect(fieldsOf(draft.value)).toMatchObject({ fact: 'waiver', value: 1 });
		expect(control.text()).toContain('另一人核实');
	});

	it('a document that must be reported asks for the date', async () => {
		const { control, press } = await show('1.2');
		await press('3', '1');
		expect(control.text()).toContain('上报日期');
	});

	it('says so where nothing is recorded', async () => {
		expect((await show('7')).control.text()).toContain('不登记材料');
	});

	it('shows no key of the rulebook, and no Chinese in English', async () => {
		for (const rule of official.rulebook.criteria) {
			const { control } = await show(rule.code, { locale: 'en-US' });
			const text = control.text();
			expect(text, rule.code).not.toMatch(/\p{Script=Han}/u);
			for (const { key } of rule.facts) if (key.includes('_')) expect(text, rule.code).not.toContain(key);
			control.unmount();
		}
	});

	it('every entry has a name', async () => {
		for (const rule of official.rulebook.criteria) {
			const { control } = await show(rule.code);
			for (const input of control.findAll('input')) {
				const labelled = input.element.closest('label') ?? document.querySelector(`label[for="${input.element.id}"]`);
				expect(labelled?.textContent?.trim(), rule.code).toBeTruthy();
			}
			control.unmount();
		}
	});
});
