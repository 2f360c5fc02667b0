import { mount } from '@vue/test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import { nextTick } from 'vue';
import PrintPage from '#app/shared/print-page.vue';
import { i18n, STUBS } from '../support.ts';

const sheets = (): string[] => Array.from(document.querySelectorAll('.print-only'), (sheet) => sheet.textContent ?? '');
const open = (title: string) =>
	mount(PrintPage, {
		props: { title, facts: ['示例一村'], signatures: ['负责人（签名）：'] },
		slots: { default: '<p>表</p>' },
		global: { plugins: [i18n()], stubs: STUBS },
		attachTo: document.body,
	});
const tell = async (event: string): Promise<void> => {
	window.dispatchEvent(new Event(event));
	await nextTick();
};
afterEach(() => vi.restoreAllMocks());

it('a sheet is there while it is printed only, with heading, facts and lines to sign', async () => {
	const page = open('评分表');
	expect(sheets()).toEqual([]);
	await tell('beforeprint');
	expect(sheets()).toEqual(['评分表示例一村表负责人（签名）：']);
	await tell('afterprint');
	expect(sheets()).toEqual([]);
	page.unmount();
});

it('of several sheets the one that was opened last is printed, and the other again when that is closed', async () => {
	const [under, over] = [open('排名表'), open('评分表')];
	await tell('beforeprint');
	expect(sheets().map((text) => text.slice(0, 3))).toEqual(['评分表']);
	over.unmount();
	await nextTick();
	expect(sheets().map((text) => text.slice(0, 3))).toEqual(['排名表']);
	under.unmount();
});
