// What the endpoints under /assessment/assessments answer with, and what stands in the way of a step.
import { z } from 'zod';
import { ASSESSMENT_STATUSES } from '#domain/assessments/status.ts';
import type { Condition } from '#domain/assessments/workflow.ts';
import type { Label } from '#engine';
import { count, id, type Contract } from './shapes.ts';

/** What stands in the way of a step: `extensions.obstacles` of a refused transition lists them. */
export interface UnmetCondition extends Required<Label> {
	readonly condition: Condition;
	/** Ids of what stands in the way, at most 50. */
	readonly items: readonly string[];
	/** How many they are in all. */
	readonly count: number;
}

const difference = z.strictObject({
	scorecard: z.string(),
	label: z.string(),
	criterion: z.string().nullable().describe('its code; null for a value of the scorecard itself'),
	field: z.string(),
	stored: z.unknown(),
	computed: z.unknown(),
});

const verification = z.strictObject({
	assessment: id,
	scorecards: count,
	lines: count,
	waiting: count.describe('scorecards left out because they were being written'),
	differences: z.array(difference).describe('stored values that are not what the facts give'),
});

/** What people still have to do before a year can begin. */
const missing = z.strictObject({
	what: z
		.enum(['rulebook', 'deadline', 'holidays', 'clerk', 'targets', 'new', 'gone'])
		.describe('`new`, `gone`: villages that did not take part in the year before, or no longer do'),
	villages: z.array(z.string()).describe('names of those concerned'),
});

const preparedYear = z.strictObject({
	id: id.describe('of the new assessment'),
	villages: count,
	targets: count.describe('drafts with the target of the year before'),
	missing: z.array(missing),
});

export type PreparedYear = Contract<typeof preparedYear>;
export type Difference = Contract<typeof difference>;
export type Verification = Contract<typeof verification>;

export const ASSESSMENT_ANSWERS = {
	'GET /assessment/assessments/:id/verify': verification,
	'POST /assessment/assessments/:id/enrol': z.strictObject({
		scorecards: z.array(id).describe('the new ones'),
		brought_back: z.array(id).describe('those that had been taken out'),
	}),
	'POST /assessment/assessments/:id/next-year': preparedYear,
	'POST /assessment/assessments/:id/take-out': z.strictObject({
		scorecard: id,
		excluded_reason: z.string().nullable(),
	}),
	'POST /assessment/assessments/:id/transition': z.strictObject({ id, status: z.enum(ASSESSMENT_STATUSES) }),
	'POST /assessment/assessments/:id/move-rulebook': z.strictObject({
		carried: count.describe('rows that now name the new rulebook’s criteria'),
	}),
} as const;
