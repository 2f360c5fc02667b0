/** A number as a plain decimal string, e.g. "5.5", "-4", "0": never a binary float, never an exponent. */
export type Decimalish = string;

export const LOCALES = ['zh-CN', 'en-US'] as const;
export type Locale = (typeof LOCALES)[number];

/** A text in the rulebook. Where `en-US` is absent, the Chinese stands for both. */
export interface Label {
	readonly 'zh-CN': string;
	readonly 'en-US'?: string | undefined;
}

export const METHODS = [
	'checklist',
	'deduction',
	'gate',
	'gated_deduction',
	'shortfall',
	'band',
	'discretionary',
	'unallocated',
] as const;
export type Method = (typeof METHODS)[number];

/** How an indicator is examined (考核方式). */
export const EXAMINATIONS = [
	'document_review',
	'system_data',
	'household_visit',
	'site_visit',
	'phone_sampling',
	'questionnaire',
	'department_acceptance',
	'leadership_decision',
] as const;
export type Examination = (typeof EXAMINATIONS)[number];

/** What a verified waiver does: full marks, or nothing because it is not allowed. */
export type WaiverReading = 'full' | 'not_allowed';

interface Waivable {
	/** Looked at only when the criterion is waivable; `full` when it says nothing. */
	readonly waiver?: WaiverReading | undefined;
}

export interface ChecklistItem {
	readonly key: string;
	readonly label: Label;
	/** The item counts only when it has also been reported (its evidence carries a date reported). */
	readonly reported: boolean;
}

export interface Finding {
	readonly key: string;
	readonly label: Label;
	/** What one case is: 户, 例, 次. */
	readonly unit: Label;
	/** Points taken per case. */
	readonly deduction: Decimalish;
}

export type Rounding = 'floor' | 'ceil' | 'linear';
export type Between = 'proportional' | 'interpolate' | 'full' | 'none';
export type NoPlan = 'zero' | 'pending';

export interface ChecklistParams extends Waivable {
	readonly deduction: Decimalish;
	readonly items: readonly ChecklistItem[];
}

export interface DeductionParams extends Waivable {
	readonly findings: readonly Finding[];
	/** `each`: every case deducts; `once`: each kind of finding deducts at most once. */
	readonly count: 'each' | 'once';
}

export interface GateParams extends Waivable {
	readonly label: Label;
}

export interface GatedDeductionParams extends Waivable {
	readonly label: Label;
	readonly findings: readonly Finding[];
}

/** What the measure of `shortfall` and `band` may be. */
export interface MeasureRange {
	/** What is measured: 满意度, 选送人数. Without it the texts say 实际. */
	readonly label?: Label | undefined;
	readonly unit_label: Label | null;
	readonly min: Decimalish | null;
	readonly max: Decimalish | null;
	readonly integer: boolean;
}

export interface ShortfallParams extends Waivable, MeasureRange {
	/** null: set for each village by the fact `target`. */
	readonly target: Decimalish | null;
	readonly unit: Decimalish;
	readonly deduction: Decimalish;
	readonly rounding: Rounding;
	/** What the fact `no_plan` means; null: the rule does not know it. */
	readonly no_plan: NoPlan | null;
}

export interface BandParams extends Waivable, MeasureRange {
	readonly target: Decimalish | null;
	readonly floor: Decimalish;
	readonly between: Between;
}

export interface Category {
	readonly key: string;
	readonly label: Label;
}

export interface DiscretionaryParams extends Waivable {
	/** Points an occurrence; the sign is that of the criterion's points. */
	readonly each: Decimalish;
	readonly cap: Decimalish;
	readonly categories: readonly Category[];
}

export interface UnallocatedParams extends Waivable {
	readonly award: boolean;
}

export interface ParamsByMethod {
	checklist: ChecklistParams;
	deduction: DeductionParams;
	gate: GateParams;
	gated_deduction: GatedDeductionParams;
	shortfall: ShortfallParams;
	band: BandParams;
	discretionary: DiscretionaryParams;
	unallocated: UnallocatedParams;
}

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
	/** The value may be entered as numerator and denominator. */
	readonly percent: boolean;
}

/** A criterion as the engine takes it: made by `parseRule`, then used for any number of scorings. */
export interface RuleOf<M extends Method> {
	readonly id: string;
	readonly code: string;
	readonly title: Label;
	/** Full marks; negative for a penalty. */
	readonly points: Decimalish;
	readonly method: M;
	readonly params: ParamsByMethod[M];
	readonly waivable: boolean;
	readonly readings: readonly Reading[];
	/** The fact catalogue, as `factsOf` returns it. */
	readonly facts: readonly FactSpec[];
}
export type CriterionRule = { [M in Method]: RuleOf<M> }[Method];

export interface Rulebook {
	readonly id?: string | undefined;
	readonly code: string;
	readonly version: string;
	readonly criteria: readonly CriterionRule[];
}

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

/** `pending` no fact known · `partial` some · `assessed` all that are needed · `waived` not applicable, full marks. */
export const STATES = ['pending', 'partial', 'assessed', 'waived'] as const;
export type State = (typeof STATES)[number];

/** Where a line goes in the totals; only `criterion` lines are counted as criteria. */
export type Part = 'criterion' | 'unallocated' | 'bonus' | 'penalty';

/** Why a value cannot be used. */
export type ValueProblem =
	| { readonly code: 'no_value' }
	| { readonly code: 'not_a_number' }
	| { readonly code: 'not_yes_no' }
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
