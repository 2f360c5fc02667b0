import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createI18n } from 'vue-i18n';
import WorkbookButtons from '#app/features/scorecards/workbook-buttons.vue';
import { sdkOver } from '../support.ts';

const request = vi.fn();
const api = { request };
vi.mock('@directus/extensions-sdk', () => ({ useApi: () => api, useSdk: () => sdkOver(api) }));

const button = {
	props: ['loading', 'disabled'],
	template: '<button type="button" :disabled="loading || disabled"><slot /></button>',
};
const show = (props: object = {}): VueWrapper =>
	mount(WorkbookButtons, {
		props: { assessment: 'a1', ...props },
		global: {
			plugins: [createI18n({ legacy: false, locale: 'zh-CN' })],
			stubs: { 'v-button': button, 'v-icon': true },
		},
	});
const file = (name: string): object => ({
	data: new Blob(['x']),
	headers: {
		'content-disposition': `attachment; filename="export.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}`,
	},
});
const press = async (shown: VueWrapper, text: string): Promise<void> => {
	await shown
		.findAll('button')
		.find((one) => one.text() === text)
		?.trigger('click');
	await flushPromises();
};

describe('the buttons for Excel and paper', () => {
	const kept: string[] = [];
	beforeEach(() => {
		kept.length = 0;
		vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:x');
		vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
			kept.push(this.download);
		});
	});
	afterEach(() => {
		vi.restoreAllMocks();
		request.mockReset();
	});

	it.each([
		['导出工作簿', {}, 'workbook', undefined],
		['全部打包（每村一个文件）', {}, 'workbook.zip', undefined],
		['导出本村工作簿', { scorecard: 's1' }, 'workbook', 's1'],
	])('%s', async (text, props, path, village) => {
		request.mockResolvedValue(file('2026年度考核-工作簿.xlsx'));
		const shown = show(props);
		expect(request).not.toHaveBeenCalled();
		await press(shown, text);
		expect(request).toHaveBeenCalledTimes(1);
		expect(request).toHaveBeenCalledWith({
			method: 'get',
			url: `/assessment/assessments/a1/${path}`,
			params: { village },
			responseType: 'blob',
		});
		expect(kept).toEqual(['2026年度考核-工作簿.xlsx']);
		expect(shown.find('[role=status]').text()).toBe('已导出：2026年度考核-工作簿.xlsx');
	});

	it('has no zip for a single village', () => expect(show({ scorecard: 's1' }).text()).not.toContain('打包'));

	it('says why it could not', async () => {
		request.mockRejectedValue({
			response: {
				status: 422,
				data: new Blob([
					JSON.stringify({
						errors: [{ message: 'no', extensions: { code: 'WORKBOOK_TOO_LARGE', told: '请改用打包。' } }],
					}),
				]),
			},
		});
		const shown = show();
		await press(shown, '导出工作簿');
		expect(shown.find('.failed').text()).toBe('请改用打包。');
		expect(kept).toEqual([]);
	});
});
