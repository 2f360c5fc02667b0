import type { Texts } from '#app/shared/texts.ts';

export const TEXTS = {
	no_assessment: { 'zh-CN': '还没有考核。', 'en-US': 'There is no assessment yet.' },
	village: { 'zh-CN': '村（社区）', 'en-US': 'Village' },
	no_village: { 'zh-CN': '本次考核还没有村（社区）参加。', 'en-US': 'No village takes part in this assessment yet.' },
} as const satisfies Texts;

export const HEAT_TEXTS = {
	caption: { 'zh-CN': '各村（社区）在各项指标上的失分', 'en-US': 'Points lost by village and indicator' },
	all: { 'zh-CN': '合计', 'en-US': 'In all' },
	full_marks: { 'zh-CN': '满分{points}', 'en-US': 'of {points}' },
	lost: { 'zh-CN': '失{points}分', 'en-US': '{points} lost' },
	none_lost: { 'zh-CN': '未失分', 'en-US': 'none lost' },
	open: { 'zh-CN': '未评{points}', 'en-US': '{points} open' },
	open_all: { 'zh-CN': '未评', 'en-US': 'open' },
	scale: { 'zh-CN': '颜色越深失分越多', 'en-US': 'The darker, the more is lost' },
	scale_open: { 'zh-CN': '虚线为未评部分，不算失分', 'en-US': 'Dashed: not assessed, not lost' },
	cell: {
		'zh-CN': '{village} · {indicator}：满分{points}，失{lost}，未评{open}',
		'en-US': '{village} · {indicator}: {lost} lost and {open} open of {points}',
	},
} as const satisfies Texts;

export const WAITING_TEXTS = {
	none: { 'zh-CN': '没有等待表决的加分、扣分。', 'en-US': 'No bonus or penalty is waiting for a decision.' },
	bonus: { 'zh-CN': '加{points}分', 'en-US': 'bonus {points}' },
	penalty: { 'zh-CN': '扣{points}分', 'en-US': 'penalty {points}' },
	revocation: { 'zh-CN': '撤销', 'en-US': 'revocation' },
	voted: { 'zh-CN': '已表决{voted}/{all}人', 'en-US': '{voted} of {all} voted' },
	until: { 'zh-CN': '{moment}截止', 'en-US': 'until {moment}' },
	overdue: { 'zh-CN': '已到期', 'en-US': 'closing' },
} as const satisfies Texts;

export const COMPLETENESS_TEXTS = {
	assessed: { 'zh-CN': '已评{assessed}/{all}项', 'en-US': '{assessed} of {all} assessed' },
	complete: { 'zh-CN': '已全部评定', 'en-US': 'all assessed' },
	missing: { 'zh-CN': '还有{open}项未评', 'en-US': '{open} to go' },
	overall: { 'zh-CN': '全部{villages}个村（社区）：{percent}%', 'en-US': 'All {villages} villages: {percent}%' },
} as const satisfies Texts;
