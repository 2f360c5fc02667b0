// What a merge, a split or their previews answer with; its shapes for programs stand in village-answers.ts.
import type { Label } from '#engine';
import type { AssessmentStatus } from '#domain/assessments/status.ts';
import type { Choice, CollisionKind } from '#domain/villages/collisions.ts';

export interface ShownCollision {
	readonly key: string;
	readonly kind: CollisionKind;
	readonly assessment: string;
	readonly name: Required<Label>;
	readonly choices: readonly Choice[];
	readonly decided: boolean;
	readonly items: readonly {
		readonly id: string;
		readonly village: string;
		readonly value: Required<Label>;
		readonly observed_on: string | null;
		readonly case_ref: string | null;
	}[];
	/** Filled in for whoever decides: a new name, or the sum. */
	readonly proposed: {
		readonly case_ref: string | null;
		readonly value: string | null;
		readonly numerator: string | null;
		readonly denominator: string | null;
	};
}

export interface BeforeAfter<T> {
	readonly before: T | null;
	readonly after: T | null;
}

export interface ShownScore {
	readonly scorecard: string;
	readonly village: string;
	readonly village_name: string;
	readonly assessment: string;
	readonly total: BeforeAfter<number>;
	readonly attainable: BeforeAfter<number>;
	readonly rank: BeforeAfter<number>;
}

export interface Warning {
	readonly code: 'same_event' | 'was_taken_out' | 'joins' | 'target_apart' | 'households';
	readonly text: Required<Label>;
}

export interface Outcome {
	/** The id by which it can be undone; null: nothing was done. */
	readonly action: string | null;
	readonly villages: readonly {
		readonly id: string;
		readonly name: string;
		readonly goes_on: boolean;
		readonly designated_poor: BeforeAfter<boolean>;
		readonly poor_households: BeforeAfter<number>;
	}[];
	readonly assessments: readonly { readonly id: string; readonly title: string; readonly status: AssessmentStatus }[];
	readonly moved: {
		readonly evidence_items: number;
		readonly adjustments: number;
		readonly appeals: number;
		readonly accounts: number;
	};
	readonly scorecards: readonly ShownScore[];
	readonly collisions: readonly ShownCollision[];
	/** Collisions without a decision; with one of these nothing is done. */
	readonly undecided: number;
	readonly warnings: readonly Warning[];
}
