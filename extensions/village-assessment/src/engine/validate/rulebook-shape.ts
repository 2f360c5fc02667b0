import { z } from 'zod';
import { METHODS } from '../methods.ts';
import { decimal, label } from '../parts/shapes.ts';
import { EXAMINATIONS, STATES } from '../types.ts';
import { pointsShape, readingShape } from './rule.ts';

const code = z.string().trim().min(1, { error: 'empty_code' });
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'date' });

const indicatorKeys = {
	code,
	title: label,
	points: pointsShape,
	examined_by: z.array(z.enum(EXAMINATIONS)),
	/** The cell of the source, word for word. */
	examination: z.string().optional(),
};
const subIndicator = z.strictObject(indicatorKeys);
const indicator = z.strictObject({ ...indicatorKeys, children: z.array(subIndicator).optional() });
export type IndicatorDoc = z.output<typeof indicator>;

export const indicatorsShape = z.array(indicator).min(1, { error: 'empty_list' });

export const rulebookShape = z.strictObject({
	code,
	version: code,
	title: label,
	source: label,
	points: pointsShape,
	indicators: indicatorsShape,
	criteria: z.array(z.unknown()).min(1, { error: 'empty_list' }),
});

const exampleFact = z.strictObject({
	fact: z.string(),
	value: decimal,
	observed_on: date.nullish(),
	reported_on: date.nullish(),
});

const exampleAdjustment = z.strictObject({ occurrences: z.int().min(0, { error: 'count' }), category: z.string() });

export const exampleShape = z.strictObject({
	title: label.optional(),
	facts: z.array(exampleFact).default([]),
	adjustments: z.array(exampleAdjustment).default([]),
	params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
	awarded: decimal,
	attainable: decimal,
	state: z.enum(STATES).optional(),
});
export type Example = z.output<typeof exampleShape>;

/** A criterion as the rulebook's files write it; its method decides about `params`. */
export const criterionShape = z.strictObject({
	code,
	indicator: code,
	title: label,
	wording: z.string().trim().min(1, { error: 'empty_text' }),
	points: pointsShape,
	method: z.enum(METHODS),
	params: z.unknown(),
	waivable: z.boolean().default(false),
	readings: z.array(readingShape).default([]),
	notes: label.nullish(),
	examples: z.array(exampleShape).default([]),
});
export type CriterionDoc = z.output<typeof criterionShape>;
