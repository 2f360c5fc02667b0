import type { FactKind, FactSpec } from './rule.ts';
import type { Decimalish } from './words.ts';

/** One verified evidence item: it states one fact. */
export interface Fact {
	/** The evidence item's id. */
	readonly id: string;
	readonly fact: string;
	readonly value: Decimalish | null;
	/** A per cent entered as two counts, e.g. households satisfied of households asked: whole; both or neither. */
	readonly numerator?: Decimalish | null | undefined;
	readonly denominator?: Decimalish | null | undefined;
	/** YYYY-MM-DD; null counts as earliest. */
	readonly observedOn: string | null;
	/** YYYY-MM-DD; null: not reported. */
	readonly reportedOn: string | null;
	readonly caseRef?: string | null | undefined;
}

/** One approved adjustment (clauses 7 and 8). */
export interface Occurrences {
	/** The adjustment's id. */
	readonly id: string;
	/** Whole, ≥ 0. */
	readonly occurrences: number;
	readonly category: string;
}

/** Why a value cannot be used. */
export type ValueProblem =
	| { readonly code: 'no_value' }
	/** `meant`: the number in what was written with a separator or a unit. */
	| { readonly code: 'not_a_number'; readonly meant: string | null }
	| { readonly code: 'not_yes_no'; readonly kind: FactKind }
	| { readonly code: 'not_whole' }
	| { readonly code: 'too_precise'; readonly decimals: number }
	| { readonly code: 'too_large' }
	| { readonly code: 'out_of_range'; readonly min: Decimalish | null; readonly max: Decimalish | null };

/** Why a fact cannot be recorded on a criterion; `allowed` are the facts that it does take. */
export type FactProblem =
	| ValueProblem
	| { readonly code: 'unknown_fact'; readonly allowed: readonly string[] }
	| { readonly code: 'waiver_not_allowed' };

export type FactCheck =
	| { readonly ok: true; readonly spec: FactSpec; readonly value: Decimalish }
	| { readonly ok: false; readonly problem: FactProblem; readonly spec: FactSpec | null };
