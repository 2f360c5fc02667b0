// Which field of the item a refusal is about, so that a form can show it there.
import type { ErrorCode } from '#domain/errors/catalog.ts';
import type { DomainError } from '#domain/errors/domain-error.ts';
import type { ProposedItem } from './change.ts';

const FIELDS = {
	INVALID_PERCENT: 'denominator',
	NOT_A_PERCENT: 'numerator',
	CRITERION_OF_OTHER_RULEBOOK: 'criterion',
	OTHER_VILLAGE: 'scorecard',
	ASSESSMENT_CLOSED: 'scorecard',
	VILLAGE_TAKEN_OUT: 'scorecard',
	OFFICE_ONLY_FACT: 'fact',
	RETURN_REASON_MISSING: 'return_reason',
	WAIVER_REASON_MISSING: 'note',
	WRITTEN_BY_THE_SERVER: 'verified_by',
	OUTSIDE_THE_YEAR: 'observed_on',
	INVALID_DATE: 'observed_on',
	DAY_TO_COME: 'observed_on',
	CASE_TWICE: 'case_ref',
	CASE_IS_ONE: 'case_ref',
	CASE_OF_A_FINDING: 'case_ref',
} as const satisfies Partial<Record<ErrorCode, string>>;

/** Refusals for which there is no score to tell of; the others are about who, when and in which state. */
const ABOUT_THE_FACT: ReadonlySet<string> = new Set<ErrorCode>([
	'INVALID_FACT',
	'INVALID_PERCENT',
	'NOT_A_PERCENT',
	'MALFORMED_VALUE',
	'MISSING_VALUE',
	'CASE_TWICE',
	'CASE_IS_ONE',
	'CASE_OF_A_FINDING',
]);
export const isAboutTheFact = (code: string): boolean => ABOUT_THE_FACT.has(code);

export function fieldOf({ code, details }: DomainError, after: ProposedItem): string {
	const { field } = details;
	if (typeof field === 'string') return field;
	if (code === 'INVALID_FACT') return (after.fact ?? '') === '' ? 'fact' : 'value';
	return Object.entries(FIELDS).find(([known]) => known === code)?.[1] ?? 'status';
}
