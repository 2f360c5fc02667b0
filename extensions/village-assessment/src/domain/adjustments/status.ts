// The words of a decision, in both languages: states, votes, and why it was decided as it was. Screens, server and tests read them.
import type { Label } from '#engine';

export type Text = Required<Label>;

export const ADJUSTMENT_STATUSES = ['draft', 'proposed', 'approved', 'rejected', 'withdrawn', 'revoked'] as const;
export type AdjustmentStatus = (typeof ADJUSTMENT_STATUSES)[number];

export const ADJUSTMENT_STATUS_LABELS = {
	draft: { 'zh-CN': '草稿', 'en-US': 'draft' },
	proposed: { 'zh-CN': '表决中', 'en-US': 'being voted on' },
	approved: { 'zh-CN': '已通过', 'en-US': 'approved' },
	rejected: { 'zh-CN': '未通过', 'en-US': 'rejected' },
	withdrawn: { 'zh-CN': '已撤回', 'en-US': 'withdrawn' },
	revoked: { 'zh-CN': '已撤销', 'en-US': 'revoked' },
} as const satisfies Record<AdjustmentStatus, Text>;

export const VOTES = ['approve', 'reject', 'abstain', 'recuse'] as const;
export type Vote = (typeof VOTES)[number];

export const VOTE_LABELS = {
	approve: { 'zh-CN': '同意', 'en-US': 'approve' },
	reject: { 'zh-CN': '不同意', 'en-US': 'reject' },
	abstain: { 'zh-CN': '弃权', 'en-US': 'abstain' },
	recuse: { 'zh-CN': '回避', 'en-US': 'recuse' },
} as const satisfies Record<Vote, Text>;

/** Why a proposal was decided: `decision_reason`. */
export const DECISION_REASONS = ['majority', 'out_of_reach', 'deadline', 'inquorate'] as const;
export type DecisionReason = (typeof DECISION_REASONS)[number];

export const DECISION_REASON_LABELS = {
	majority: { 'zh-CN': '同意票已达到规定票数', 'en-US': 'the approvals needed were reached' },
	out_of_reach: { 'zh-CN': '同意票已不可能达到规定票数', 'en-US': 'the approvals needed were out of reach' },
	deadline: {
		'zh-CN': '至表决截止，同意票未达到规定票数（未表决的按弃权计）',
		'en-US': 'when voting closed the approvals needed were not reached (members who had not voted count as abstaining)',
	},
	inquorate: { 'zh-CN': '回避后参加表决的不足两人', 'en-US': 'fewer than two members were left after recusals' },
} as const satisfies Record<DecisionReason, Text>;

/** Why a leader is not entitled to vote on a proposal. */
export const INELIGIBILITY_REASONS = ['author', 'proposer', 'liaison', 'author_of_first', 'not_entitled'] as const;
export type IneligibilityReason = (typeof INELIGIBILITY_REASONS)[number];

export const INELIGIBILITY_LABELS = {
	author: { 'zh-CN': '本提案的起草人', 'en-US': 'wrote this proposal' },
	proposer: { 'zh-CN': '本提案的提请人', 'en-US': 'put this proposal to the vote' },
	liaison: { 'zh-CN': '该村（社区）的包村领导', 'en-US': 'is the liaison leader of this village' },
	author_of_first: { 'zh-CN': '原提案的起草人', 'en-US': 'wrote the proposal that is to be revoked' },
	not_entitled: { 'zh-CN': '提请表决时不在表决成员之列', 'en-US': 'was not among the members when the vote began' },
} as const satisfies Record<IneligibilityReason, Text>;

const isOneOf =
	<const T extends string>(known: readonly T[]) =>
	(value: unknown): value is T =>
		known.some((one) => one === value);

export const isVote = isOneOf(VOTES);
export const isIneligibilityReason = isOneOf(INELIGIBILITY_REASONS);
