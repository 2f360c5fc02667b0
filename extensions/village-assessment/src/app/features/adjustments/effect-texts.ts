import type { Texts } from '#app/shared/texts.ts';

export const EFFECT_TEXTS = {
	bonus_used: {
		'zh-CN': '加分已用 {before} 分，上限 {cap} 分；通过后为 {after} 分',
		'en-US': 'Bonus used: {before} of {cap} points; after a yes {after}',
	},
	penalty_used: {
		'zh-CN': '扣分已计 {before} 分，上限 {cap} 分；通过后为 {after} 分',
		'en-US': 'Penalty counted: {before} of {cap} points; after a yes {after}',
	},
	lost: { 'zh-CN': '其中 {n} 分超出上限，不计入', 'en-US': '{n} points are beyond the cap and do not count' },
	revived: {
		'zh-CN': '撤销后，原被上限截去的 {n} 分恢复计入',
		'en-US': '{n} points that the cap had cut off count again',
	},
	all_count: { 'zh-CN': '全部计入，未超出上限', 'en-US': 'All of it counts; the cap is not reached' },
	total: { 'zh-CN': '总分', 'en-US': 'Total' },
	rank: { 'zh-CN': '名次', 'en-US': 'Rank' },
	rank_of: { 'zh-CN': '第 {n} 名', 'en-US': 'No. {n}' },
	not_ranked: { 'zh-CN': '不参加排名', 'en-US': 'not ranked' },
	unchanged: { 'zh-CN': '不变', 'en-US': 'unchanged' },
	points: { 'zh-CN': '{n} 分', 'en-US': '{n} points' },
	overtakes: { 'zh-CN': '将超过', 'en-US': 'It would pass' },
	overtaken_by: { 'zh-CN': '将被超过', 'en-US': 'It would be passed by' },
	passed: { 'zh-CN': '{village}（第 {rank} 名，{total} 分）', 'en-US': '{village} (no. {rank}, {total} points)' },
	passes_nobody: { 'zh-CN': '不影响其他村（社区）的名次', 'en-US': 'No other village changes its place' },
} as const satisfies Texts;
