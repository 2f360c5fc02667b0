// What a field may hold beyond its type: choices, ranges, texts that must not be empty.
import { ASSESSMENT_STATUS_LABELS } from '#domain/assessments/status.ts';
import { NOTICE_KIND_LABELS } from '#domain/assessments/notice-days.ts';
import { ADJUSTMENT_STATUS_LABELS, VOTE_LABELS } from '#domain/adjustments/status.ts';
import { EXAMINATION_LABELS, type Label } from '#engine';
import { RULEBOOK_STATUS_LABELS } from '#domain/rulebooks/workflow.ts';
import { APPEAL_STATUS_LABELS } from '#domain/appeals/status.ts';
import { EVIDENCE_STATUS_LABELS } from '#domain/evidence/workflow.ts';

export type FieldRule =
	| { readonly choices: Readonly<Record<string, Label>> }
	| { readonly notEmpty: true; readonly longest?: number }
	| { readonly min?: number; readonly max?: number; readonly below?: number };

const NOT_EMPTY: FieldRule = { notEmpty: true };
/** As long as its column. */
const SHORT_CODE: FieldRule = { notEmpty: true, longest: 32 };
const COUNT: FieldRule = { min: 0 };

export const FIELD_RULES: Readonly<Record<string, Readonly<Record<string, FieldRule>>>> = {
	villages: {
		code: NOT_EMPTY,
		name: NOT_EMPTY,
		kind: {
			choices: { village: { 'zh-CN': '村', 'en-US': 'village' }, community: { 'zh-CN': '社区', 'en-US': 'community' } },
		},
		poor_households: COUNT,
	},
	rulebooks: { code: NOT_EMPTY, version: NOT_EMPTY, title: NOT_EMPTY, status: { choices: RULEBOOK_STATUS_LABELS } },
	indicators: { code: SHORT_CODE, title: NOT_EMPTY },
	criteria: { code: SHORT_CODE, title: NOT_EMPTY },
	assessments: {
		title: NOT_EMPTY,
		year: { min: 2000, max: 2100 },
		status: { choices: ASSESSMENT_STATUS_LABELS },
		/** Of the members entitled; more than half is needed, unanimity is not to be asked. */
		approval_share: { min: 0.5, below: 1 },
		vote_days: { min: 1, max: 90 },
		publicity_days: { min: 1, max: 60 },
		publicity_kind: { choices: NOTICE_KIND_LABELS },
	},
	evidence_items: {
		fact: NOT_EMPTY,
		status: { choices: EVIDENCE_STATUS_LABELS },
		examination: { choices: EXAMINATION_LABELS },
	},
	adjustments: { status: { choices: ADJUSTMENT_STATUS_LABELS }, occurrences: { min: 1, max: 100 } },
	adjustment_votes: { vote: { choices: VOTE_LABELS } },
	appeals: { text: NOT_EMPTY, status: { choices: APPEAL_STATUS_LABELS } },
	official_forms: { title: NOT_EMPTY },
	holidays: {
		name: NOT_EMPTY,
		kind: {
			choices: {
				holiday: { 'zh-CN': '放假', 'en-US': 'day off' },
				workday: { 'zh-CN': '调休上班', 'en-US': 'working day' },
			},
		},
	},
};
