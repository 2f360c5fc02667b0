import type { Fact, Occurrences } from './fact.ts';
import type { Reason } from './reasons.ts';
import type { Decimalish } from './words.ts';

/** `pending` no fact known · `partial` some · `assessed` all that are needed · `waived` not applicable, full marks. */
export const STATES = ['pending', 'partial', 'assessed', 'waived'] as const;
export type State = (typeof STATES)[number];

/** Where a line goes in the totals; only `criterion` lines are counted as criteria. */
export type Part = 'criterion' | 'unallocated' | 'bonus' | 'penalty';

/** One criterion of one scorecard. awarded ≤ attainable, both rounded half up to two decimals. */
export interface Line {
	/** The criterion's id. */
	readonly criterion: string;
	readonly part: Part;
	/** What the recorded facts already guarantee. */
	readonly awarded: Decimalish;
	/** The most that the criterion can still give. */
	readonly attainable: Decimalish;
	readonly state: State;
	readonly reasons: readonly Reason[];
	/** Verified evidence items on this criterion, ignored and superseded ones included. */
	readonly evidenceCount: number;
}

/** Sums of a scorecard in exact decimals. `bonusPoints` and `penaltyPoints` are both ≥ 0. */
export interface Totals {
	readonly basePoints: Decimalish;
	readonly bonusPoints: Decimalish;
	readonly penaltyPoints: Decimalish;
	/** base + bonus − penalty. */
	readonly total: Decimalish;
	/** Σ attainable of the base lines + bonus − penalty. */
	readonly attainable: Decimalish;
	/** Criteria `assessed` or `waived`. */
	readonly assessedCount: number;
	readonly criteriaCount: number;
}

export interface Scorecard {
	readonly lines: readonly Line[];
	readonly totals: Totals;
}

export interface ScoreInput {
	/** Verified facts by criterion id. */
	readonly factsByCriterion: ReadonlyMap<string, readonly Fact[]>;
	/** Approved adjustments by criterion id. */
	readonly adjustmentsByCriterion: ReadonlyMap<string, readonly Occurrences[]>;
}
