// What a notification says; {values} are filled in.
import type { Text } from '#domain/adjustments/status.ts';

export const NOTIFICATION_TEXTS = {
	proposed: { 'zh-CN': '请表决：{village}{what}', 'en-US': 'Please vote: {village}, {what}' },
	proposed_body: {
		'zh-CN':
			'{proposer}已将“{village}{what}”提请领导小组表决（{assessment}）。\n\n事由：{reason}\n\n请于 {deadline} 前表决，逾期未表决按弃权计。',
		'en-US':
			'{proposer} has put “{village}, {what}” to the vote of the leadership group ' +
			'({assessment}).\n\nReason: {reason}\n\nPlease vote by {deadline}; whoever has not voted then ' +
			'counts as abstaining.',
	},
	decided: { 'zh-CN': '{result}：{village}{what}', 'en-US': '{result}: {village}, {what}' },
	decided_body: {
		'zh-CN': '领导小组对“{village}{what}”（{assessment}）的表决已结束：{result}，{why}。',
		'en-US': 'The leadership group has decided on “{village}, {what}” ({assessment}): {result}, {why}.',
	},
	bonus: { 'zh-CN': '加{points}分', 'en-US': 'bonus of {points} points' },
	penalty: { 'zh-CN': '扣{points}分', 'en-US': 'penalty of {points} points' },
	revokes_bonus: { 'zh-CN': '撤销加分 {points} 分的决定', 'en-US': 'revoking a bonus of {points} points' },
	revokes_penalty: { 'zh-CN': '撤销扣分 {points} 分的决定', 'en-US': 'revoking a penalty of {points} points' },
	somebody: { 'zh-CN': '工作人员', 'en-US': 'Somebody' },
} as const satisfies Record<string, Text>;
