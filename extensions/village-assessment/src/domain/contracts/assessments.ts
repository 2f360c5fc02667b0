// What the endpoints of an assessment answer with, beside answers.ts.
import type { Condition } from '#domain/assessments/workflow.ts';

/** What stands in the way of a step in the year's course. */
export interface UnmetCondition {
	readonly condition: Condition;
	readonly 'zh-CN': string;
	readonly 'en-US': string;
	/** Ids of what stands in the way, at most 50. */
	readonly items: readonly string[];
	/** How many they are in all. */
	readonly count: number;
}

/** One stored value that is not what the facts give. */
export interface Difference {
	readonly scorecard: string;
	readonly label: string;
	/** The criterion's code; null for a value of the scorecard itself. */
	readonly criterion: string | null;
	readonly field: string;
	readonly stored: unknown;
	readonly computed: unknown;
}

export interface Verification {
	readonly assessment: string;
	readonly scorecards: number;
	readonly lines: number;
	/** Scorecards left out because they were being written at that moment. */
	readonly waiting: number;
	readonly differences: readonly Difference[];
}
