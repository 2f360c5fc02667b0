// What each endpoint answers with, under `data`. schema/answers.json is generated from it; handlers are checked against it.
import { z } from 'zod';

const id = z.uuid();
const moment = z.iso.datetime().nullable();

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
			z.strictObject({ scorecard: z.string(), label: z.string(), criterion: z.string().nullable(), field: z.string(), stored: z.unknown(), computed: z.unknown() }),
		),
	}),
	'POST /assessment/assessments/:id/enrol': z.strictObject({ scorecards: z.array(id).describe('the new ones') }),
	'POST /assessment/assessments/:id/take-out': z.strictObject({ scorecard: id, excluded_reason: z.string().nullable() }),
	'POST /assessment/assessments/:id/transition': z.strictObject({ id, status: z.enum(['preparing', 'collecting', 'reviewing', 'publicized', 'final']) }),
	'POST /assessment/assessments/:id/move-rulebook': z.strictObject({ carried: z.int().min(0).describe('rows that now name the new rulebook’s criteria') }),
} as const satisfies Record<string, z.ZodType>;

export type Endpoint = keyof typeof ANSWERS;
