// Marking an appeal 成立 ends a 公示: that is said before it is saved, and afterwards what has become of it.
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { ref } from 'vue';
import { describe, expect, it, vi } from 'vitest';
import AppealStatus from '#app/interfaces/assessment-appeal-status/appeal-status.vue';
import { fakeApi, i18n, STUBS, sdkOver } from '../support.ts';

const given = vi.hoisted((): { api: unknown } => ({ api: null }));
vi.mock('@directus/extensions-sdk', () => ({
	useApi: () => given.api,
	useSdk: () => sdkOver(given.api),
	useStores: () => ({ useUserStore: () => ({ currentUser: { id: 'me', role: null } }) }),
}));

interface Case {
	readonly stored?: string;
	readonly year?: string;
	readonly author?: string;
	readonly key?: string;
}

async function show(
	value: string,
	{ stored = 'open', year = 'publicized', author = 'clerk', key = 'p' }: Case = {},
): Promise<VueWrapper> {
	given.api = fakeApi({
		'/items/appeals/p': {
			status: stored,
			user_created: author,
			scorecard: { assessment: { title: '2026年度考核', status: year, publicity_to: '2026-12-07' } },
		},
	}).api;
	const shown = mount(AppealStatus, {
		props: { value, primaryKey: key },
		global: { plugins: [i18n()], stubs: STUBS, provide: { values: ref({}) } },
	});
	await flushPromises();
	return shown;
}
const warning = async (value: string, of: Case = {}): Promise<string> =>
	(await show(value, of))
		.findAll('.warning')
		.map((one) => one.text())
		.join('');

describe('the answer to an appeal', () => {
	it('says before it is saved that the notice ends', async () => {
		expect(await warning('upheld')).toMatch(
			/2026年度考核”正在公示（至 2026-12-07）。保存为“成立”后，公示立即撤回.*重新公示/,
		);
	});

	it.each([
		['dismissed', {}],
		['open', {}],
		['upheld', { year: 'reviewing' }],
	] as const)('%s says nothing of it: %j', async (value, of) => expect(await warning(value, of)).toBe(''));

	it('says of several at once what may be', async () =>
		expect(await warning('upheld', { key: '+' })).toContain('如正在公示'));

	it('is fixed once it is saved, and says what is to be done', async () => {
		const shown = await show('upheld', { stored: 'upheld', year: 'reviewing' });
		expect([shown.findAll('label').map((one) => one.text()), shown.find('fieldset').attributes('disabled')]).toEqual([
			['成立'],
			'',
		]);
		expect(shown.find('.warning').text()).toContain('现为“复核中”：请改正有关得分，然后重新公示');
	});

	it('offers to take back only to whoever appealed', async () => {
		const offered = async (author: string): Promise<string[]> =>
			(await show('open', { author })).findAll('label').map((one) => one.text());
		expect([await offered('clerk'), await offered('me')]).toEqual([
			['待答复', '成立', '不成立'],
			['待答复', '成立', '不成立', '已撤回'],
		]);
	});
});
