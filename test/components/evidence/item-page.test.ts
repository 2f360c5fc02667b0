// The fact on the Studio's page of an item: where the village's own data say that a criterion is about what it has not got, a waiver is one press away.
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { ref } from 'vue';
import { describe, expect, it, vi } from 'vitest';
import { ROLES } from '#domain/roles.ts';
import Fact from '#app/interfaces/fact/fact.vue';
import { officialCriterion } from '../rulebooks/criteria.ts';
import { fakeApi, i18n, STUBS } from '../support.ts';

const given = vi.hoisted((): { api: unknown; role: string } => ({ api: null, role: '' }));
vi.mock('@directus/extensions-sdk', () => ({
	useApi: () => given.api,
	useSdk: () => ({ request: () => Promise.resolve({}) }),
	useStores: () => ({ useUserStore: () => ({ currentUser: { id: 'me', role: given.role } }) }),
}));

const CARD = '11111111-0000-4000-8000-000000000001';
// A criterion of two facts: a named item, and its waiver.
const criterion = { ...officialCriterion('1.1'), id: 'c', indicator: 'i', title: '贫困村办公条件', title_en: null, wording: '', notes: null, sort: 1, waivable: true };

async function show({ poor, role = 'office', status = 'submitted' }: { readonly poor: boolean; readonly role?: keyof typeof ROLES; readonly status?: string }): Promise<VueWrapper> {
	given.role = ROLES[role];
	given.api = fakeApi({
		[`/items/scorecards/${CARD}`]: { assessment: { rulebook: `book-${poor}` }, village: { designated_poor: poor, poor_households: 3 } },
		'/items/criteria': [criterion],
		'/items/indicators': [],
		'/items/': [],
		'/assessment/': { problems: [] },
	}).api;
	const values = ref({ scorecard: CARD, criterion: 'c', status, note: null });
	const page = mount(Fact, { props: { value: null, primaryKey: '+' }, global: { plugins: [i18n()], stubs: { ...STUBS, CriterionCard: true, FactEffect: true, FactControl: true }, provide: { values } } });
	await flushPromises();
	return page;
}

describe('不适用', () => {
	it('is suggested to the office where 贫困村 is 否, and taken with one press', async () => {
		const page = await show({ poor: false });
		expect(page.find('.why-not').text()).toContain('不是贫困村');
		await page.find('.why-not button').trigger('click');
		expect(page.emitted('input')).toEqual([['waiver']]);
		expect(page.emitted('setFieldValue')?.flat()).toEqual(expect.arrayContaining([{ field: 'note', value: '不是贫困村' }, { field: 'value', value: 1 }]));
		expect(page.find('.why-not').exists()).toBe(false);
	});

	it.each([
		['a designated poor village', { poor: true }],
		['a clerk, who may not waive', { poor: false, role: 'clerk' }],
	] as const)('is not suggested: %s', async (_, of) => expect((await show(of)).find('.why-not').exists()).toBe(false));
});
