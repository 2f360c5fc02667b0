// One of many by keyboard alone.
import { mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, expect, it } from 'vitest';
import { nextTick } from 'vue';
import { createI18n } from 'vue-i18n';
import Combobox from '#app/shared/combobox/combobox.vue';

const choices = [
	{ value: 'a', text: '示例一村', words: 'DEMO-01' },
	{ value: 'b', text: '示例二村', words: 'DEMO-02' },
	{ value: 'c', text: '示例甲社区', words: 'DEMO-09' },
];
let box: VueWrapper;
afterEach(() => box.unmount());

function show(modelValue: string | null = null): void {
	box = mount(Combobox, {
		props: {
			modelValue,
			choices,
			label: '村（社区）',
			'onUpdate:modelValue': (next: string | null | undefined) => box.setProps({ modelValue: next ?? null }),
		},
		attachTo: document.body,
		global: {
			plugins: [createI18n({ legacy: false, locale: 'zh-CN', missingWarn: false })],
			stubs: { 'v-icon': true },
		},
	});
}
const input = () => box.get('input');
const options = (): string[] => box.findAll('[role=option]').map((option) => option.text());

it('typing narrows the list, Enter takes the best, and the form is not sent', async () => {
	show();
	await input().setValue('二');
	expect(options()).toEqual(['示例二村']);
	const enter = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true });
	input().element.dispatchEvent(enter);
	await nextTick();
	expect(enter.defaultPrevented).toBe(true);
	expect(box.emitted('take')).toEqual([['b']]);
	expect(input().element.value).toBe('示例二村');
	expect(input().attributes('aria-expanded')).toBe('false');
});

it('arrows move, going round at the ends; the marked one is told to those who cannot see', async () => {
	show();
	await input().trigger('keydown', { key: 'ArrowDown' });
	expect(options()).toHaveLength(3);
	await input().trigger('keydown', { key: 'ArrowUp' });
	const marked = box.get('[aria-selected=true]');
	expect(marked.text()).toBe('示例甲社区');
	expect(input().attributes('aria-activedescendant')).toBe(marked.attributes('id'));
	await input().trigger('keydown', { key: 'Enter' });
	expect(box.emitted('update:modelValue')).toEqual([['c']]);
});

it('Escape leaves what was chosen; so does leaving without having typed', async () => {
	show('a');
	await input().setValue('社区');
	await input().trigger('keydown', { key: 'Escape' });
	expect(input().element.value).toBe('示例一村');
	await input().trigger('click');
	await input().trigger('blur');
	expect(box.emitted('update:modelValue')).toBeUndefined();
});

it('leaving after typing takes the best; what is found nowhere changes nothing', async () => {
	show('a');
	await input().setValue('DEMO-09');
	await input().trigger('blur');
	expect(box.emitted('update:modelValue')).toEqual([['c']]);
	await input().setValue('没有这个村');
	expect(options()).toEqual(['没有找到，请换个说法']);
	await input().trigger('blur');
	expect(box.emitted('update:modelValue')).toHaveLength(1);
});

it('Enter on a closed list is left to the form', async () => {
	show('a');
	const enter = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true });
	input().element.dispatchEvent(enter);
	expect(enter.defaultPrevented).toBe(false);
});
