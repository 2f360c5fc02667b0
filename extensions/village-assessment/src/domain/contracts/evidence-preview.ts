// What `POST /assessment/evidence/preview` answers. Points are numbers with two decimals at the most; labels stand in both languages.
import type { Label, State } from '#engine';
import type { Alternative, PlausibilityWarning } from '#domain/evidence/plausibility/types.ts';
import type { EvidenceStatus } from '#domain/evidence/workflow.ts';

export type Text = Required<Label>;

export interface PreviewLine {
	readonly awarded: number;
	readonly attainable: number;
	readonly state: State;
}

export interface Change<T> {
	readonly before: T;
	/** null: the item states nothing yet that could be scored; `problems` says what is wrong, if anything. */
	readonly after: T | null;
}

export interface OtherItem {
	readonly id: string;
	/** YYYY-MM-DD. */
	readonly observed_on: string | null;
	readonly status: EvidenceStatus;
	readonly value_text: Text;
	readonly message: Text;
}

export interface PreviewProblem {
	/** As in the error that saving would answer with. */
	readonly code: string;
	/** The field of the item that is to be mended. */
	readonly field: string;
	readonly text: Text;
}

export interface PreviewWarning {
	readonly code: 'examination' | 'not_reported' | 'waived' | PlausibilityWarning['code'];
	readonly field: string;
	readonly text: Text;
	/** Other readings of what was written: another figure, or the cases one by one. */
	readonly instead?: readonly Alternative[];
}

export interface EvidencePreview {
	readonly line: Change<PreviewLine>;
	/** The criterion's full marks. */
	readonly points: number;
	/** How far the most that can be reached moves, e.g. −0.5; 0 where the item only makes something certain. */
	readonly effect: number;
	/** The village's total. */
	readonly total: Change<number>;
	readonly attainable_total: Change<number>;
	readonly explanation: Change<Text>;
	/** In one sentence; null while there is nothing to score. */
	readonly message: Text | null;
	/** Other items on the same fact that say otherwise. */
	readonly contradicts: readonly OtherItem[];
	/** The item on which this very case is recorded already, and cases without a name of the same day, which add up with it. */
	readonly duplicates: readonly OtherItem[];
	/** What saving would be refused for. */
	readonly problems: readonly PreviewProblem[];
	readonly warnings: readonly PreviewWarning[];
}
