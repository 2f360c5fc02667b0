import { today } from '#server/platform/today.ts';
import { dateText } from '#server/platform/database.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import type { Payload } from '#server/platform/guard.ts';
import type { EvidenceChange } from './change.ts';

/** What was observed was observed in the assessment's year. Without a date: today, where today is in that year. */
export function outsideTheYear({ before, after, payload, place }: EvidenceChange): Payload | undefined {
	if (place === null) return undefined;
	if (before === null && (after.observed_on ?? null) === null) {
		return today().startsWith(String(place.year)) ? { observed_on: today() } : undefined;
	}
	const relevant = ['observed_on', 'scorecard', 'status'].some((field) => payload[field] !== undefined);
	if (!relevant || (after.observed_on ?? null) === null) return undefined;
	const date = dateText(after.observed_on);
	if (date === null || !isRealDay(date))
		throw new DomainError('INVALID_DATE', { date: String(after.observed_on), year: String(place.year) });
	if (Number(date.slice(0, 4)) !== place.year)
		throw new DomainError('OUTSIDE_THE_YEAR', { date, year: String(place.year) });
	return undefined;
}

/** 2025-02-30 is none. */
function isRealDay(date: string): boolean {
	const [year, month, day] = date.split('-').map(Number);
	const made = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day));
	return made.toISOString().slice(0, 10) === date;
}
