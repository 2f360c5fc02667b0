// Directus's own components, as far as these forms need them, and the form around them.
import { mount, type VueWrapper } from '@vue/test-utils';
import { computed, defineComponent, h, ref, type Component, type Ref } from 'vue';
import { createI18n } from 'vue-i18n';

export type Values = Record<string, unknown>;

const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

const VInput = defineComponent({
	inheritAttrs: false,
	props: ['modelValue', 'disabled'],
	emits: ['update:modelValue'],
	setup:
		(props, { attrs, emit }) =>
		() =>
			h('input', {
				...attrs,
				value: text(props.modelValue),
				disabled: props.disabled,
				onInput: (event: Event) =>
					emit('update:modelValue', event.target instanceof HTMLInputElement ? event.target.value : null),
			}),
});

const VButton = defineComponent({
	props: ['disabled', 'loading'],
	emits: ['click'],
	setup:
		(props, { slots, emit }) =>
		() =>
			h(
				'button',
				{
					type: 'button',
					class: 'v-button',
					disabled: props.disabled || props.loading,
					onClick: (event: Event) => emit('click', event),
				},
				slots.default?.(),
			),
});

const VNotice = defineComponent({
	setup:
		(_, { slots }) =>
		() =>
			h('div', { class: 'v-notice' }, [slots['title']?.(), slots['default']?.()]),
});
const RouterLink = defineComponent({
	props: ['to'],
	setup:
		(props, { slots }) =>
		() =>
			h('a', { href: props.to }, slots['default']?.()),
});

const components = { VInput, VButton, VNotice, RouterLink, VIcon: { render: () => null } };

/** Mounts one of our interfaces in a form with these values; what it emits changes them, as Directus's form does. */
export function mountInForm(
	component: Component,
	{
		field,
		values,
		locale = 'zh-CN',
		primaryKey = 'criterion',
	}: { readonly field: string; readonly values: Values; readonly locale?: string; readonly primaryKey?: string },
): { readonly wrapper: VueWrapper; readonly values: Ref<Values> } {
	const form = ref<Values>(values);
	const set = (name: string, value: unknown): void => {
		form.value = { ...form.value, [name]: value };
	};
	const Form = defineComponent({
		setup: () => () =>
			h(component, {
				value: form.value[field],
				primaryKey,
				onInput: (value: unknown) => set(field, value),
				onSetFieldValue: ({ field: other, value }: { field: string; value: unknown }) => set(other, value),
			}),
	});
	const i18n = createI18n({ legacy: false, locale, missingWarn: false, fallbackWarn: false, messages: {} });
	const wrapper = mount(Form, {
		attachTo: document.body,
		global: { plugins: [i18n], components, provide: { values: computed(() => form.value) } },
	});
	return { wrapper, values: form };
}

/** The control that a label belongs to, as somebody looking at the page finds it. */
export function byLabel(wrapper: VueWrapper, name: string | RegExp, nth = 0): HTMLElement {
	const fits = (said: string): boolean => (typeof name === 'string' ? said.trim() === name : name.test(said));
	const found = wrapper.findAll('label').filter((label) => fits(label.text()));
	const id = found[nth]?.attributes('for');
	const control = id === undefined ? null : document.getElementById(id);
	if (control === null)
		throw new Error(
			`no control labelled ${String(name)} (${nth}); labels: ${wrapper
				.findAll('label')
				.map((label) => label.text())
				.join(' | ')}`,
		);
	return control;
}

export function button(wrapper: VueWrapper, name: string | RegExp): HTMLElement {
	const found = wrapper
		.findAll('button')
		.find((one) =>
			[one.text(), one.attributes('aria-label') ?? ''].some((said) =>
				typeof name === 'string' ? said.trim() === name : name.test(said),
			),
		);
	if (found === undefined)
		throw new Error(
			`no button ${String(name)}; buttons: ${wrapper
				.findAll('button')
				.map((one) => one.attributes('aria-label') ?? one.text())
				.join(' | ')}`,
		);
	return found.element;
}

export async function type(wrapper: VueWrapper, control: HTMLElement, value: string): Promise<void> {
	if (!(
		control instanceof HTMLInputElement ||
		control instanceof HTMLTextAreaElement ||
		control instanceof HTMLSelectElement
	))
		throw new Error('nothing to type in');
	control.value = value;
	control.dispatchEvent(new Event(control instanceof HTMLSelectElement ? 'change' : 'input'));
	await wrapper.vm.$nextTick();
	await wrapper.vm.$nextTick();
}

export async function press(wrapper: VueWrapper, control: HTMLElement): Promise<void> {
	control.click();
	await wrapper.vm.$nextTick();
	await wrapper.vm.$nextTick();
}
