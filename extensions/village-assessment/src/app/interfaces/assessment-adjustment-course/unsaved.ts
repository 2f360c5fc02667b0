import type { AdjustmentDetail } from '#domain/contracts/adjustments.ts';

const idOf = (value: unknown): unknown =>
	typeof value === 'object' && value !== null && 'id' in value ? value.id : value;

/** Whether the form holds something of an adjustment that the server does not have yet. */
export function isUnsaved(
	values: Readonly<Record<string, unknown>>,
	{ scorecard, criterion, category, occurrences, occurred_on, reason, revokes }: AdjustmentDetail,
): boolean {
	// A file added or taken away turns the list into what is to be changed of it.
	if (values['files'] !== undefined && values['files'] !== null && !Array.isArray(values['files'])) return true;
	// What a revocation is about stands with the decision that it would revoke.
	const stored =
		revokes === null ? { scorecard, criterion: criterion.id, category, occurrences, occurred_on, reason } : { reason };
	return Object.entries(stored).some(([field, value]) => field in values && (idOf(values[field]) ?? null) !== value);
}
