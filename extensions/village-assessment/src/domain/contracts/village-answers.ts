// The shapes of what stands in villages.ts, which says what each part means: a shape that differs from its type does not compile.
import { z } from 'zod';
import { ASSESSMENT_STATUSES } from '#domain/assessments/status.ts';
import { CHOICES, COLLISION_KINDS } from '#domain/villages/collisions.ts';
import type { Outcome } from './villages.ts';

const id = z.uuid();
const count = z.int().min(0);
const label = z.strictObject({ 'zh-CN': z.string(), 'en-US': z.string() });
const change = <T extends z.ZodType>(
	of: T,
): z.ZodObject<{ before: z.ZodNullable<T>; after: z.ZodNullable<T> }, z.core.$strict> =>
	z.strictObject({ before: z.nullable(of), after: z.nullable(of) });

const outcome = z.strictObject({
	action: id.nullable().describe('by which it can be undone; null in a preview'),
	villages: z.array(
		z.strictObject({
			id,
			name: z.string(),
			goes_on: z.boolean(),
			designated_poor: change(z.boolean()),
			poor_households: change(count),
		}),
	),
	assessments: z
		.array(z.strictObject({ id, title: z.string(), status: z.enum(ASSESSMENT_STATUSES) }))
		.describe('that still change and in which they take part; final years stay as they are'),
	moved: z.strictObject({ evidence_items: count, adjustments: count, appeals: count, accounts: count }),
	scorecards: z.array(
		z.strictObject({
			scorecard: id,
			village: id,
			village_name: z.string(),
			assessment: id,
			total: change(z.number()),
			attainable: change(z.number()),
			rank: change(z.int().min(1)),
		}),
	),
	collisions: z.array(
		z.strictObject({
			key: z.string().describe('by this a decision names it'),
			kind: z.enum(COLLISION_KINDS),
			assessment: id,
			name: label,
			choices: z.array(z.enum(CHOICES)),
			decided: z.boolean(),
			items: z.array(
				z.strictObject({
					id,
					village: z.string(),
					value: label,
					observed_on: z.string().nullable(),
					case_ref: z.string().nullable(),
				}),
			),
			proposed: z.strictObject({
				case_ref: z.string().nullable(),
				value: z.string().nullable(),
				numerator: z.string().nullable(),
				denominator: z.string().nullable(),
			}),
		}),
	),
	undecided: count.describe('with one of these nothing is done'),
	warnings: z.array(
		z.strictObject({
			code: z.enum(['same_event', 'was_taken_out', 'joins', 'target_apart', 'households']),
			text: label,
		}),
	),
}) satisfies z.ZodType<Outcome>;

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
