// What endpoints answer with, under `data`: schema/answers.json is generated from it, tests hold answers against it.
import { z } from 'zod';
import { ASSESSMENT_STATUSES } from '#domain/assessments/status.ts';
import { STATES } from '#engine';
import { EVIDENCE_STATUSES } from '#domain/evidence/workflow.ts';
import { ADJUSTMENT_ANSWERS } from './adjustment-answers.ts';
import { VILLAGE_ANSWERS } from './village-answers.ts';

const id = z.uuid();
const moment = z.iso.datetime().nullable();
const text = z.strictObject({ 'zh-CN': z.string(), 'en-US': z.string() });
const change = <T extends z.ZodType>(of: T): z.ZodObject<{ before: T; after: z.ZodNullable<T> }, z.core.$strict> =>
	z.strictObject({ before: of, after: z.nullable(of) });
const line = z.strictObject({ awarded: z.number(), attainable: z.number(), state: z.enum(STATES) });
const otherItem = z.strictObject({
	id,
	observed_on: z.string().nullable(),
	status: z.enum(EVIDENCE_STATUSES),
	value_text: text,
	message: text,
});

const label = z.strictObject({ 'zh-CN': z.string(), 'en-US': z.string().optional() });
const beforeAfter = <T extends z.ZodType>(value: T): z.ZodObject<{ before: T; after: T }, z.core.$strict> =>
	z.strictObject({ before: value, after: value });
const points = z.string().describe('a plain decimal');

export const ANSWERS = {
	'GET /assessment/health': z.strictObject({
		status: z.enum(['ok', 'error']).describe('`error`: a trigger is missing, or the last drain failed'),
		engine_version: z.string(),
		missing_triggers: z.array(z.string()),
		marks_waiting: z.int().min(0),
		oldest_mark: moment,
		last_drain: moment,
		last_error: z.string().nullable(),
	}),
	'GET /assessment/assessments/:id/verify': z.strictObject({
		assessment: id,
		scorecards: z.int().min(0),
		lines: z.int().min(0),
		waiting: z.int().min(0).describe('scorecards left out because they were being written'),
		differences: z.array(
			z.strictObject({
				scorecard: z.string(),
				label: z.string(),
				criterion: z.string().nullable(),
				field: z.string(),
				stored: z.unknown(),
				computed: z.unknown(),
			}),
		),
	}),
	'POST /assessment/assessments/:id/enrol': z.strictObject({
		scorecards: z.array(id).describe('the new ones'),
		brought_back: z.array(id).describe('those that had been taken out'),
	}),
	'POST /assessment/assessments/:id/take-out': z.strictObject({
		scorecard: id,
		excluded_reason: z.string().nullable(),
	}),
	'POST /assessment/assessments/:id/transition': z.strictObject({ id, status: z.enum(ASSESSMENT_STATUSES) }),
	'POST /assessment/assessments/:id/move-rulebook': z.strictObject({
		carried: z.int().min(0).describe('rows that now name the new rulebook’s criteria'),
	}),
	'POST /assessment/evidence/preview': z.strictObject({
		line: change(line),
		points: z.number().describe('the criterion’s full marks'),
		effect: z.number().describe('how far the most that can be reached moves'),
		total: change(z.number()),
		attainable_total: change(z.number()),
		explanation: change(text),
		message: text.nullable(),
		contradicts: z.array(otherItem),
		duplicates: z.array(otherItem),
		problems: z
			.array(z.strictObject({ code: z.string(), field: z.string(), text }))
			.describe('what saving would be refused for'),
		warnings: z.array(
			z.strictObject({
				code: z.enum(['examination', 'not_reported', 'waived', 'share_for_percent', 'several_cases']),
				field: z.string(),
				text,
				instead: z
					.array(
						z.strictObject({
							label: text,
							value: z.string().nullable().describe('null: stays'),
							cases: z.array(z.string()).describe('an item for each; empty: none is named'),
						}),
					)
					.optional()
					.describe('other readings of what was written'),
			}),
		),
	}),
	'POST /assessment/rulebooks/:id/copy': z.strictObject({ id: id.describe('the new draft') }),
	'POST /assessment/rulebooks/:id/try': z.strictObject({
		villages: z.array(
			z.strictObject({
				scorecard: id,
				village_name: z.string(),
				total: beforeAfter(points),
				attainable: beforeAfter(points),
				rank: beforeAfter(z.int().min(1).nullable()),
				lines: z
					.array(
						z.strictObject({
							code: z.string(),
							title: label,
							awarded: beforeAfter(points.nullable()),
							attainable: beforeAfter(points.nullable()),
							explanation: label.nullable(),
						}),
					)
					.describe('only those that change; null: no such criterion'),
			}),
		),
		unchanged: z.int().min(0),
		lost_codes: z.array(z.string()).describe('criteria in use that this version lacks'),
		ignored: z
			.array(z.strictObject({ code: z.string(), items: z.int().min(1) }))
			.describe('verified facts and decisions that would no longer count'),
	}),
	'GET /assessment/rulebooks/:id/problems': z.array(
		z.strictObject({
			path: z.string(),
			place: label,
			what: label,
			how: label,
			collection: z.enum(['rulebooks', 'indicators', 'criteria']),
			item: id,
		}),
	),
	'GET /assessment/rulebooks/:id/compare/:other': z.array(
		z.strictObject({
			part: z.enum(['rulebook', 'indicator', 'criterion']),
			code: z.string(),
			title: label,
			change: z.enum(['added', 'removed', 'changed']),
			what: label,
			before: label.nullable(),
			after: label.nullable(),
		}),
	),
	...ADJUSTMENT_ANSWERS,
	...VILLAGE_ANSWERS,
} as const satisfies Record<string, z.ZodType>;

export type Endpoint = keyof typeof ANSWERS;
