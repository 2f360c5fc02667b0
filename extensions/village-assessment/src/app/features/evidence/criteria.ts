// The criteria that take facts, to be found by typing.
import type { CriterionRule, Label } from '#engine';
import type { RuledCriterion } from '#app/features/scorecards/rulebook-contents.ts';
import type { IndicatorRow } from '#app/features/scorecards/score-card.ts';
import type { Choice } from '#app/shared/combobox/match.ts';

export interface Criterion extends RuledCriterion {
	readonly rule: CriterionRule;
	readonly in: IndicatorRow;
}

const isCriterion = (one: RuledCriterion): one is Criterion =>
	one.rule !== null && one.in !== null && one.rule.facts.length > 0;

/** Without those that take no facts (1.0, 7 and 8), and those whose rule cannot be read. */
export const withFacts = (criteria: readonly RuledCriterion[]): readonly Criterion[] => criteria.filter(isCriterion);

/** A title of the rulebook; where there is no English, the Chinese stands for both. */
export const titleOf = ({
	title,
	title_en: english,
}: {
	readonly title: string;
	readonly title_en: string | null;
}): Label => ({ 'zh-CN': title, ...(english === null || english === '' ? {} : { 'en-US': english }) });

/** By code, by title, by the official wording, and by what is examined. */
export const criterionChoices = (criteria: readonly Criterion[], tl: (label: Label) => string): readonly Choice[] =>
	criteria.map((criterion) => ({
		value: criterion.id,
		code: criterion.code,
		text: tl(titleOf(criterion)),
		words: [
			criterion.wording,
			criterion.title,
			criterion.in.title,
			...criterion.rule.facts.map((fact) => fact.label['zh-CN']),
		].join(' '),
	}));
