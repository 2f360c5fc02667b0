// Which assessment is shown, to be changed where it stands, kept for the account and nobody else; a panel follows unless it is fixed.
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { defineComponent, h } from 'vue';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import AssessmentChoice from '#app/shared/assessment-choice.vue';
import { useAssessments } from '#app/shared/assessments.ts';
import { usePanelData, type PanelProps } from '#app/features/insights/panel-data.ts';
import PanelFrame from '#app/features/insights/panel-frame.vue';
import { fakeApi, i18n, STUBS, type Asked, sdkOver } from '../support.ts';

const given = vi.hoisted(() => ({ api: null as unknown, user: 'me' }));
vi.mock('@directus/extensions-sdk', () => ({
	useApi: () => given.api,
	useSdk: () => sdkOver(given.api),
	useStores: () => ({ useUserStore: () => ({ currentUser: { id: given.user, role: null } }) }),
}));
vi.mock('vue-router', () => ({ onBeforeRouteLeave: () => undefined }));

const row = (year: number, status: string): object => ({
	id: `a${year}`,
	title: `${year}年度考核`,
	year,
	status,
	rulebook: 'r',
	submission_deadline: null,
	publicity_from: null,
	publicity_to: null,
});
let asked: Asked[] = [];
let users = 0;
let stored: { readonly id: number; readonly layout_options: unknown }[] = [];

let current: readonly object[] = [];

/** What the server answers from now on, also to pages that are open. */
function answer(rows: readonly object[]): void {
	current = rows;
	if (given.api !== null) return;
	const fake = fakeApi({
		'/items/assessments': () => current,
		'/presets': ({ method, data }: Asked) => {
			if (method === 'get') return stored;
			const options = (data as { layout_options: unknown }).layout_options;
			stored = [{ id: 7, layout_options: options }];
			return { id: 7 };
		},
	});
	({ asked } = fake);
	given.api = fake.api;
}

const Page = defineComponent({
	setup() {
		void useAssessments().load();
		return () => h(AssessmentChoice);
	},
});

const Panel = defineComponent({
	props: ['assessment', 'now'],
	setup(props) {
		const read = usePanelData(props as PanelProps, (_, { id }) => Promise.resolve(`figures of ${id}`));
		return () =>
			h(
				PanelFrame,
				{
					data: read.data.value,
					loading: read.loading.value,
					failure: read.failure.value,
					fixed: Boolean(props.assessment),
				},
				() => read.data.value?.rows,
			);
	},
});

let shown: VueWrapper | undefined;
async function show(component: object = Page, props: object = {}): Promise<VueWrapper> {
	shown = mount(component, { props, global: { plugins: [i18n()], stubs: STUBS } });
	await flushPromises();
	return shown;
}
const selected = (page: VueWrapper): string =>
	page.find<HTMLSelectElement>('select').element.selectedOptions[0]?.text ?? '';
const writes = (): string[] =>
	asked.filter(({ method }) => method !== 'get').map(({ method, url }) => `${method} ${url}`);

beforeEach(() => {
	// A new account each time: nothing is remembered of the one before.
	given.user = `user-${(users += 1)}`;
	stored = [];
	given.api = null;
	answer([row(2027, 'preparing'), row(2026, 'collecting'), row(2025, 'final')]);
});
afterEach(() => shown?.unmount());

describe('the assessment shown', () => {
	it('is the one under way, named with its year and where it stands', async () => {
		const page = await show();
		expect(selected(page)).toBe('2026年度考核 · 收集材料');
		expect(page.find('select').attributes('aria-label')).toBe('当前考核');
		expect(page.find('.others').exists()).toBe(false);
		expect(writes()).toEqual([]);
	});

	it('changes in place, says that another one is under way, and leads back to it', async () => {
		const page = await show();
		await page.find('select').setValue('a2027');
		await flushPromises();
		expect(selected(page)).toBe('2027年度考核 · 筹备中');
		expect(page.find('.others').text()).toContain('您正在查看的不是正在进行的考核');
		expect(writes()).toEqual(['post /presets?fields=id']);
		await page.find('.others button').trigger('click');
		await flushPromises();
		expect(selected(page)).toBe('2026年度考核 · 收集材料');
		expect(stored).toEqual([{ id: 7, layout_options: null }]);
	});

	it('is boundedMap for the account on the server, and is nobody else’s', async () => {
		const page = await show();
		await page.find('select').setValue('a2025');
		await flushPromises();
		expect(asked.at(-1)?.data).toMatchObject({ user: given.user, layout_options: { assessment: 'a2025' } });
		page.unmount();
		given.user = 'colleague';
		const kept = stored;
		stored = [];
		expect(selected(await show())).toBe('2026年度考核 · 收集材料');
		shown?.unmount();
		given.user = `user-${users}-elsewhere`;
		stored = kept;
		expect(selected(await show())).toBe('2025年度考核 · 已定稿');
	});

	it('goes on to the next year by itself once the year that was picked is final', async () => {
		answer([row(2027, 'collecting'), row(2026, 'publicized')]);
		const page = await show();
		expect(page.find('.others').text()).toContain('另有正在进行的考核');
		await page.find('.others button').trigger('click');
		expect(selected(page)).toBe('2026年度考核 · 公示中');
		answer([row(2027, 'collecting'), row(2026, 'final')]);
		page.unmount();
		expect(selected(await show())).toBe('2027年度考核 · 收集材料');
	});

	it('is said where there is nothing to choose, with the year that a title leaves out', async () => {
		answer([{ ...row(2026, 'reviewing'), title: '扶贫考核' }]);
		expect((await show()).find('.only').text()).toBe('当前考核2026 扶贫考核 · 复核中');
	});
});

describe('a panel', () => {
	it('shows the figures of the same one, and changes it for all', async () => {
		const panel = await show(Panel);
		expect([selected(panel), panel.text()]).toEqual([
			'2026年度考核 · 收集材料',
			expect.stringContaining('figures of a2026'),
		]);
		await panel.find('select').setValue('a2025');
		await flushPromises();
		expect(panel.text()).toContain('figures of a2025');
	});

	it('keeps the one that the dashboard’s maker has fixed, and names it', async () => {
		const panel = await show(Panel, { assessment: { key: 'a2025' } });
		expect(panel.find('select').exists()).toBe(false);
		expect(panel.text()).toBe('2025年度考核 · 已定稿figures of a2025');
	});

	it('reads again when the dashboard does', async () => {
		const panel = await show(Panel, { now: new Date(1) });
		answer([row(2027, 'collecting'), row(2026, 'final')]);
		await panel.setProps({ now: new Date(2) });
		await flushPromises();
		expect(panel.text()).toContain('figures of a2027');
	});
});
