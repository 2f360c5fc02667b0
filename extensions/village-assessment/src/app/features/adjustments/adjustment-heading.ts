import type { AdjustmentDetail, QueueEntry } from '#domain/contracts/adjustments.ts';

/** What an adjustment is about: a bonus, a penalty, or the revocation of one. */
export const kindOf = ({ direction, revokes }: Pick<AdjustmentDetail | QueueEntry, 'direction' | 'revokes'>) =>
	revokes === null ? direction : (`revokes_${direction}` as const);
