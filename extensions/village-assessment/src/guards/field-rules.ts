// What a field may hold beyond its type: choices, ranges, texts that must not be empty.
import { ASSESSMENT_STATUSES } from '../course/statuses.ts';
import { ADJUSTMENT_STATUSES, VOTES } from '../decisions/statuses.ts';
import { EXAMINATIONS } from '../engine/index.ts';
import { EVIDENCE_STATUSES } from './evidence/course.ts';

export type FieldRule = { readonly choices: readonly string[] } | { readonly notEmpty: true; readonly longest?: number } | { readonly min?: number; readonly max?: number; readonly below?: number };

const NOT_EMPTY: FieldRule = { notEmpty: true };
/** As long as its column. */
const SHORT_CODE: FieldRule = { notEmpty: true, longest: 32 };
const COUNT: FieldRule = { min: 0 };

export const FIELD_RULES: Readonly<Record<string, Readonly<Record<string, FieldRule>>>> = {
	villages: { code: NOT_EMPTY, name: NOT_EMPTY, kind: { choices: ['village', 'community'] }, poor_households: COUNT },
	rulebooks: { code: NOT_EMPTY, version: NOT_EMPTY, title: NOT_EMPTY, status: { choices: ['draft', 'published', 'retired'] } },
	indicators: { code: SHORT_CODE, title: NOT_EMPTY },
	criteria: { code: SHORT_CODE, title: NOT_EMPTY },
	assessments: {
		title: NOT_EMPTY,
		year: { min: 2000, max: 2100 },
		status: { choices: ASSESSMENT_STATUSES },
		/** Of the members entitled; more than half is needed, unanimity is not to be asked. */
		approval_share: { min: 0.5, below: 1 },
		vote_days: { min: 1, max: 90 },
	},
	evidence_items: { fact: NOT_EMPTY, status: { choices: EVIDENCE_STATUSES }, examination: { choices: EXAMINATIONS } },
	adjustments: { status: { choices: ADJUSTMENT_STATUSES }, occurrences: { min: 1, max: 100 } },
	adjustment_votes: { vote: { choices: VOTES } },
	appeals: { text: NOT_EMPTY, status: { choices: ['open', 'upheld', 'dismissed', 'withdrawn'] } },
	holidays: { name: NOT_EMPTY, kind: { choices: ['holiday', 'workday'] } },
};
