import type { Texts } from '#app/shared/texts.ts';

export const MEMBER_TEXTS = {
	members: { 'zh-CN': '表决成员', 'en-US': 'Members entitled to vote' },
	not_yet: { 'zh-CN': '尚未表决', 'en-US': 'has not voted' },
	silent: { 'zh-CN': '未表决', 'en-US': 'did not vote' },
	suspended: {
		'zh-CN': '账号已停用或已不在领导小组，按弃权计',
		'en-US': 'account suspended or no longer a leader, counts as abstaining',
	},
	you: { 'zh-CN': '（我）', 'en-US': '(you)' },
	earlier: { 'zh-CN': '改票记录（{n} 次）', 'en-US': 'Changes of the vote ({n})' },
	barred: { 'zh-CN': '不参加表决', 'en-US': 'Not entitled to vote' },
	nobody: { 'zh-CN': '没有表决成员', 'en-US': 'Nobody is entitled to vote' },
} as const satisfies Texts;
