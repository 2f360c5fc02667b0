// Verifying by keyboard: one key, one answer; what is refused comes back.
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Submission } from '#app/features/evidence/verify/submissions.ts';
import SubmissionDetail from '#app/features/evidence/verify/submission-detail.vue';
import VerifyWork from '#app/features/evidence/verify/verify-work.vue';
import { fakeApi, i18n, STUBS, type Asked, sdkOver } from '../support.ts';

const given = vi.hoisted((): { api: unknown } => ({ api: null }));
vi.mock('vue-router', () => ({
	onBeforeRouteLeave: () => undefined,
	onBeforeRouteUpdate: () => undefined,
	useRoute: () => ({ query: {} }),
	useRouter: () => ({ push: () => undefined, replace: () => undefined, back: () => undefined }),
}));
vi.mock('@directus/extensions-sdk', () => ({
	useApi: () => given.api,
	useSdk: () => sdkOver(given.api),
	useStores: () => ({ useUserStore: () => ({ currentUser: { id: 'me' } }) }),
}));

const submission = (n: number, village = '示例一村'): Submission => ({
	id: `i${n}`,
	criterion: 'c',
	scorecard: { id: village, village_name: village, assessment: { year: 2026, submission_deadline: '2026-05-02' } },
	fact: `fact${n}`,
	value: 1,
	numerator: null,
	denominator: null,
	case_ref: null,
	observed_on: '2026-05-03',
	reported_on: null,
	note: null,
	submitted_at: `2026-05-03T08:${String(n).padStart(2, '0')}:00`,
	submitted_late: false,
	date_created: `2026-05-03T08:${String(n).padStart(2, '0')}:00`,
	date_updated: null,
	user_created: { id: 'u', first_name: '填报员', last_name: null },
	files: [],
});

const DIALOG = {
	'v-dialog': { template: '<div role="dialog"><slot /></div>' },
	'v-card': { template: '<div><slot /></div>' },
	'v-card-title': { template: '<h2><slot /></h2>' },
	'v-card-text': { template: '<div><slot /></div>' },
	'v-card-actions': { template: '<footer><slot /></footer>' },
};

const refusal = (told: string): Error =>
	Object.assign(new Error(told), {
		response: { status: 403, data: { errors: [{ extensions: { code: 'SECOND_PERSON', told } }] } },
	});

let page: VueWrapper | undefined;
let asked: Asked[] = [];
/** Proof and effect are still loading. */
let isSlow = false;
afterEach(() => {
	page?.unmount();
	isSlow = false;
});

function show(items: readonly Submission[], answers: Readonly<Record<string, unknown>> = {}): VueWrapper {
	const fake = fakeApi({
		'/items/evidence_items': ({ method }: Asked) => (method === 'get' ? items : {}),
		'/items/scorecard_lines': [],
		'/assessment/evidence/preview': { problems: [] },
		...answers,
	});
	given.api = fake.api;
	asked = fake.asked;
	const mounted = function (this: { readonly $emit: (event: 'seen') => void }): void {
		if (!isSlow) this.$emit('seen');
	};
	page = mount(VerifyWork, {
		props: { items, rulebook: { criteria: [], byId: new Map() } },
		attachTo: document.body,
		global: {
			plugins: [i18n()],
			stubs: {
				...STUBS,
				...DIALOG,
				SubmissionDetail: { props: ['item'], emits: ['seen'], mounted, template: '<article>{{ item.id }}</article>' },
			},
		},
	});
	return page;
}

async function press(key: string, target: Element = document.body): Promise<void> {
	target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
	await flushPromises();
}

async function pressButton(shown: VueWrapper, name: string, within = '.verify-work'): Promise<void> {
	await shown
		.find(within)
		.findAll('button')
		.find((one) => one.text() === name)
		?.trigger('click');
	await flushPromises();
}

const current = (shown: VueWrapper): string | null =>
	shown.find('article').exists() ? shown.find('article').text() : null;
const patched = (): unknown[] =>
	asked.filter(({ method }) => method === 'patch').map(({ url, data }) => [url.replace(/\?.*/, ''), data]);

describe('by keyboard', () => {
	it('ten are verified by ten keys', async () => {
		const shown = show(Array.from({ length: 10 }, (_, n) => submission(n)));
		for (let n = 0; n < 10; n += 1) await press(n % 2 === 0 ? 'a' : 'Enter');
		expect(patched()).toEqual(
			Array.from({ length: 10 }, (_, n) => [`/items/evidence_items/i${n}`, { status: 'verified', date_updated: null }]),
		);
		expect(current(shown)).toBeNull();
		expect(shown.find('.message a').attributes('href')).toBe('/content/evidence_items/i9');
	});

	it('J and K walk, X ticks', async () => {
		const shown = show([submission(0), submission(1), submission(2)]);
		await press('j');
		expect(current(shown)).toBe('i1');
		await press('x');
		await press('k');
		expect(current(shown)).toBe('i0');
		expect(shown.text()).toContain('核实所选（1）');
	});

	it('R, a digit and Enter return with a frequent reason', async () => {
		const shown = show([submission(0), submission(1)]);
		await press('r');
		const field = shown.find('textarea').element;
		await press('3', field);
		await press('Enter', field);
		expect(patched()).toEqual([
			['/items/evidence_items/i0', { status: 'returned', return_reason: '缺少签字或盖章，请补齐', date_updated: null }],
		]);
		expect(current(shown)).toBe('i1');
	});

	it('keys typed into a reason decide nothing, and no reason returns nothing', async () => {
		const shown = show([submission(0)]);
		await press('r');
		const field = shown.find('textarea').element;
		await press('a', field);
		await press('Enter', field);
		expect(patched()).toEqual([]);
		expect(shown.text()).toContain('请填写退回理由。');
		await press('Escape', field);
		expect(shown.find('textarea').exists()).toBe(false);
	});

	it('what is not shown yet is not verified', async () => {
		isSlow = true;
		const shown = show([submission(0)]);
		await press('a');
		await shown.find('.verify').trigger('click');
		expect(patched()).toEqual([]);
		expect(shown.find('.too-soon').text()).toContain('还在加载');
		shown.getComponent(SubmissionDetail).vm.$emit('seen');
		await press('a');
		expect(patched()).toHaveLength(1);
	});

	it('a key held down, or with Ctrl, or in a field decides nothing', async () => {
		const shown = show([submission(0)]);
		window.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', repeat: true }));
		document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', ctrlKey: true, bubbles: true }));
		await press('a', shown.find('select').element);
		expect(patched()).toEqual([]);
	});
});

describe('what is refused', () => {
	it('comes back, with the reason', async () => {
		const shown = show([submission(0), submission(1)], {
			'/items/evidence_items/i0': refusal('「不适用」须由录入人以外的另一名工作人员核实。'),
		});
		await press('a');
		expect(current(shown)).toBe('i0');
		expect(shown.find('main [role="alert"]').text()).toContain('须由录入人以外的另一名工作人员核实');
	});
});

describe('what has changed since it was looked at', () => {
	const told = '李甲在您打开之后改动了「值」（由 1 改为 0）。没有保存，请刷新核对后再办。';
	const changed = Object.assign(new Error(told), {
		response: {
			status: 409,
			data: { errors: [{ extensions: { code: 'CHANGED_MEANWHILE', told, conflicts: [{ item: 'i0' }] } }] },
		},
	});

	it('is not verified unseen: it comes back, and the list is read again', async () => {
		const shown = show([submission(0), submission(1)], { '/items/evidence_items': changed });
		await press('a');
		expect(patched()).toEqual([['/items/evidence_items/i0', { status: 'verified', date_updated: null }]]);
		expect(current(shown)).toBe('i0');
		expect(shown.find('main [role="alert"]').text()).toContain(
			`在您查看后有变动，没有办理，请重新查看：示例一村 fact0：1。${told}`,
		);
		expect(shown.emitted('stale')).toHaveLength(1);
		await press('j');
		expect(shown.find('main [role="alert"]').exists()).toBe(false);
	});

	it('is not returned either; the reason stays in its form', async () => {
		const shown = show([submission(0), submission(1)], { '/items/evidence_items': changed });
		await press('r');
		await shown.find('textarea').setValue('照片是去年的');
		await press('Enter', shown.find('textarea').element);
		expect(shown.find('textarea').element.value).toBe('照片是去年的');
	});
});

describe('many at once', () => {
	it('are verified in one request', async () => {
		const shown = show([submission(0), submission(1), submission(2, '示例二村')]);
		await shown.find('.bulk input').setValue(true);
		await pressButton(shown, '核实所选（3）');
		// It is asked first, with the list; who is left out there stays as it is.
		expect(patched()).toEqual([]);
		expect(shown.findAll('.verify-many li').map((one) => one.text())).toEqual([
			'示例一村 fact0：1无证明文件',
			'示例一村 fact1：1无证明文件',
			'示例二村 fact2：1无证明文件',
		]);
		expect(shown.find('.verify-many').text()).toContain('其中 3 份没有证明文件。');
		await shown.findAll('.verify-many input')[1]?.setValue(false);
		await pressButton(shown, '核实所选（2）', '.verify-many');
		expect(patched()).toEqual([
			['/items/evidence_items', ['i0', 'i2'].map((id) => ({ id, status: 'verified', date_updated: null }))],
		]);
		expect(shown.text()).toContain('已核实 2 份材料。');
	});

	it('nothing is verified where the question is answered with no', async () => {
		const shown = show([submission(0), submission(1)]);
		await shown.find('.bulk input').setValue(true);
		await pressButton(shown, '核实所选（2）');
		await pressButton(shown, '取消', '.verify-many');
		expect(shown.find('.verify-many').exists()).toBe(false);
		expect(patched()).toEqual([]);
		expect(shown.text()).toContain('核实所选（2）');
	});

	it('are taken back by one press and a question: all wait again', async () => {
		const shown = show([submission(0), submission(1)], {
			'/items/evidence_items': ({ data }: Asked) =>
				Array.isArray(data) ? data.map(({ id }: { id: string }) => ({ id, date_updated: `after ${id}` })) : {},
		});
		await shown.find('.bulk input').setValue(true);
		await pressButton(shown, '核实所选（2）');
		await pressButton(shown, '核实所选（2）', '.verify-many');
		await pressButton(shown, '撤回这次核实');
		expect(patched()).toHaveLength(1);
		await pressButton(shown, '撤回这次核实', '.confirm-dialog');
		expect(patched()[1]).toEqual([
			'/items/evidence_items',
			['i0', 'i1'].flatMap((id) => [
				{ id, status: 'returned', return_reason: '批量核实有误，已撤回', date_updated: `after ${id}` },
				{ id, status: 'submitted', return_reason: null },
			]),
		]);
		expect(shown.text()).toContain('已撤回对 2 份材料的核实');
		expect(shown.emitted('stale')).toHaveLength(1);
	});

	it('are all left as they were where one is refused; each that is refused is named', async () => {
		const problem = { code: 'SECOND_PERSON', field: 'status', text: { 'zh-CN': '须由另一人核实', 'en-US': '' } };
		const shown = show([submission(0), submission(1)], {
			'/items/evidence_items': ({ method }: Asked) => {
				if (method === 'get') return [submission(0), submission(1)];
				throw refusal('须由另一人核实');
			},
			'/assessment/evidence/preview': ({ data }: { data: { id: string } }) => ({
				problems: data.id === 'i1' ? [problem] : [],
			}),
		});
		await shown.find('.bulk input').setValue(true);
		await pressButton(shown, '核实所选（2）');
		await pressButton(shown, '核实所选（2）', '.verify-many');
		const alert = shown.find('main [role="alert"]');
		expect(alert.text()).toContain('所选的 2 份材料都没有改动');
		expect(alert.findAll('li').map((one) => one.text())).toEqual(['示例一村 fact1：1：须由另一人核实']);
		await alert
			.findAll('button')
			.find((one) => one.text() === '去掉勾选')
			?.trigger('click');
		expect(shown.text()).toContain('核实所选（1）');
	});
});

describe('the list', () => {
	it('is narrowed to a village', async () => {
		const shown = show([submission(0), submission(1, '示例二村')]);
		await shown.find('select').setValue('示例二村');
		expect(current(shown)).toBe('i1');
		expect(shown.text()).toContain('按条件 1 份，待核实共 2 份');
	});
});
