// Makes of what was loaded what somebody is answered with. Pure.
import type { VoteCount } from '#domain/adjustments/tally.ts';
import type { Actor } from '#domain/actor.ts';
import { domainErrorText } from '#domain/errors/domain-error.ts';
import { asDomainError } from '#domain/adjustments/domain-error.ts';
import type {
	ActionState,
	IneligibleLeader,
	AdjustmentFile,
	ElectorateMember,
	AdjustmentDetail,
	RevokedAdjustment,
	Person,
	SameEvent,
} from '#domain/contracts/adjustments.ts';
import { judge, type Refused, type Situation } from '#domain/adjustments/conditions.ts';
import { countVotes, type Ballot } from '#domain/adjustments/tally.ts';
import { ineligibilityOf, electorateOf } from '#domain/adjustments/electorate.ts';
import type { AdjustmentRecord } from './repository/records.ts';
import { mayVote, type Account, type RecordedVote, type Revocation } from './repository/related.ts';
import { today } from '#server/platform/today.ts';
import { directionOf, faultsOf, gapsOf, pointsOf } from '#domain/adjustments/proposal.ts';
import { INELIGIBILITY_LABELS, DECISION_REASON_LABELS, type Text } from '#domain/adjustments/status.ts';
import { ADJUSTMENT_ACTIONS } from '#domain/adjustments/workflow.ts';

/** A proposal with all that belongs to it. */
export interface WholeAdjustment {
	readonly record: AdjustmentRecord;
	/** What it would revoke. */
	readonly first: AdjustmentRecord | null;
	readonly votes: readonly RecordedVote[];
	readonly accounts: ReadonlyMap<string, Account>;
	readonly files: readonly AdjustmentFile[];
	readonly firstFiles: readonly AdjustmentFile[];
	readonly revocation: Revocation | null;
	readonly sameEvents: readonly SameEvent[];
}

const sentence = (refused: Refused): Text => ({
	'zh-CN': domainErrorText(asDomainError(refused), 'zh-CN'),
	'en-US': domainErrorText(asDomainError(refused), 'en-US'),
});

export const personOf = (accounts: ReadonlyMap<string, Account>, id: string | null): Person | null =>
	id === null ? null : { id, name: accounts.get(id)?.name ?? id };

/** The votes as they stand now, or as they stood when it was decided. */
export function ballotOf(
	{ record, votes, accounts }: Pick<WholeAdjustment, 'record' | 'votes' | 'accounts'>,
	now: Date,
): Ballot {
	const latest = new Map(votes.map((vote) => [vote.member, vote.vote]));
	const isOpen = record.status === 'proposed';
	return {
		share: record.share ?? '0.5',
		votes: record.electorate.map((member) => ({
			vote: latest.get(member) ?? null,
			suspended: isSuspended({ record, accounts }, member),
		})),
		closed: isOpen ? record.deadline !== null && now > record.deadline : record.decisionReason === 'deadline',
	};
}

/** An account that was deleted, archived or suspended cannot vote, nor can whoever is no longer of the leadership group. */
function isSuspended({ record, accounts }: Pick<WholeAdjustment, 'record' | 'accounts'>, member: string): boolean {
	return record.status === 'proposed' ? !mayVote(accounts.get(member)) : record.suspendedThen.includes(member);
}

export const countOf = (whole: Pick<WholeAdjustment, 'record' | 'votes' | 'accounts'>, now: Date): VoteCount | null =>
	whole.record.status === 'draft' ? null : countVotes(ballotOf(whole, now));

/** The electorate if the asking user proposed it, or its revocation, now. */
export function electorateNow(
	{ record, accounts }: Pick<WholeAdjustment, 'record' | 'accounts'>,
	user: string | null,
): ReturnType<typeof electorateOf> {
	const leaders = [...accounts.values()].filter(mayVote).map(({ id }) => id);
	const isDraft = record.status === 'draft';
	return electorateOf(leaders, {
		author: isDraft ? record.author : user,
		proposer: user,
		liaison: record.liaison,
		authorOfFirst: isDraft ? null : record.author,
	});
}

export function situationOf(whole: WholeAdjustment, { user }: Actor): Situation {
	const { record, first, revocation, files, accounts } = whole;
	const concerned = {
		author: record.author,
		proposer: record.proposer,
		liaison: record.liaison,
		authorOfFirst: first?.author ?? null,
	};
	const proposal = { ...record, occurredOn: record.occurredOn };
	return {
		status: record.status,
		author: record.author,
		proposer: record.proposer,
		isDeserted: [record.author, record.proposer].every((id) => id === null || accounts.get(id)?.active !== true),
		isRevocation: record.revokes !== null,
		assessment: record.assessment,
		takenOut: record.takenOut,
		electorate: record.electorate,
		bar: record.barred[user ?? ''] ?? ineligibilityOf(user ?? '', concerned) ?? 'not_entitled',
		wouldVote: electorateNow(whole, user).entitled.length,
		faults: [
			...otherRulebook(record),
			...faultsOf(proposal, record.rule, { year: record.assessment.year, today: today() }),
			...gapsOf(proposal, files.length),
		],
		openRevocation: revocation?.status === 'proposed' ? revocation.id : null,
	};
}

const otherRulebook = ({ ruleRulebook, rules, rule, assessment }: AdjustmentRecord): Refused[] =>
	ruleRulebook === rules.rulebook
		? []
		: [{ code: 'CRITERION_OF_OTHER_RULEBOOK', values: { code: rule.code, assessment: assessment.title } }];

export function presentAdjustment(whole: WholeAdjustment, actor: Actor, now: Date): AdjustmentDetail {
	const { record, first, accounts, files, revocation, sameEvents } = whole;
	const { rule } = record;
	return {
		id: record.id,
		status: record.status,
		direction: directionOf(rule),
		criterion: { id: record.criterion, code: rule.code, title: rule.title },
		scorecard: record.scorecard,
		village: record.village,
		assessment: record.assessment,
		category: record.category,
		category_label: categoryLabel(record),
		occurrences: record.occurrences,
		points: signedPoints(record, first),
		reason: record.reason,
		occurred_on: record.occurredOn,
		files,
		author: personOf(accounts, record.author),
		proposed_by: personOf(accounts, record.proposer),
		proposed_at: isoOf(record.proposedAt),
		vote_deadline: isoOf(record.deadline),
		share: record.share === null ? null : Number(record.share),
		decided_at: isoOf(record.decidedAt),
		decision_reason: record.decisionReason,
		decision_reason_text: record.decisionReason === null ? null : DECISION_REASON_LABELS[record.decisionReason],
		withdraw_reason: record.withdrawReason,
		revokes: record.revokes,
		original: originalOf(whole),
		revocation,
		members: membersOf(whole),
		barred: barredOf(whole, actor),
		count: countOf(whole, now),
		actions: actionsOf(whole, actor),
		date_updated: isoOf(record.updatedAt),
		same_event: sameEvents,
	};
}

export const isoOf = (time: Date | null): string | null => time?.toISOString() ?? null;

/** Of a revocation: what it takes back. */
export function signedPoints({ rule, occurrences }: AdjustmentRecord, first: AdjustmentRecord | null): number {
	const back = -pointsOf(rule, first?.occurrences ?? null);
	return first === null ? pointsOf(rule, occurrences) : back === 0 ? 0 : back;
}

export const categoryLabel = ({ rule, category }: AdjustmentRecord): AdjustmentDetail['category_label'] =>
	rule.method === 'discretionary' ? (rule.params.categories.find(({ key }) => key === category)?.label ?? null) : null;

function originalOf({ first, firstFiles }: WholeAdjustment): RevokedAdjustment | null {
	if (first === null) return null;
	return {
		id: first.id,
		status: first.status,
		category: first.category,
		category_label: categoryLabel(first),
		occurrences: first.occurrences,
		points: pointsOf(first.rule, first.occurrences),
		reason: first.reason,
		occurred_on: first.occurredOn,
		decided_at: isoOf(first.decidedAt),
		files: firstFiles,
	};
}

function membersOf(whole: WholeAdjustment): ElectorateMember[] {
	const { record, votes, accounts } = whole;
	const members = record.electorate.map((member) => {
		const history = votes
			.filter((vote) => vote.member === member)
			.map(({ vote, comment, cast_at }) => ({ vote, comment, cast_at }));
		const last = history.at(-1);
		const { vote = null, comment = null, cast_at = null } = last ?? {};
		return {
			id: member,
			name: accounts.get(member)?.name ?? member,
			vote,
			comment,
			cast_at,
			suspended: isSuspended({ record, accounts }, member),
			history,
		};
	});
	return members.sort((a, b) => a.name.localeCompare(b.name, 'zh-CN'));
}

function barredOf(whole: WholeAdjustment, { user }: Actor): IneligibleLeader[] {
	const barred = whole.record.status === 'draft' ? electorateNow(whole, user).barred : whole.record.barred;
	return Object.entries(barred).map(([id, bar]) => ({
		id,
		name: whole.accounts.get(id)?.name ?? id,
		bar,
		reason: INELIGIBILITY_LABELS[bar],
	}));
}

function actionsOf(whole: WholeAdjustment, actor: Actor): ActionState[] {
	const situation = situationOf(whole, actor);
	return ADJUSTMENT_ACTIONS.map((action) => {
		const judgement = judge(action, situation, actor);
		return { action, allowed: judgement.allowed, reason: judgement.allowed ? null : sentence(judgement.refused) };
	});
}
