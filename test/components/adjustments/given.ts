// Proposals as the endpoints answer with them, for the components that show them.
import { mount, type VueWrapper } from '@vue/test-utils';
import type { Component } from 'vue';
import { createI18n } from 'vue-i18n';
import type { CaseMember, DecisionCase, QueueEntry, VoteCount } from '#domain/contracts/adjustments.ts';
import { countVotes } from '#domain/adjustments/tally.ts';
import type { Vote } from '#domain/adjustments/status.ts';

export type Locale = 'zh-CN' | 'en-US';

export function show(component: Component, props: Record<string, unknown>, locale: Locale = 'zh-CN'): VueWrapper {
	return mount(component, {
		props,
		global: { plugins: [createI18n({ legacy: false, locale, missingWarn: false })], stubs: { 'router-link': { props: ['to'], template: '<a :href="to"><slot /></a>' } }, config: { warnHandler: () => undefined } },
	});
}

const NAMES = ['甲', '乙', '丙', '丁', '戊', '己', '庚'];

export const member = (index: number, vote: Vote | null, more: Partial<CaseMember> = {}): CaseMember => ({
	id: `member-${index}`,
	name: `领导${NAMES[index] ?? index}`,
	vote,
	comment: null,
	cast_at: vote === null ? null : '2026-07-07T01:00:00.000Z',
	suspended: false,
	history: vote === null ? [] : [{ vote, comment: null, cast_at: '2026-07-07T01:00:00.000Z' }],
	...more,
});

export const members = (...votes: readonly (Vote | null)[]): readonly CaseMember[] => votes.map((vote, index) => member(index, vote));

/** As the server counts. */
export const counted = (share: number, ...votes: readonly (Vote | null)[]): VoteCount => countVotes({ share, closed: false, votes: votes.map((vote) => ({ vote, suspended: false })) });

export function proposal(more: Partial<DecisionCase> = {}): DecisionCase {
	return {
		id: 'case',
		status: 'proposed',
		direction: 'bonus',
		criterion: { id: 'criterion', code: '7', title: { 'zh-CN': '加分规定', 'en-US': 'Bonus points' } },
		scorecard: 'card',
		village: { id: 'village', name: '示例二村' },
		assessment: { id: 'assessment', title: '2026年度考核', status: 'collecting', year: 2026 },
		category: 'innovation',
		category_label: { 'zh-CN': '重大创新', 'en-US': 'Major innovation' },
		occurrences: 1,
		points: 2,
		reason: '建立“帮扶积分超市”。',
		occurred_on: '2026-06-18',
		files: [],
		author: { id: 'office', name: '扶贫办甲' },
		proposed_by: { id: 'office', name: '扶贫办甲' },
		proposed_at: '2026-07-06T01:20:00.000Z',
		vote_deadline: '2099-07-13T01:20:00.000Z',
		share: 0.5,
		decided_at: null,
		decision_reason: null,
		decision_reason_text: null,
		withdraw_reason: null,
		revokes: null,
		original: null,
		revocation: null,
		members: members(null, null, null),
		barred: [],
		count: counted(0.5, null, null, null),
		actions: [],
		date_updated: null,
		same_event: [],
		...more,
	};
}

export const entry = (more: Partial<QueueEntry> = {}): QueueEntry => {
	const { id, status, direction, village, category_label, occurrences, points, reason, occurred_on, author, proposed_at, vote_deadline, decided_at, decision_reason_text, revokes, count } = proposal();
	return {
		id,
		status,
		direction,
		village,
		assessment: { id: 'assessment', title: '2026年度考核' },
		criterion: { code: '7' },
		category_label,
		occurrences,
		points,
		reason,
		occurred_on,
		author,
		proposed_at,
		vote_deadline,
		decided_at,
		decision_reason_text,
		revokes,
		entitled: true,
		own_vote: null,
		count,
		...more,
	};
};
