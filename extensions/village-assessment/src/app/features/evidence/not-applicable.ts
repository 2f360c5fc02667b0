// Where a criterion is about what a village has not got, as far as its own data tell: there a waiver is to be suggested. Pure.
import type { Village } from '#app/shared/villages.ts';
import type { CriterionRule } from '#engine';

/** Keys of the texts below. */
export type WhyNot = 'not_poor_village' | 'no_poor_households';

export const WHY_NOT_TEXTS = {
	not_poor_village: { 'zh-CN': '不是贫困村', 'en-US': 'not a designated poor village' },
	no_poor_households: { 'zh-CN': '没有贫困户', 'en-US': 'no poor households' },
	suggest: {
		'zh-CN': '该村（社区）{why}，本条可按“不适用”办理。',
		'en-US': 'The village has this on record: {why}. The criterion may be waived.',
	},
	waive: { 'zh-CN': '按“不适用”登记', 'en-US': 'Record a waiver' },
} as const;

export interface About {
	readonly title: string;
	readonly wording: string | null;
	readonly rule: CriterionRule;
}

/** null: nothing is known that speaks for it, or the rule knows no waiver. */
export function whyNotApplicable({ title, wording, rule }: About, village: Village): WhyNot | null {
	if (!rule.facts.some(({ kind }) => kind === 'waiver')) return null;
	const text = `${title}${wording ?? ''}`;
	if (village.designated_poor === false && text.includes('贫困村')) return 'not_poor_village';
	return village.poor_households === 0 && text.includes('贫困户') ? 'no_poor_households' : null;
}
