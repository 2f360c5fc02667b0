import type { Texts } from '#app/shared/texts.ts';

export const COUNT_TEXTS = {
	to_pass: { 'zh-CN': '还需 {n} 票同意即通过', 'en-US': '{n} more to approve and it passes' },
	to_fail: { 'zh-CN': '未表决成员中再有 {n} 人不同意或弃权，即不通过', 'en-US': '{n} more not approving and it fails' },
	approvals: { 'zh-CN': '同意 {n} 票', 'en-US': '{n} approve' },
	rejections: { 'zh-CN': '不同意 {n} 票', 'en-US': '{n} reject' },
	abstentions: { 'zh-CN': '弃权 {n} 人', 'en-US': '{n} abstain' },
	recused: { 'zh-CN': '回避 {n} 人', 'en-US': '{n} recused' },
	not_voted: { 'zh-CN': '尚未表决 {n} 人', 'en-US': '{n} yet to vote' },
	did_not_vote: { 'zh-CN': '未表决 {n} 人', 'en-US': '{n} did not vote' },
	basis_half: {
		'zh-CN': '有表决权 {electorate} 人，同意须超过半数，即 {needed} 票',
		'en-US': '{electorate} members entitled; more than half must approve: {needed}',
	},
	basis_half_recused: {
		'zh-CN': '有表决权 {electorate} 人，回避 {recused} 人，以 {base} 人计，同意须超过半数，即 {needed} 票',
		'en-US': '{electorate} members entitled, {recused} recused; of {base} more than half must approve: {needed}',
	},
	basis_share: {
		'zh-CN': '有表决权 {electorate} 人，同意须超过 {share}%，即 {needed} 票',
		'en-US': '{electorate} members entitled; more than {share}% must approve: {needed}',
	},
	basis_share_recused: {
		'zh-CN': '有表决权 {electorate} 人，回避 {recused} 人，以 {base} 人计，同意须超过 {share}%，即 {needed} 票',
		'en-US': '{electorate} members entitled, {recused} recused; of {base} more than {share}% must approve: {needed}',
	},
	votes: { 'zh-CN': '表决情况', 'en-US': 'The votes' },
	not_yet: { 'zh-CN': '未表决', 'en-US': 'not voted' },
} as const satisfies Texts;
