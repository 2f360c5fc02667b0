// What a step of the course asks for, and what it says where that is not so.
import { isOffice, type Actor } from '#domain/actor.ts';
import { ASSESSMENT_STATUS_LABELS, type AssessmentStatus } from '#domain/assessments/status.ts';
import type { ErrorCode } from '#domain/errors/catalog.ts';
import type { MessageValues } from '#domain/errors/domain-error.ts';
import { takenOutValues } from '#domain/assessments/taken-out.ts';
import {
	ADJUSTMENT_STATUS_LABELS,
	INELIGIBILITY_LABELS,
	type AdjustmentStatus,
	type IneligibilityReason,
	type Text,
} from './status.ts';
import {
	ADJUSTMENT_ACTION_LABELS,
	ADJUSTMENT_STEPS,
	type AdjustmentAction,
	type AdjustmentStep,
	type Condition,
} from './workflow.ts';

/** A proposal as somebody finds it: all that the table's conditions look at. */
export interface Situation {
	readonly status: AdjustmentStatus;
	/** Who wrote the draft. */
	readonly author: string | null;
	readonly proposer: string | null;
	/** Neither has an account in use any more. */
	readonly isDeserted: boolean;
	readonly isRevocation: boolean;
	readonly assessment: { readonly status: AssessmentStatus };
	/** The village no longer takes part, and why; null: it does. */
	readonly takenOut: { readonly village: string; readonly reason: string } | null;
	/** Ids of who may vote; empty before it is proposed. */
	readonly electorate: readonly string[];
	/** Why the asking user is not of the electorate. */
	readonly bar: IneligibilityReason;
	/** How many could vote if the asking user proposed it, or its revocation, now. */
	readonly wouldVote: number;
	/** What keeps a draft from being proposed. */
	readonly faults: readonly Refused[];
	/** The id of its revocation that is being voted on. */
	readonly openRevocation: string | null;
}

/** What {@link ERROR_TEXTS} makes a sentence of. */
export interface Refused {
	readonly code: ErrorCode;
	readonly values?: MessageValues;
	readonly details?: Readonly<Record<string, unknown>>;
}

export const SMALLEST_ELECTORATE = 2;
const OPEN: readonly AssessmentStatus[] = ['collecting', 'reviewing'];
const OPEN_LABEL: Text = { 'zh-CN': '收集材料或复核', 'en-US': 'collecting or reviewing' };

type Check = (situation: Situation, actor: Actor) => Refused | null;
const unless = (holds: boolean, refused: Refused): Refused | null => (holds ? null : refused);

const CHECKS: Readonly<Record<Condition, Check>> = {
	// Where both have left, the office acts for them.
	own: ({ author, proposer, isDeserted }, actor) =>
		unless(
			actor.user !== null && (author === actor.user || proposer === actor.user || (isDeserted && isOffice(actor))),
			{ code: 'NOT_YOUR_PROPOSAL' },
		),
	own_draft: ({ author }, { user }) => unless(user !== null && author === user, { code: 'NOT_YOUR_DRAFT' }),
	assessment_open: ({ assessment }) =>
		unless(OPEN.includes(assessment.status), {
			code: 'NOT_IN_THIS_STATE',
			values: { status: ASSESSMENT_STATUS_LABELS[assessment.status], allowed: OPEN_LABEL },
		}),
	takes_part: ({ takenOut }) =>
		takenOut === null ? null : { code: 'VILLAGE_TAKEN_OUT', values: takenOutValues(takenOut.village, takenOut.reason) },
	complete: ({ faults }) => faults[0] ?? null,
	electorate: ({ wouldVote }) =>
		unless(wouldVote >= SMALLEST_ELECTORATE, { code: 'ELECTORATE_TOO_SMALL', values: { count: wouldVote } }),
	entitled: ({ electorate, bar }, { user }) =>
		unless(user !== null && electorate.includes(user), {
			code: 'NOT_ENTITLED',
			values: { why: INELIGIBILITY_LABELS[bar] },
		}),
	no_revocation: ({ isRevocation }) => unless(!isRevocation, { code: 'REVOCATION_STANDS' }),
	not_being_revoked: ({ openRevocation }) =>
		unless(openRevocation === null, {
			code: 'REVOCATION_OPEN',
			values: { id: openRevocation?.slice(0, 8) ?? '' },
			details: { adjustment: openRevocation },
		}),
};

export type Judgement =
	{ readonly allowed: true; readonly step: AdjustmentStep } | { readonly allowed: false; readonly refused: Refused };

/** Whether somebody may do something with a proposal now; else the first reason against it: role (403), state (409), condition. */
export function judge(action: AdjustmentAction, situation: Situation, actor: Actor): Judgement {
	const { role } = actor;
	const own = ADJUSTMENT_STEPS.filter((step) => step.action === action && role !== null && step.who.includes(role));
	if (own.length === 0)
		return { allowed: false, refused: { code: action === 'vote' ? 'LEADERS_VOTE' : 'NOT_ALLOWED' } };
	const step = own.find(({ from }) => from === situation.status);
	if (step === undefined) return { allowed: false, refused: outOfCourse(action, situation.status) };
	for (const condition of step.conditions) {
		const refused = CHECKS[condition](situation, actor);
		if (refused !== null) return { allowed: false, refused };
	}
	return { allowed: true, step };
}

function outOfCourse(action: AdjustmentAction, status: AdjustmentStatus): Refused {
	if ((action === 'edit' || action === 'delete') && status !== 'draft')
		return { code: 'PROPOSAL_SETTLED', values: { status: ADJUSTMENT_STATUS_LABELS[status] } };
	return {
		code: 'DECISION_COURSE',
		values: { status: ADJUSTMENT_STATUS_LABELS[status], action: ADJUSTMENT_ACTION_LABELS[action], cure: CURES[status] },
	};
}

/** What can be done instead. */
const CURES: Readonly<Record<AdjustmentStatus, Text>> = {
	draft: { 'zh-CN': '请先提请表决。', 'en-US': 'Propose it first.' },
	proposed: { 'zh-CN': '请等待表决结果。', 'en-US': 'Wait for the vote.' },
	approved: { 'zh-CN': '如有异议，请提请撤销。', 'en-US': 'To change it, propose to revoke it.' },
	rejected: { 'zh-CN': '如有新的依据，请另行提出新提案。', 'en-US': 'On new grounds, make a new proposal.' },
	withdrawn: { 'zh-CN': '如仍需办理，请另行提出新提案。', 'en-US': 'If it is still wanted, make a new proposal.' },
	revoked: { 'zh-CN': '如需恢复，请另行提出新提案。', 'en-US': 'To restore it, make a new proposal.' },
};
