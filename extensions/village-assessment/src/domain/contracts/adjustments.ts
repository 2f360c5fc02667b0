// What the endpoints under /assessment/adjustments answer with. Points are JSON numbers with at most two decimals.
import { z } from 'zod';
import { ADJUSTMENT_STATUSES, DECISION_REASONS, INELIGIBILITY_REASONS, VOTES } from '#domain/adjustments/status.ts';
import { ADJUSTMENT_ACTIONS } from '#domain/adjustments/workflow.ts';
import { ASSESSMENT_STATUSES } from '#domain/assessments/status.ts';
import { beforeAfter, count, day, id, label, moment, rank, type Contract } from './shapes.ts';

export const QUEUE_SCOPES = ['waiting', 'open', 'drafts', 'mine', 'decided'] as const;
/**
 * waiting: I am entitled and have not voted · open: all being voted on · drafts: all drafts · mine: written, proposed or voted
 * on by me · decided: approved, rejected, withdrawn, revoked.
 */
export type QueueScope = (typeof QUEUE_SCOPES)[number];

const status = z.enum(ADJUSTMENT_STATUSES);
const direction = z.enum(['bonus', 'penalty']);
const points = z.number().describe('signed, before the cap');
const person = z.strictObject({ id, name: z.string().describe('also of suspended accounts') });
const village = z.strictObject({
	id,
	name: z.string(),
	code: z.string().optional().describe('villages are listed by it'),
});
const file = z.strictObject({
	id,
	title: z.string().nullable(),
	type: z.string().nullable().describe('MIME type'),
	filename_download: z.string(),
	filesize: count.describe('bytes'),
});
const vote = z.enum(VOTES);

const voteCount = z.strictObject({
	electorate: count,
	recused: count,
	base: count.describe('electorate − recused'),
	needed: count.describe('⌊share × base⌋ + 1'),
	approvals: count,
	rejections: count,
	abstentions: count.describe('votes to abstain, and members who count as abstaining'),
	not_voted: count.describe('may yet vote'),
});

const castVote = z.strictObject({ vote, comment: z.string().nullable(), cast_at: moment });

const member = z.strictObject({
	...person.shape,
	vote: vote.nullable().describe('the latest; null: has not voted'),
	comment: z.string().nullable(),
	cast_at: moment.nullable(),
	suspended: z
		.boolean()
		.describe('counts as abstaining because the account is suspended; of what is decided: was, when it was decided'),
	history: z.array(castVote).describe('every vote cast, the first one first; the last is the one that counts'),
});

const revokedAdjustment = z.strictObject({
	id,
	status,
	category: z.string().nullable(),
	category_label: label.nullable(),
	occurrences: count.nullable(),
	points,
	reason: z.string().nullable(),
	occurred_on: day.nullable(),
	decided_at: moment.nullable(),
	files: z.array(file),
});

/** A leader who has no vote, and why. */
const ineligibleLeader = z.strictObject({ ...person.shape, bar: z.enum(INELIGIBILITY_REASONS), reason: label });

const actionState = z.strictObject({
	action: z.enum(ADJUSTMENT_ACTIONS),
	allowed: z.boolean(),
	reason: label.nullable().describe('where it is not allowed, a sentence that says why'),
});

/** Another proposal on what may be the same event: same village, day and category. */
const sameEvent = z.strictObject({
	id,
	status,
	occurrences: count,
	reason: z.string().nullable(),
	proposed_at: moment.nullable(),
});

/** `GET /assessment/adjustments/:id`, and what every action answers with. */
const adjustment = z.strictObject({
	id,
	status,
	direction,
	criterion: z.strictObject({ id, code: z.string(), title: label }),
	scorecard: id,
	village: village.describe('named as on the scorecard'),
	assessment: z.strictObject({ id, title: z.string(), status: z.enum(ASSESSMENT_STATUSES), year: z.int() }),
	category: z.string().nullable(),
	category_label: label.nullable(),
	occurrences: count.nullable().describe('null: a revocation, or a draft that does not say yet'),
	points,
	reason: z.string().nullable(),
	occurred_on: day.nullable(),
	files: z.array(file),
	author: person.nullable().describe('who wrote the draft; null: not by a user'),
	proposed_by: person.nullable(),
	proposed_at: moment.nullable(),
	vote_deadline: moment.nullable(),
	share: z.number().nullable().describe('more than this share of the base must approve; null until proposed'),
	decided_at: moment.nullable(),
	decision_reason: z.enum(DECISION_REASONS).nullable(),
	decision_reason_text: label.nullable(),
	withdraw_reason: z.string().nullable(),
	revokes: id.nullable().describe('the id of what it would revoke; null: no revocation'),
	original: revokedAdjustment.nullable().describe('of a revocation: the decision that it would take back'),
	revocation: z
		.strictObject({ id, status })
		.nullable()
		.describe('the latest of this decision: open, approved, rejected or withdrawn'),
	members: z.array(member).describe('empty in a draft, where the electorate is not yet fixed'),
	barred: z
		.array(ineligibleLeader)
		.describe('leaders without a vote; in a draft: who would have none if the asking user proposed it now'),
	count: voteCount.nullable().describe('null in a draft'),
	actions: z.array(actionState).describe('all of the table, in its order, for the asking user'),
	date_updated: moment.nullable().describe('what was read: proposing a draft may say so'),
	same_event: z.array(sameEvent),
});

const points_before_after = beforeAfter(z.number());
/** Somebody whom the village would pass, or be passed by, as they stand now. */
const passed = z.strictObject({ scorecard: id, village_name: z.string(), total: z.number(), rank: z.int().min(1) });
const passedOnes = z.array(passed).describe('at most 50, the best first');

const effect = z.strictObject({ ...points_before_after.shape, cap: z.number() });

/** What a yes would do now; of a revocation: what taking back would do. Where nothing is left to decide, before and after are alike. */
const preview = z.strictObject({
	points,
	points_used: effect.describe('points of this direction that count, both ≥ 0 and ≤ cap'),
	lost_to_cap: z
		.number()
		.describe(
			'how many of its points the cap cuts off; of a revocation: how many of those taken back revive from others',
		),
	total: points_before_after,
	attainable: points_before_after,
	rank: beforeAfter(rank),
	overtakes: passedOnes,
	overtaken_by: passedOnes,
});

const queueEntry = z.strictObject({
	id,
	status,
	direction,
	village,
	assessment: z.strictObject({ id, title: z.string() }),
	criterion: z.strictObject({ code: z.string() }),
	category_label: label.nullable(),
	occurrences: count.nullable(),
	points,
	reason: z.string().nullable(),
	occurred_on: day.nullable(),
	author: person.nullable(),
	proposed_at: moment.nullable(),
	vote_deadline: moment.nullable(),
	decided_at: moment.nullable(),
	decision_reason_text: label.nullable(),
	revokes: id.nullable(),
	entitled: z.boolean().describe('the asking user is of the electorate'),
	own_vote: vote.nullable(),
	count: voteCount.nullable().describe('null in a draft'),
});

const queue = z.strictObject({
	entries: z.array(queueEntry).describe('waiting, open, drafts: oldest first; mine, decided: newest first'),
	total: count.describe('of the scope asked for, whatever the limit'),
	counts: z.record(z.enum(QUEUE_SCOPES), count).describe('under the same filters'),
});

const minutesEntry = z.strictObject({
	case: adjustment,
	present: z.array(person).describe('members who voted, whatever they voted; without the recused'),
	absent: z.array(person),
	recused: z.array(person),
	effect: effect.nullable().describe('on the points of its direction when it was taken; null: none'),
});

/** What the page 会议纪要 prints. */
const minutes = z.strictObject({
	date: day.nullable().describe('the day asked for; null where decisions were named by id'),
	made_at: moment,
	decisions: z.array(minutesEntry).describe('in the order of their decision'),
	signatories: z.array(person).describe('everyone who was entitled in one of the decisions, once'),
});

export interface BeforeAfter<T = number> {
	readonly before: T;
	readonly after: T;
}

export type Person = Contract<typeof person>;
export type AdjustmentFile = Contract<typeof file>;
export type CastVote = Contract<typeof castVote>;
export type ElectorateMember = Contract<typeof member>;
export type IneligibleLeader = Contract<typeof ineligibleLeader>;
export type ActionState = Contract<typeof actionState>;
export type SameEvent = Contract<typeof sameEvent>;
export type RevokedAdjustment = Contract<typeof revokedAdjustment>;
export type AdjustmentDetail = Contract<typeof adjustment>;
export type Passed = Contract<typeof passed>;
export type DecisionPreview = Contract<typeof preview>;
export type QueueEntry = Contract<typeof queueEntry>;
export type Queue = Contract<typeof queue>;
export type DecisionEffect = Contract<typeof effect>;
export type Minutes = Contract<typeof minutes>;
export type MinutesEntry = Contract<typeof minutesEntry>;

export const ADJUSTMENT_ANSWERS = {
	'GET /assessment/adjustments/:id': adjustment,
	'GET /assessment/adjustments/:id/preview': preview,
	'GET /assessment/adjustments/queue': queue,
	'GET /assessment/adjustments/minutes': minutes,
	'POST /assessment/adjustments/:id/propose': adjustment,
	'POST /assessment/adjustments/:id/vote': adjustment,
	'POST /assessment/adjustments/:id/withdraw': adjustment,
	'POST /assessment/adjustments/:id/revoke': adjustment,
} as const;
