// What a merge, a split, their previews and the way back answer with.
import { z } from 'zod';
import { ASSESSMENT_STATUSES } from '#domain/assessments/status.ts';
import { CHOICES, COLLISION_KINDS } from '#domain/villages/collisions.ts';
import { count, id, text, type Contract } from './shapes.ts';

export interface BeforeAfter<T> {
	readonly before: T | null;
	readonly after: T | null;
}

type Change<T extends z.ZodType> = z.ZodObject<{ before: z.ZodNullable<T>; after: z.ZodNullable<T> }, z.core.$strict>;
const change = <T extends z.ZodType>(of: T): Change<T> =>
	z.strictObject({ before: z.nullable(of), after: z.nullable(of) });

const score = z.strictObject({
	scorecard: id,
	village: id,
	village_name: z.string(),
	assessment: id,
	total: change(z.number()),
	attainable: change(z.number()),
	rank: change(z.int().min(1)),
});

const item = z.strictObject({
	id,
	village: z.string(),
	value: text,
	observed_on: z.string().nullable(),
	case_ref: z.string().nullable(),
});

const collision = z.strictObject({
	key: z.string().describe('by this a decision names it'),
	kind: z.enum(COLLISION_KINDS),
	assessment: id,
	name: text,
	choices: z.array(z.enum(CHOICES)),
	decided: z.boolean(),
	items: z.array(item),
	proposed: z
		.strictObject({
			case_ref: z.string().nullable(),
			value: z.string().nullable(),
			numerator: z.string().nullable(),
			denominator: z.string().nullable(),
		})
		.describe('filled in for whoever decides: a new name, or the sum'),
});

const warning = z.strictObject({
	code: z.enum(['same_event', 'was_taken_out', 'joins', 'target_apart', 'households']),
	text,
});

const village = z.strictObject({
	id,
	name: z.string(),
	goes_on: z.boolean(),
	designated_poor: change(z.boolean()),
	poor_households: change(count),
});

const outcome = z.strictObject({
	action: id.nullable().describe('by which it can be undone; null in a preview'),
	villages: z.array(village),
	assessments: z
		.array(z.strictObject({ id, title: z.string(), status: z.enum(ASSESSMENT_STATUSES) }))
		.describe('that still change and in which they take part; final years stay as they are'),
	moved: z.strictObject({ evidence_items: count, adjustments: count, appeals: count, accounts: count }),
	scorecards: z.array(score),
	collisions: z.array(collision),
	undecided: count.describe('collisions without a decision; with one of these nothing is done'),
	warnings: z.array(warning),
});

export type ShownScore = Contract<typeof score>;
export type ShownCollision = Contract<typeof collision>;
export type Warning = Contract<typeof warning>;
export type Outcome = Contract<typeof outcome>;

export const VILLAGE_ANSWERS = {
	'POST /assessment/villages/merge': outcome,
	'POST /assessment/villages/merge/preview': outcome,
	'POST /assessment/villages/split': outcome,
	'POST /assessment/villages/split/preview': outcome,
	'POST /assessment/villages/changes/:id/undo': z.strictObject({
		restored: count,
		kept: count.describe('rows that somebody has changed since; they stay as they are'),
	}),
} as const;
