import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createI18n } from 'vue-i18n';
import ExportButton from '#app/shared/export/export-button.vue';

const request = vi.fn();
vi.mock('@directus/extensions-sdk', () => ({ useApi: () => ({ request }) }));

const button = {
	inheritAttrs: true,
	props: ['loading'],
	template: '<button type="button" :disabled="loading"><slot /></button>',
};
const show = (props: object = {}): VueWrapper =>
	mount(ExportButton, {
		props: { assessment: 'a1', collection: 'scorecard_lines', ...props },
		global: {
			plugins: [createI18n({ legacy: false, locale: 'zh-CN' })],
			stubs: { 'v-button': button, 'v-icon': true },
			directives: { tooltip: () => undefined },
		},
	});

describe('the button for a sheet', () => {
	const kept: { name: string; content: Blob }[] = [];
	let content: Blob | null = null;
	beforeEach(() => {
		kept.length = 0;
		vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
			content = blob instanceof Blob ? blob : null;
			return 'blob:sheet';
		});
		vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
			if (content !== null) kept.push({ name: this.download, content });
		});
	});
	afterEach(() => {
		vi.restoreAllMocks();
		request.mockReset();
	});

	it('asks for the sheet of this assessment and keeps it under its Chinese name', async () => {
		const sheet = new Blob(['\uFEFF村']);
		request.mockResolvedValue({
			data: sheet,
			headers: {
				'content-disposition': `attachment; filename="export.csv"; filename*=UTF-8''${encodeURIComponent('2026年度考核-评分表-2026-11-25.csv')}`,
			},
		});
		const shown = show({ scorecard: 's1' });
		expect(shown.text()).toBe('导出评分表（Excel 可读 CSV）');
		await shown.find('button').trigger('click');
		await flushPromises();
		expect(request).toHaveBeenCalledWith({
			method: 'get',
			url: '/assessment/assessments/a1/export/scorecard_lines',
			params: { scorecard: 's1' },
			responseType: 'blob',
		});
		expect(kept).toEqual([{ name: '2026年度考核-评分表-2026-11-25.csv', content: sheet }]);
		expect(shown.find('[role=status]').text()).toBe('已导出：2026年度考核-评分表-2026-11-25.csv');
	});

	it('says why it could not, in the server’s own words though the answer came as a file', async () => {
		request.mockRejectedValue({
			response: {
				status: 404,
				data: new Blob([
					JSON.stringify({
						errors: [{ message: 'no', extensions: { code: 'ASSESSMENT_NOT_FOUND', told: '没有这次考核。' } }],
					}),
				]),
			},
		});
		const shown = show();
		await shown.find('button').trigger('click');
		await flushPromises();
		expect(shown.find('.failed').text()).toBe('没有这次考核。');
		expect(kept).toEqual([]);
	});

	it('says that there is no connection', async () => {
		request.mockRejectedValue(new Error('Network Error'));
		const shown = show();
		await shown.find('button').trigger('click');
		await flushPromises();
		expect(shown.find('.failed').text()).toContain('无法连接服务器');
	});
});
