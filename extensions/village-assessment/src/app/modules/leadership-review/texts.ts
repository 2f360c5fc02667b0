import type { Texts } from '#app/shared/texts.ts';

export const TEXTS = {
	back: { 'zh-CN': '返回', 'en-US': 'Back' },
	waiting_count: { 'zh-CN': '{n} 项待我表决', 'en-US': '{n} wait for your vote' },
	results: { 'zh-CN': '考核结果', 'en-US': 'Results' },
	results_how: {
		'zh-CN': '点击村（社区）查看评分表和每一项的扣分说明。',
		'en-US': 'Choose a village for its scorecard and the reason of each deduction.',
	},
	scorecard: { 'zh-CN': '评分表', 'en-US': 'Scorecard' },
} as const satisfies Texts;
