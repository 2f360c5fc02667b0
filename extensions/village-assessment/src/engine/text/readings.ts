import type { CriterionRule, Locale } from '../types.ts';
import { stepText } from './measures.ts';
import { isTextKey, nameOf, t } from './words.ts';

interface Choice {
	readonly param: string;
	readonly value: string | boolean;
}

/** What the source leaves open about a line, and the choice in force: the reading's short words, or its note where it has none. */
export function readingClause(rule: CriterionRule, { param, value }: Choice, locale: Locale): string {
	const reading = rule.readings.find((entry) => entry.param === param);
	if (!reading) return '';
	const choice = choiceText(rule, { param, value }, locale);
	return reading.short
		? t(locale, 'reading', { short: nameOf(reading.short, locale), choice })
		: t(locale, 'reading_note', { note: nameOf(reading.note, locale), choice });
}

/** A choice in words; one that nobody has named is said as it is. */
export function choiceText(rule: CriterionRule, { param, value }: Choice, locale: Locale): string {
	const chosen = `choice_${param}_${String(value)}`;
	const unit = rule.method === 'shortfall' ? stepText(rule.params.unit, rule.params.unit_label, locale) : '';
	if (isTextKey(chosen)) return t(locale, chosen, { unit });
	const open = `choice_${param}`;
	return isTextKey(open) ? t(locale, open, { value: String(value) }) : String(value);
}
