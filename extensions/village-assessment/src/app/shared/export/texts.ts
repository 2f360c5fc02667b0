import type { Texts } from '../texts.ts';

export const TEXTS = {
	export: { 'zh-CN': '导出{sheet}（Excel 可读 CSV）', 'en-US': 'Export: {sheet} (CSV for Excel)' },
	exporting: { 'zh-CN': '正在导出…', 'en-US': 'Exporting…' },
	done: { 'zh-CN': '已导出：{name}', 'en-US': 'Exported: {name}' },
} as const satisfies Texts;
