// 历年得分: two assessments of one year are told apart, and a village by the name that it had then.
import { flushPromises, mount } from '@vue/test-utils';
import { expect, it, vi } from 'vitest';
import VillageHistory from '#app/features/scorecards/village-history.vue';
import { fakeApi, i18n, STUBS, sdkOver } from '../support.ts';

const given = vi.hoisted((): { api: unknown } => ({ api: null }));
vi.mock('@directus/extensions-sdk', () => ({
	useApi: () => given.api,
	useSdk: () => sdkOver(given.api),
	useStores: () => ({}),
}));

const year = (id: string, of: number, title: string, name = '甲村'): object => ({
	id,
	total: 80,
	attainable: 80,
	rank: 1,
	village_name: name,
	assessment: { title, year: of, status: 'final' },
});

it('names the year, or the title where a year has several', async () => {
	given.api = fakeApi({
		'/items/scorecards': [
			year('1', 2025, '2025年度考核', '旧村'),
			year('2', 2026, '2026年上半年考核'),
			year('3', 2026, '2026年度考核'),
		],
	}).api;
	const history = mount(VillageHistory, { props: { village: 'v' }, global: { plugins: [i18n()], stubs: STUBS } });
	await flushPromises();
	expect(history.findAll('li a').map((one) => one.text())).toEqual([
		'2025时名旧村',
		'2026年上半年考核',
		'2026年度考核',
	]);
});
