// What may be meant otherwise than it is written: the preview tells it, and the forms ask before they save. Pure.
import type { CriterionRule, Label } from '#engine';
import { severalCases } from './several-cases.ts';
import { shareForPercent } from './share-for-percent.ts';

export type Text = Required<Label>;

/** Another reading, to be taken with one press. */
export interface Instead {
	readonly label: Text;
	/** The figure that would stand there; null: it stays. */
	readonly value: string | null;
	/** The cases, an item for each; empty: no case is named. */
	readonly cases: readonly string[];
}

export interface SecondLook {
	readonly code: 'share_for_percent' | 'several_cases';
	readonly field: 'value' | 'case_ref';
	readonly text: Text;
	/** What confirms that it is meant as it is written. */
	readonly meant: Text;
	readonly instead: readonly Instead[];
}

/** What an item states, as it is typed or stored. */
export interface Stated {
	readonly fact: unknown;
	readonly value: unknown;
	readonly denominator?: unknown;
	readonly case_ref?: unknown;
}

export function secondLooks(rule: CriterionRule, stated: Stated): readonly SecondLook[] {
	const spec = rule.facts.find(({ key }) => key === stated.fact);
	if (spec === undefined) return [];
	return [shareForPercent(rule, { spec, stated }), severalCases(spec, stated)].filter((look) => look !== null);
}
