// What the endpoints under /assessment/rulebooks answer with.
import { z } from 'zod';
import { beforeAfter, count, id, label, rank, text, type Contract } from './shapes.ts';

const points = z.string().describe('a plain decimal');
const missing = points.nullable().describe('null: there is no such criterion');

const triedLine = z.strictObject({
	code: z.string(),
	title: label,
	awarded: beforeAfter(missing),
	attainable: beforeAfter(missing),
	explanation: text.nullable().describe('why it has the points of `after`; null where the criterion is gone'),
});

const triedVillage = z.strictObject({
	scorecard: id,
	village_name: z.string(),
	total: beforeAfter(points),
	attainable: beforeAfter(points),
	rank: beforeAfter(rank),
	lines: z.array(triedLine).describe('only those that change'),
});

const trial = z.strictObject({
	villages: z.array(triedVillage).describe('those that change, by their new rank'),
	unchanged: count,
	lost_codes: z
		.array(z.string())
		.describe('criteria in use that this version lacks: the assessment could not be moved to it'),
	ignored: z
		.array(z.strictObject({ code: z.string(), items: z.int().min(1) }))
		.describe('verified facts and decisions that count now and would not any more, by criterion'),
});

const problem = z.strictObject({
	path: z.string().describe('`criteria[3].params.items[0].label`, for programs'),
	place: text.describe('the same in the words of the screens'),
	what: label,
	how: label,
	collection: z.enum(['rulebooks', 'indicators', 'criteria']).describe('where it is mended'),
	item: id,
});

const difference = z.strictObject({
	part: z.enum(['rulebook', 'indicator', 'criterion']),
	code: z.string().describe('of the indicator or criterion; empty for the rulebook itself'),
	title: label,
	change: z.enum(['added', 'removed', 'changed']),
	what: text.describe('what it is about: 分值, 每少一项扣分, 检查内容“总结报告”'),
	before: text.nullable().describe('null for what was added'),
	after: text.nullable().describe('null for what was removed'),
});

export interface Change<T> {
	readonly before: T;
	readonly after: T;
}

export type TriedLine = Contract<typeof triedLine>;
export type TriedVillage = Contract<typeof triedVillage>;
export type Trial = Contract<typeof trial>;
export type RulebookProblem = Contract<typeof problem>;
export type Difference = Contract<typeof difference>;

export const RULEBOOK_ANSWERS = {
	'POST /assessment/rulebooks/:id/copy': z.strictObject({ id: id.describe('the new draft') }),
	'POST /assessment/rulebooks/:id/try': trial,
	'GET /assessment/rulebooks/:id/problems': z.array(problem),
	'GET /assessment/rulebooks/:id/compare/:other': z.array(difference),
} as const;
