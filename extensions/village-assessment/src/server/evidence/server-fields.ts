import { DomainError } from '#domain/errors/domain-error.ts';
import type { EvidenceChange } from './change.ts';

/**
 * Who verified and when, when it was handed in and whether late, and what was returned how, is written by the server.
 * A form that sends back what it read is not refused.
 */
const WRITTEN_BY_THE_SERVER = [
	'verified_by',
	'verified_at',
	'submitted_at',
	'submitted_late',
	'returned_as',
	'taken_back',
] as const;
const YES_OR_NO: readonly string[] = ['taken_back', 'submitted_late'];

export function serverFields({ payload, before }: EvidenceChange): undefined {
	for (const field of WRITTEN_BY_THE_SERVER) {
		if (
			payload[field] === undefined ||
			isSame(payload[field], before?.[field]) ||
			(YES_OR_NO.includes(field) && isYes(payload[field]) === isYes(before?.[field]))
		)
			continue;
		throw new DomainError('WRITTEN_BY_THE_SERVER', { field }, { collection: 'evidence_items', field });
	}
}

/** SQLite keeps 0 and 1. */
const isYes = (value: unknown): boolean => [true, 1, '1', 'true'].some((yes) => yes === value);

/** A person's id, or a moment: the databases keep that as a date, as milliseconds, or as text. */
function isSame(given: unknown, stored: unknown): boolean {
	if ((given ?? null) === null || (stored ?? null) === null) return (given ?? null) === (stored ?? null);
	return String(given) === String(stored) || momentOf(given) === momentOf(stored);
}

/** NaN, which equals nothing, where it is no moment. */
const momentOf = (value: unknown): number =>
	value instanceof Date ? value.getTime() : typeof value === 'number' ? value : Date.parse(String(value));
