import type { Label } from '#engine';

export type Text = Required<Label>;

export const PLAUSIBILITY_CODES = ['share_for_percent', 'several_cases'] as const;

/** Another reading, to be taken with one press. */
export interface Alternative {
	readonly label: Text;
	/** The figure that would stand there; null: it stays. */
	readonly value: string | null;
	/** The cases, an item for each; empty: no case is named. */
	readonly cases: readonly string[];
}

export interface PlausibilityWarning {
	readonly code: (typeof PLAUSIBILITY_CODES)[number];
	readonly field: 'value' | 'case_ref';
	readonly text: Text;
	/** What confirms that it is meant as it is written. */
	readonly meant: Text;
	readonly instead: readonly Alternative[];
}

/** What an item states, as it is typed or stored. */
export interface Stated {
	readonly fact: unknown;
	readonly value: unknown;
	readonly denominator?: unknown;
	readonly case_ref?: unknown;
}
