import type { Texts } from '../texts.ts';

export const TEXTS = {
	none: { 'zh-CN': '没有找到，请换个说法', 'en-US': 'Nothing found; try other words' },
	more: { 'zh-CN': '另有 {n} 项，请继续输入', 'en-US': '{n} more; go on typing' },
} as const satisfies Texts;
