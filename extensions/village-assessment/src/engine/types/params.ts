// The rules of the methods, as `params` of a criterion holds them.
import type { Decimalish, Label } from './words.ts';

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
	/** Of a share: what is counted, 满意户数, and of what, 调查户数. */
	readonly part_label?: Label | null | undefined;
	readonly whole_label?: Label | null | undefined;
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
