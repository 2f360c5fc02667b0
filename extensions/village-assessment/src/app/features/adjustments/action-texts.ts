import type { Texts } from '#app/shared/texts.ts';

export const ACTION_TEXTS = {
	propose: { 'zh-CN': '提请表决', 'en-US': 'Put to the vote' },
	vote: { 'zh-CN': '表决', 'en-US': 'Vote' },
	withdraw: { 'zh-CN': '撤回', 'en-US': 'Withdraw' },
	revoke: { 'zh-CN': '提出撤销', 'en-US': 'Propose to revoke' },
	edit: { 'zh-CN': '修改草稿', 'en-US': 'Edit the draft' },
	delete: { 'zh-CN': '删除草稿', 'en-US': 'Delete the draft' },
	cancel: { 'zh-CN': '取消', 'en-US': 'Cancel' },

	vote_title: { 'zh-CN': '确认表决：{vote}', 'en-US': 'Confirm your vote: {vote}' },
	vote_text: {
		'zh-CN': '在作出决定之前可以改票；每次表决都记录在案。',
		'en-US': 'You may change your vote until the decision; every vote stays on record.',
	},
	vote_change: {
		'zh-CN': '您已投“{before}”，将改为“{after}”。',
		'en-US': 'You voted “{before}”; this changes it to “{after}”.',
	},
	vote_decides: { 'zh-CN': '这一票将使提案通过。', 'en-US': 'This vote makes the proposal pass.' },
	vote_ends: { 'zh-CN': '这一票将使提案不能通过。', 'en-US': 'This vote makes the proposal fail.' },
	vote_recuse: {
		'zh-CN': '回避后不计入表决人数，所需票数随之重新计算。',
		'en-US': 'A recusal takes you out of the count; the votes needed are reckoned anew.',
	},
	vote_comment: { 'zh-CN': '意见（可不填）', 'en-US': 'Comment (optional)' },
	vote_confirm: { 'zh-CN': '确认{vote}', 'en-US': 'Confirm: {vote}' },
	own_vote: { 'zh-CN': '我的表决：{vote}（可改）', 'en-US': 'Your vote: {vote} (may be changed)' },
	cast_yours: { 'zh-CN': '请您表决', 'en-US': 'Your vote, please' },

	propose_title: { 'zh-CN': '提请领导小组表决', 'en-US': 'Put to the vote of the leadership group' },
	propose_text: {
		'zh-CN': '提请后内容不能再改；有表决权的成员随即收到通知。',
		'en-US': 'What it says cannot be changed afterwards; the members entitled to vote are told at once.',
	},
	propose_anyway: { 'zh-CN': '不是同一事项，仍提请表决', 'en-US': 'It is another event; put to the vote' },

	withdraw_title: { 'zh-CN': '撤回提案', 'en-US': 'Withdraw the proposal' },
	withdraw_text: {
		'zh-CN': '撤回后不再表决，记录保留。',
		'en-US': 'It will not be voted on any more; the record stays.',
	},
	withdraw_reason: { 'zh-CN': '撤回原因', 'en-US': 'Reason' },

	revoke_title: { 'zh-CN': '提出撤销这一决定', 'en-US': 'Propose to revoke this decision' },
	revoke_text: {
		'zh-CN': '撤销须由领导小组另行表决；通过后得分随即恢复。',
		'en-US': 'A revocation is voted on like the decision itself; once approved the points are taken back.',
	},
	revoke_reason: { 'zh-CN': '撤销理由', 'en-US': 'Reason' },

	delete_title: { 'zh-CN': '删除草稿', 'en-US': 'Delete the draft' },
	delete_text: { 'zh-CN': '草稿删除后不能恢复。', 'en-US': 'A draft that is deleted cannot be brought back.' },
	delete_confirm: { 'zh-CN': '删除', 'en-US': 'Delete' },

	reason_needed: { 'zh-CN': '请填写原因。', 'en-US': 'Give the reason.' },
	changed_meanwhile: {
		'zh-CN': '情况已有变化，页面已更新。',
		'en-US': 'Something has changed meanwhile; this page is up to date again.',
	},
	done_vote: { 'zh-CN': '已记录您的表决：{vote}。', 'en-US': 'Your vote is on record: {vote}.' },
	done_propose: { 'zh-CN': '已提请表决。', 'en-US': 'Put to the vote.' },
	done_withdraw: { 'zh-CN': '提案已撤回。', 'en-US': 'The proposal is withdrawn.' },
	done_revoke: { 'zh-CN': '已提出撤销，等待表决。', 'en-US': 'The revocation is put to the vote.' },
	passed: { 'zh-CN': '提案已通过', 'en-US': 'The proposal is approved' },
	not_passed: {
		'zh-CN': '提案未通过，得分和名次不变',
		'en-US': 'The proposal is rejected; score and rank stay as they were',
	},
	score_moved: { 'zh-CN': '{village}：{before} 分 → {after} 分', 'en-US': '{village}: {before} → {after} points' },
	new_ranking: { 'zh-CN': '现在的排名', 'en-US': 'The ranking now' },
} as const satisfies Texts;
