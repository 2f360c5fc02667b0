import type { Texts } from '#app/shared/texts.ts';

export const WORKBOOK_TEXTS = {
	workbook: { 'zh-CN': '导出工作簿', 'en-US': 'Export the workbook' },
	workbook_of_one: { 'zh-CN': '导出本村工作簿', 'en-US': 'Export this village’s workbook' },
	zip: { 'zh-CN': '全部打包（每村一个文件）', 'en-US': 'All as a zip (a file each)' },
	forms: { 'zh-CN': '本单位表格', 'en-US': 'Our own forms' },
	which_form: { 'zh-CN': '选择要填的表格', 'en-US': 'Which form to fill in' },
	no_forms: {
		'zh-CN': '还没有可用的表格。办事处可在“内容”→“本单位表格”中上传。',
		'en-US': 'There are no forms yet. The office puts them in under Content, Our forms.',
	},
	exporting: { 'zh-CN': '正在导出…', 'en-US': 'Exporting…' },
	done: { 'zh-CN': '已导出：{name}', 'en-US': 'Exported: {name}' },
} as const satisfies Texts;
