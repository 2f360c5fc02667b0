// The shapes of what stands in ../decisions/case.ts, which says what each part means: a shape that differs from its type does not compile.
import { z } from 'zod';
import { ASSESSMENT_STATUSES } from '#domain/assessments/status.ts';
import { QUEUE_SCOPES, type AdjustmentDetail, type DecisionPreview, type Minutes, type Queue } from './adjustments.ts';
import { ADJUSTMENT_STATUSES, INELIGIBILITY_REASONS, DECISION_REASONS, VOTES } from '#domain/adjustments/status.ts';
import { ADJUSTMENT_ACTIONS } from '#domain/adjustments/workflow.ts';

const id = z.uuid();
const moment = z.iso.datetime();
const day = z.iso.date();
const count = z.int().min(0);
const label = z.strictObject({ 'zh-CN': z.string(), 'en-US': z.string().optional() });
const status = z.enum(ADJUSTMENT_STATUSES);
const direction = z.enum(['bonus', 'penalty']);
const points = z.number().describe('signed, before the cap');
const person = z.strictObject({ id, name: z.string() });
const village = z.strictObject({
	id,
	name: z.string(),
	code: z.string().optional().describe('villages are listed by it'),
});
const file = z.strictObject({
	id,
	title: z.string().nullable(),
	type: z.string().nullable(),
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

const member = z.strictObject({
	...person.shape,
	vote: vote.nullable().describe('the latest'),
	comment: z.string().nullable(),
	cast_at: moment.nullable(),
	suspended: z.boolean().describe('counts as abstaining because the account is suspended'),
	history: z.array(z.strictObject({ vote, comment: z.string().nullable(), cast_at: moment })),
});

const original = z.strictObject({
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

const decisionCase = z.strictObject({
	id,
	status,
	direction,
	criterion: z.strictObject({ id, code: z.string(), title: label }),
	scorecard: id,
	village,
	assessment: z.strictObject({ id, title: z.string(), status: z.enum(ASSESSMENT_STATUSES), year: z.int() }),
	category: z.string().nullable(),
	category_label: label.nullable(),
	occurrences: count.nullable().describe('null: a revocation, or a draft that does not say yet'),
	points,
	reason: z.string().nullable(),
	occurred_on: day.nullable(),
	files: z.array(file),
	author: person.nullable(),
	proposed_by: person.nullable(),
	proposed_at: moment.nullable(),
	vote_deadline: moment.nullable(),
	share: z.number().nullable().describe('more than this share of the base must approve'),
	decided_at: moment.nullable(),
	decision_reason: z.enum(DECISION_REASONS).nullable(),
	decision_reason_text: label.nullable(),
	withdraw_reason: z.string().nullable(),
	revokes: id.nullable().describe('what it would revoke'),
	original: original.nullable(),
	revocation: z.strictObject({ id, status }).nullable().describe('the latest of this decision'),
	members: z.array(member),
	barred: z
		.array(z.strictObject({ ...person.shape, bar: z.enum(INELIGIBILITY_REASONS), reason: label }))
		.describe('leaders without a vote in this case'),
	count: voteCount.nullable().describe('null in a draft'),
	actions: z.array(
		z.strictObject({ action: z.enum(ADJUSTMENT_ACTIONS), allowed: z.boolean(), reason: label.nullable() }),
	),
	date_updated: moment.nullable().describe('what was read: proposing a draft may say so'),
	same_event: z.array(
		z.strictObject({ id, status, occurrences: count, reason: z.string().nullable(), proposed_at: moment.nullable() }),
	),
}) satisfies z.ZodType<AdjustmentDetail>;

const beforeAfter = { before: z.number(), after: z.number() };
const passed = z
	.array(z.strictObject({ scorecard: id, village_name: z.string(), total: z.number(), rank: z.int().min(1) }))
	.describe('at most 50, the best first');
const rank = z.int().min(1).nullable();

const preview = z.strictObject({
	points,
	points_used: z.strictObject({ ...beforeAfter, cap: z.number() }),
	lost_to_cap: z.number(),
	total: z.strictObject(beforeAfter),
	attainable: z.strictObject(beforeAfter),
	rank: z.strictObject({ before: rank, after: rank }),
	overtakes: passed,
	overtaken_by: passed,
}) satisfies z.ZodType<DecisionPreview>;

const queue = z.strictObject({
	entries: z.array(
		z.strictObject({
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
			count: voteCount.nullable(),
		}),
	),
	total: count.describe('of the scope asked for, whatever the limit'),
	counts: z.record(z.enum(QUEUE_SCOPES), count),
}) satisfies z.ZodType<Queue>;

const minutes = z.strictObject({
	date: day.nullable(),
	made_at: moment,
	decisions: z.array(
		z.strictObject({
			case: decisionCase,
			present: z.array(person).describe('members who voted'),
			absent: z.array(person),
			recused: z.array(person),
			effect: z
				.strictObject({ ...beforeAfter, cap: z.number() })
				.nullable()
				.describe('on the points of its direction'),
		}),
	),
	signatories: z.array(person),
}) satisfies z.ZodType<Minutes>;

export const ADJUSTMENT_ANSWERS = {
	'GET /assessment/adjustments/:id': decisionCase,
	'GET /assessment/adjustments/:id/preview': preview,
	'GET /assessment/adjustments/queue': queue,
	'GET /assessment/adjustments/minutes': minutes,
	'POST /assessment/adjustments/:id/propose': decisionCase,
	'POST /assessment/adjustments/:id/vote': decisionCase,
	'POST /assessment/adjustments/:id/withdraw': decisionCase,
	'POST /assessment/adjustments/:id/revoke': decisionCase,
} as const;
