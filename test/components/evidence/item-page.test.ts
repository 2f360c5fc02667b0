// The fact on the Studio's page of an item: where the village's own data say that a criterion is about what it has
// not got, a waiver is one press away.
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { computed, defineComponent, h, nextTick, provide, ref } from 'vue';
import { describe, expect, it, vi } from 'vitest';
import { ROLES } from '#domain/roles.ts';
import Fact from '#app/interfaces/fact/fact.vue';
import FactControl from '#app/features/evidence/fact-control.vue';
import { choose, EMPTY_DRAFT } from '#app/features/evidence/fact-draft.ts';
import { officialCriterion } from '../rulebooks/criteria.ts';
import { fakeApi, i18n, STUBS, sdkOver } from '../support.ts';

const given = vi.hoisted((): { api: unknown; role: string } => ({ api: null, role: '' }));
vi.mock('@directus/extensions-sdk', () => ({
	useApi: () => given.api,
	useSdk: () => sdkOver(given.api),
	useStores: () => ({ useUserStore: () => ({ currentUser: { id: 'me', role: given.role } }) }),
}));

const CARD = '11111111-0000-4000-8000-000000000001';
// A criterion of two facts: a named item, and its waiver.
const criterion = {
	...officialCriterion('1.1'),
	id: 'c',
	indicator: 'i',
	title: '贫困村办公条件',
	title_en: null,
	wording: '',
	notes: null,
	sort: 1,
	waivable: true,
};

interface Shown {
	readonly page: VueWrapper;
	readonly edits: () => Readonly<Record<string, unknown>>;
}

interface Case {
	readonly poor: boolean;
	readonly role?: keyof typeof ROLES;
	readonly status?: string;
	readonly fact?: string | null;
}

async function show({ poor, role = 'office', status = 'submitted', fact = null }: Case): Promise<Shown> {
	given.role = ROLES[role];
	given.api = fakeApi({
		[`/items/scorecards/${CARD}`]: {
			assessment: { rulebook: `book-${poor}` },
			village: { designated_poor: poor, poor_households: 3 },
		},
		'/items/criteria': [criterion],
		'/items/indicators': [],
		'/items/': [],
		'/assessment/': { problems: [] },
	}).api;
	const stored = { scorecard: CARD, criterion: 'c', status, note: null, fact, value: fact === null ? null : 1 };
	// As Directus's form: a change is added to the edits that it was given, which arrive only with the next tick.
	const edits = ref<Readonly<Record<string, unknown>>>({});
	const Form = defineComponent({
		props: { edits: { type: Object, required: true } },
		emits: ['update'],
		setup(props, { emit }) {
			const values = computed<Readonly<Record<string, unknown>>>(() => ({ ...stored, ...props['edits'] }));
			provide('values', values);
			const set = (field: string, value: unknown): void => emit('update', { ...props['edits'], [field]: value });
			return () =>
				h(Fact, {
					value: values.value['fact'],
					primaryKey: '+',
					onInput: (next: unknown) => set('fact', next),
					onSetFieldValue: (change: { field: string; value: unknown }) => set(change.field, change.value),
				});
		},
	});
	const page = mount(
		defineComponent({
			setup: () => () =>
				h(Form, { edits: edits.value, onUpdate: (next: Readonly<Record<string, unknown>>) => (edits.value = next) }),
		}),
		{
			global: { plugins: [i18n()], stubs: { ...STUBS, CriterionCard: true, FactEffect: true, FactControl: true } },
		},
	);
	await flushPromises();
	return { page, edits: () => edits.value };
}

describe('不适用', () => {
	it.each([null, 'office'])(
		'is suggested to the office where 贫困村 is 否, and taken with one press; chosen before: %s',
		async (fact) => {
			const { page, edits } = await show({ poor: false, fact });
			expect(page.find('.why-not').text()).toContain('不是贫困村');
			await page.find('.why-not button').trigger('click');
			await flushPromises();
			await nextTick();
			expect({ ...(fact === null ? {} : { value: 1 }), ...edits() }).toMatchObject({
				fact: 'waiver',
				value: 1,
				note: '不是贫困村',
			});
			expect(page.find('.why-not').exists()).toBe(false);
		},
	);

	it.each([
		['a designated poor village', { poor: true }],
		['a clerk, who may not waive', { poor: false, role: 'clerk' }],
	] as const)('is not suggested: %s', async (_, of) =>
		expect((await show(of)).page.find('.why-not').exists()).toBe(false),
	);
});

describe('another fact than the one that has a value', () => {
	it('is taken with one press: of the fields that change none is lost', async () => {
		const { page, edits } = await show({ poor: true, fact: 'office' });
		page.findComponent(FactControl).vm.$emit('update:modelValue', choose(EMPTY_DRAFT, 'waiver'));
		await flushPromises();
		expect(edits()).toEqual({ fact: 'waiver', value: null });
	});
});
