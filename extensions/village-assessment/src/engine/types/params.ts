// Pieces of `params` that several methods have.
import type { Decimalish, Label } from './words.ts';

/** What a verified waiver does: full marks, or nothing because it is not allowed. */
export type WaiverReading = 'full' | 'not_allowed';

export interface Waivable {
	/** Looked at only when the criterion is waivable; `full` when it says nothing. */
	readonly waiver?: WaiverReading | undefined;
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
