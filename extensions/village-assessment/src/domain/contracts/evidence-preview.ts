// What `POST /assessment/evidence/preview` answers. Points are numbers with at most two decimals; labels stand in both languages.
import { z } from 'zod';
import { STATES, type Label } from '#engine';
import { PLAUSIBILITY_CODES } from '#domain/evidence/plausibility/types.ts';
import { evidenceStatus, id, text, type Contract } from './shapes.ts';

export type Text = Required<Label>;

/** `after` is null where the item states nothing yet that could be scored; `problems` says what is wrong, if anything. */
export interface Change<T> {
	readonly before: T;
	readonly after: T | null;
}

type Changed<T extends z.ZodType> = z.ZodObject<{ before: T; after: z.ZodNullable<T> }, z.core.$strict>;
const change = <T extends z.ZodType>(of: T): Changed<T> => z.strictObject({ before: of, after: z.nullable(of) });

const line = z.strictObject({ awarded: z.number(), attainable: z.number(), state: z.enum(STATES) });

const otherItem = z.strictObject({
	id,
	observed_on: z.string().nullable(),
	status: evidenceStatus,
	value_text: text,
	message: text,
});

const problem = z.strictObject({
	code: z.string().describe('as in the error that saving would answer with'),
	field: z.string().describe('the field of the item that is to be mended'),
	text,
});

const alternative = z.strictObject({
	label: text,
	value: z.string().nullable().describe('null: stays'),
	cases: z.array(z.string()).describe('an item for each; empty: none is named'),
});

const warning = z.strictObject({
	code: z.enum(['examination', 'not_reported', 'waived', ...PLAUSIBILITY_CODES]),
	field: z.string(),
	text,
	instead: z.array(alternative).optional().describe('other readings of what was written'),
});

const preview = z.strictObject({
	line: change(line),
	points: z.number().describe('the criterion’s full marks'),
	effect: z
		.number()
		.describe('how far the most that can be reached moves, e.g. −0.5; 0 where the item only makes something certain'),
	total: change(z.number()).describe('the village’s'),
	attainable_total: change(z.number()),
	explanation: change(text),
	message: text.nullable().describe('in one sentence; null while there is nothing to score'),
	contradicts: z.array(otherItem).describe('other items on the same fact that say otherwise'),
	duplicates: z
		.array(otherItem)
		.describe(
			'the item that has this very case already, and cases without a name of the same day, which add up with it',
		),
	problems: z.array(problem).describe('what saving would be refused for'),
	warnings: z.array(warning),
});

export type PreviewLine = Contract<typeof line>;
export type OtherItem = Contract<typeof otherItem>;
export type PreviewProblem = Contract<typeof problem>;
export type PreviewWarning = Contract<typeof warning>;
export type EvidencePreview = Contract<typeof preview>;

export const EVIDENCE_ANSWERS = { 'POST /assessment/evidence/preview': preview } as const;
