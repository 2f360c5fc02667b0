// What the public may read of an assessment, without an account: this list of fields is the whole of it.
// docs/digest.md describes the canonical form and how anyone checks the digest.
import { z } from 'zod';
import { count, type Contract } from './shapes.ts';

export const RESULT_FORMAT = 'village-assessment-result/2';

/** A decimal as text, without exponent and without trailing zeros, so that every program writes it alike. */
const decimal = z.string().regex(/^-?\d+(\.\d*[1-9])?$/);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const line = z.strictObject({
	criterion: z.string().describe('code of the criterion'),
	awarded: decimal,
	attainable: decimal.describe('above `awarded` only while something is not yet assessed'),
	state: z.string(),
	explanation: z.string().describe('how the points came about, zh-CN; names no case and no person'),
});

const decision = z.strictObject({
	criterion: z.string(),
	category: z.string().describe('zh-CN; empty for a revocation'),
	occurrences: count,
	result: z.enum(['approved', 'rejected', 'revoked']),
	decided_on: day.nullable(),
});

const village = z.strictObject({
	id: z.string().describe('of the scorecard; the same in every notice of the assessment'),
	name: z.string(),
	kind: z.enum(['village', 'community']),
	rank: count.nullable(),
	base_points: decimal,
	bonus_points: decimal,
	penalty_points: decimal,
	total: decimal,
	attainable: decimal,
	lines: z.array(line),
	decisions: z.array(decision),
	facts_sha256: sha256.describe('over the verified facts and the SHA-256 of their proof, which stay with the office'),
	decisions_sha256: sha256.describe('over proposals, reasons and votes'),
	appeals_sha256: sha256.describe('over appeals and answers'),
});

const rulebook = z.strictObject({
	code: z.string(),
	version: z.string(),
	title: z.string(),
	indicators: z.array(
		z.strictObject({ code: z.string(), parent: z.string().nullable(), title: z.string(), points: decimal }),
	),
	criteria: z.array(
		z.strictObject({
			code: z.string(),
			indicator: z.string(),
			title: z.string(),
			wording: z.string(),
			points: decimal,
			method: z.string(),
			params: z.unknown(),
			waivable: z.boolean(),
		}),
	),
});

/** What the digest is taken over. */
export const resultDocument = z.strictObject({
	format: z.literal(RESULT_FORMAT),
	assessment: z.strictObject({ id: z.string(), title: z.string(), year: count }),
	status: z.enum(['publicized', 'final']),
	publicity: z.strictObject({ from: day.nullable(), to: day.nullable() }),
	rulebook,
	villages: z.array(village),
	excluded: z
		.array(z.strictObject({ id: z.string(), name: z.string(), kind: z.enum(['village', 'community']) }))
		.describe('villages that were taken out of the assessment'),
});

/** What changed since the notice before. */
const correction = z.strictObject({
	village: z.string(),
	criterion: z.string().nullable().describe('null: the rank or the total'),
	field: z.enum(['points', 'total', 'rank']),
	before: z.string(),
	after: z.string(),
	before_explanation: z.string().nullable(),
	after_explanation: z.string().nullable(),
	cause: z.enum(['appeal_upheld', 'reviewed']),
});

export const publishedResult = z.strictObject({
	format: z.literal(RESULT_FORMAT),
	digest: sha256.describe('SHA-256 of the canonical JSON of `document`'),
	notice: z.strictObject({
		number: count,
		kind: z.enum(['notice', 'final']),
		state: z.enum(['current', 'withdrawn', 'corrected']),
		published_on: day,
		withdrawn_on: day.nullable(),
		contact: z.string().nullable(),
		others: z.array(z.strictObject({ number: count, kind: z.enum(['notice', 'final']), published_on: day })),
	}),
	corrections: z.array(correction),
	document: resultDocument,
});

export type ResultDocument = Contract<typeof resultDocument>;
export type VillageResult = ResultDocument['villages'][number];
export type PublishedResult = Contract<typeof publishedResult>;
export type Correction = PublishedResult['corrections'][number];

export const PUBLIC_ANSWERS = {
	'GET /assessment/public/:assessment.json': publishedResult,
} as const;
