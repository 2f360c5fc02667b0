import { type Decimal, ZERO, plain, decimalOf } from './decimal.ts';
import type { Line, Part, Totals } from './types.ts';

type Counted = Pick<Line, 'part' | 'awarded' | 'attainable' | 'state'>;

/**
 * The sums of a scorecard's lines, exact, in points. Lines 7 and 8 feed bonus and penalty only;
 * 1.0 is a base line but no criterion. Adds the rounded points of the lines, in any order.
 */
export function totals(lines: readonly Counted[]): Totals {
	const base = lines.filter(({ part }) => part === 'criterion' || part === 'unallocated');
	const criteria = lines.filter(({ part }) => part === 'criterion');
	const basePoints = sum(base.map(({ awarded }) => awarded));
	const bonus = sum(awardedOf(lines, 'bonus'));
	const penalty = sum(awardedOf(lines, 'penalty')).abs();
	const adjusted = bonus.minus(penalty);
	return {
		basePoints: plain(basePoints),
		bonusPoints: plain(bonus),
		penaltyPoints: plain(penalty),
		total: plain(basePoints.plus(adjusted)),
		attainable: plain(sum(base.map(({ attainable }) => attainable)).plus(adjusted)),
		assessedCount: criteria.filter(({ state }) => state === 'assessed' || state === 'waived').length,
		criteriaCount: criteria.length,
	};
}

function awardedOf(lines: readonly Counted[], part: Part): readonly string[] {
	return lines.filter((line) => line.part === part).map(({ awarded }) => awarded);
}

function sum(values: readonly string[]): Decimal {
	return values.reduce((total, value) => total.plus(decimalOf(value)), ZERO);
}
