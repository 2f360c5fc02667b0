import type { Texts } from '#app/shared/texts.ts';

export const TEXTS = {
	legend: { 'zh-CN': '状态', 'en-US': 'Status' },
	ends_publicity: {
		'zh-CN':
			'“{title}”正在公示（至 {date}）。保存为“成立”后，公示立即撤回，考核退回复核，成绩恢复可改；改正后须重新公示，并通知各村（社区）和领导小组。',
		'en-US':
			'{title} is published (until {date}). Once this is saved as upheld, the notice is withdrawn at ' +
			'once, the assessment is under review again and must be published anew; villages and leaders ' +
			'are told.',
	},
	may_end_publicity: {
		'zh-CN': '所属考核如正在公示，保存为“成立”后，公示立即撤回，考核退回复核，须重新公示。',
		'en-US':
			'If the assessment is published, its notice is withdrawn as soon as this is saved as upheld, and it must be published anew.',
	},
	is_reviewed: {
		'zh-CN': '申诉成立。“{title}”现为“{status}”：请改正有关得分，然后重新公示。',
		'en-US': 'Upheld. {title} is {status}: correct the points in question, then publish it anew.',
	},
} as const satisfies Texts;
