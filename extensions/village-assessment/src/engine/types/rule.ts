import type { Decimalish, Label } from './words.ts';

/** A place that the source leaves open: `param` (a key of params, or `points`) holds the choice made. */
export interface Reading {
	readonly param: string;
	readonly options: readonly (string | boolean)[];
	readonly note: Label;
	/** What is open, in a clause short enough for an explanation; the note stands in where there is none. */
	readonly short?: Label | undefined;
}

/**
 * What kind of fact a key takes, which also says what control asks for it.
 * presence 有/无 · cases a count · yes_no 是/否 · measure the actual · target the village's target ·
 * no_plan 1 there is no annual plan · waiver 1 the criterion does not apply.
 */
export type FactKind = 'presence' | 'cases' | 'yes_no' | 'measure' | 'target' | 'no_plan' | 'waiver';

/** One fact that a criterion takes. `min` and `max` are inclusive; null: only the general bound of 10^9. */
export interface FactSpec {
	readonly key: string;
	readonly kind: FactKind;
	readonly label: Label;
	readonly unit: Label | null;
	readonly min: Decimalish | null;
	readonly max: Decimalish | null;
	readonly integer: boolean;
	/** The item needs a date reported as well. */
	readonly reported: boolean;
	/** A share of a whole in per cent: the value may be entered as the two counts that make it. */
	readonly percent: boolean;
	/** What the two counts are, where the rule says it: 满意户数 of 调查户数. */
	readonly part: Label | null;
	readonly whole: Label | null;
}

/** A criterion with the parameters of its method. */
export interface RuleWith<P> {
	readonly id: string;
	readonly code: string;
	readonly title: Label;
	/** Full marks; negative for a penalty. */
	readonly points: Decimalish;
	readonly params: P;
	readonly waivable: boolean;
	readonly readings: readonly Reading[];
	/** The fact catalogue, as `factsOf` returns it. */
	readonly facts: readonly FactSpec[];
}
