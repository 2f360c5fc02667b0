// What endpoints answer with, under `data`: schema/generated/answers.json is made of it, tests hold answers against it.
import { z } from 'zod';
import { ADJUSTMENT_ANSWERS } from './adjustments.ts';
import { ASSESSMENT_ANSWERS } from './assessments.ts';
import { EVIDENCE_ANSWERS } from './evidence-preview.ts';
import { RULEBOOK_ANSWERS } from './rulebooks.ts';
import { PUBLIC_ANSWERS } from './public-notice.ts';
import { moment } from './shapes.ts';
import { SHEET_IMPORT_ANSWERS } from './sheet-import.ts';
import { VILLAGE_ANSWERS } from './villages.ts';

export const ANSWERS = {
	'GET /assessment/health': z.strictObject({
		status: z
			.enum(['ok', 'error'])
			.describe('`error`: a trigger is missing, the last drain failed, or one of the next two is false'),
		engine_version: z.string(),
		tables_there: z.boolean().describe('false: a Directus whose database was not prepared'),
		days_kept: z.boolean().describe('false: Directus was started without days/in-directus.mjs'),
		missing_triggers: z.array(z.string()),
		marks_waiting: z.int().min(0),
		oldest_mark: moment.nullable(),
		last_drain: moment.nullable(),
		last_error: z.string().nullable(),
	}),
	...ASSESSMENT_ANSWERS,
	...EVIDENCE_ANSWERS,
	...RULEBOOK_ANSWERS,
	...ADJUSTMENT_ANSWERS,
	...VILLAGE_ANSWERS,
	...SHEET_IMPORT_ANSWERS,
	...PUBLIC_ANSWERS,
} as const satisfies Record<string, z.ZodType>;

export type Endpoint = keyof typeof ANSWERS;
