// What the endpoints of a rulebook answer with, beside answers.ts.
import type { Label } from '#engine';

export interface Change<T> {
	readonly before: T;
	readonly after: T;
}

/** One criterion that comes out otherwise. null: there is no such criterion before, or after. Points as decimal text. */
export interface TriedLine {
	readonly code: string;
	readonly title: Label;
	readonly awarded: Change<string | null>;
	readonly attainable: Change<string | null>;
	/** Why it has the points of `after`; null where the criterion is gone. */
	readonly explanation: Required<Label> | null;
}

export interface TriedVillage {
	readonly scorecard: string;
	readonly village_name: string;
	readonly total: Change<string>;
	readonly attainable: Change<string>;
	/** null: taken out of the assessment. */
	readonly rank: Change<number | null>;
	readonly lines: readonly TriedLine[];
}

export interface Trial {
	/** Those that change, by their new rank. */
	readonly villages: readonly TriedVillage[];
	readonly unchanged: number;
	/** Criteria with evidence, decisions or appeals that the draft no longer has: the assessment could not be moved to it. */
	readonly lost_codes: readonly string[];
	/** Verified facts and decisions that count now and would not any more, by criterion. */
	readonly ignored: readonly { readonly code: string; readonly items: number }[];
}
export interface RulebookProblem {
	/** `criteria[3].params.items[0].label`, for programs. */
	readonly path: string;
	/** The same in the words of the screens. */
	readonly place: Required<Label>;
	readonly what: Label;
	readonly how: Label;
	/** Where it is mended. */
	readonly collection: 'rulebooks' | 'indicators' | 'criteria';
	readonly item: string;
}

/** One thing that is not the same. `before` is null for what was added, `after` for what was removed. */
export interface Difference {
	readonly part: 'rulebook' | 'indicator' | 'criterion';
	/** The code of the indicator or criterion; empty for the rulebook itself. */
	readonly code: string;
	readonly title: Label;
	readonly change: 'added' | 'removed' | 'changed';
	/** What it is about: 分值, 每少一项扣分, 检查内容“总结报告”. */
	readonly what: Required<Label>;
	readonly before: Required<Label> | null;
	readonly after: Required<Label> | null;
}
