import type { FactProblem } from './fact.ts';
import type { Between, NoPlan, Rounding } from './params.ts';
import type { Decimalish, Label } from './words.ts';

interface Because {
	/** Ids of the evidence items (for 7 and 8: adjustments) that say so, sorted. */
	readonly evidence: readonly string[];
}

type TargetSetBy = 'rule' | 'village';

/** The two whole numbers that a per cent was computed from. */
export interface Counts {
	readonly numerator: Decimalish;
	readonly denominator: Decimalish;
	/** The six decimals shown are the whole per cent. */
	readonly exact: boolean;
}

/** A measured value to six decimals, and what it was computed from. */
interface Measured {
	readonly actual: Decimalish;
	readonly counts: Counts | null;
}

/** Why a line has the points it has: a code with its numbers (decimal strings). Text is made of it by `explain`. */
export type Reason = Because &
	(
		| { readonly code: 'present'; readonly facts: readonly string[] }
		| {
				readonly code: 'missing' | 'unreported';
				readonly facts: readonly string[];
				readonly each: Decimalish;
				readonly taken: Decimalish;
		  }
		| {
				readonly code: 'cases';
				readonly fact: string;
				readonly cases: Decimalish;
				readonly each: Decimalish;
				readonly taken: Decimalish;
				/** Only the first case deducted. */
				readonly once: boolean;
		  }
		| {
				/** Said by a clause of the method's own. */
				readonly code: 'stated';
				readonly clause: string;
				/** What stands in it: plain numbers and texts, or labels of the rule. */
				readonly values: Readonly<Record<string, string | Label>>;
		  }
		| { readonly code: 'none_found'; readonly fact: string }
		| { readonly code: 'met' | 'not_met'; readonly fact: string }
		| { readonly code: 'target_zero' }
		| (Measured & {
				readonly code: 'target_met';
				readonly target: Decimalish;
				readonly set: TargetSetBy;
		  })
		| (Measured & {
				readonly code: 'short';
				readonly target: Decimalish;
				readonly set: TargetSetBy;
				/** target − actual, to six decimals. */
				readonly gap: Decimalish;
				readonly unit: Decimalish;
				/** How many units deduct, to six decimals. */
				readonly units: Decimalish;
				/** The gap is a whole number of units, so that the rounding does not matter. */
				readonly whole: boolean;
				readonly rounding: Rounding;
				readonly each: Decimalish;
				/** To six decimals; `cut` when there are more. */
				readonly taken: Decimalish;
				readonly cut: boolean;
		  })
		| {
				readonly code: 'recorded';
				readonly fact: string;
				readonly value: Decimalish;
				readonly counts: Counts | null;
		  }
		| { readonly code: 'no_plan'; readonly reading: NoPlan }
		| { readonly code: 'plan_exists' }
		| (Measured & {
				readonly code: 'below_floor';
				readonly target: Decimalish;
				readonly floor: Decimalish;
				readonly set: TargetSetBy;
		  })
		| (Measured & {
				readonly code: 'between';
				readonly target: Decimalish;
				readonly floor: Decimalish;
				readonly set: TargetSetBy;
				readonly between: Between;
				/** To six decimals; `cut` when there are more. */
				readonly exact: Decimalish;
				readonly cut: boolean;
		  })
		| {
				readonly code: 'occurrences';
				readonly counted: readonly { readonly category: string; readonly occurrences: Decimalish }[];
				readonly occurrences: Decimalish;
				readonly each: Decimalish;
				readonly points: Decimalish;
		  }
		| { readonly code: 'no_occurrences' }
		| { readonly code: 'capped'; readonly cap: Decimalish; readonly lost: Decimalish }
		| { readonly code: 'unallocated'; readonly award: boolean }
		| { readonly code: 'waived' }
		/** Known facts that do not count now: the criterion is waived, the gate is shut, there is no plan. */
		| { readonly code: 'kept'; readonly facts: readonly string[] }
		| { readonly code: 'unknown'; readonly facts: readonly string[] }
		/** 扣完为止: more was to be deducted than there are points. */
		| { readonly code: 'exhausted'; readonly deducted: Decimalish; readonly cut: boolean }
		| { readonly code: 'rounded' }
		/** Items on a fact that a later one, or a worse one of the same day, has replaced. */
		| { readonly code: 'superseded'; readonly fact: string }
		| {
				readonly code: 'ignored';
				readonly fact: string;
				readonly value: string | null;
				readonly problem: FactProblem['code'] | 'unknown_category' | 'bad_occurrences' | 'not_taken';
		  }
		/** An open reading shaped the result; its note is in the rule. */
		| { readonly code: 'reading'; readonly param: string; readonly value: string | boolean }
	);
export type ReasonCode = Reason['code'];
