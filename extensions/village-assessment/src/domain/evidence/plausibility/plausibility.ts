// What may be meant otherwise than it is written: the preview tells it, and the forms ask before they save. Pure.
import type { CriterionRule } from '#engine';
import { severalCases } from './several-cases.ts';
import { shareForPercent } from './share-for-percent.ts';
import type { PlausibilityWarning, Stated } from './types.ts';

export function plausibilityWarnings(rule: CriterionRule, stated: Stated): readonly PlausibilityWarning[] {
	const spec = rule.facts.find(({ key }) => key === stated.fact);
	if (spec === undefined) return [];
	return [shareForPercent(rule, { spec, stated }), severalCases(spec, stated)].filter((look) => look !== null);
}
