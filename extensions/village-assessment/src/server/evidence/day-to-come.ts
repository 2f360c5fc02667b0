import { dayToCome } from '#domain/dates.ts';
import { today } from '#server/platform/today.ts';
import { dateText } from '#server/platform/database.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import type { EvidenceChange } from './change.ts';

/** The latest observation decides: one of a day that has not come would hide every true one until then. */
export function notYetCome({ payload, after }: EvidenceChange): undefined {
	// What an older version took can be returned with a reason, but neither handed in nor verified.
	const goesOn = payload['status'] !== undefined && after.status !== 'returned';
	for (const field of ['observed_on', 'reported_on'] as const) {
		if (payload[field] === undefined && !goesOn) continue;
		const toCome = dayToCome(dateText(after[field]), today());
		if (toCome !== null)
			throw new DomainError('DAY_TO_COME', { field, ...toCome }, { collection: 'evidence_items', field });
	}
}
