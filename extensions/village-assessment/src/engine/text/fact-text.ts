// A fact in words: 专门办公场地：无 · 识别不符：3 例 · 满意度：96.4 %（241/250）. For lists, forms and exports.
import { Decimal, PLAIN_DECIMAL, plain } from '../decimal.ts';
import { specOf } from '../facts.ts';
import type { CriterionRule, FactSpec, Locale } from '../types.ts';
import { brief, labelOf } from './names.ts';
import { amount, t, YES_NO_TEXTS } from './words.ts';

/** What an evidence item says; numbers as JSON or as decimals in text. */
export interface StatedFact {
	readonly fact: string;
	readonly value: unknown;
	readonly numerator?: unknown;
	readonly denominator?: unknown;
	readonly caseRef?: string | null | undefined;
	/** YYYY-MM-DD; null: not reported; left out: of no matter here. */
	readonly reportedOn?: string | null | undefined;
}

/** What an item is about: 专门办公场地. The key itself where the rule does not know it, or there is no rule. */
export function factName(rule: CriterionRule | null, fact: string, locale: Locale): string {
	if (!rule) return brief(fact);
	return specOf(rule, fact)?.kind === 'no_plan' ? t(locale, 'fact_plan') : labelOf(rule, fact, locale);
}

/** What was found: 无, 3 例, 96.4 %（241/250）. What the rule cannot read stands as it is stored. */
export function factValueText(rule: CriterionRule | null, stated: StatedFact, locale: Locale): string {
	const value = numberText(stated.value);
	if (value === null) return t(locale, 'fact_no_value');
	const spec = rule ? specOf(rule, stated.fact) : undefined;
	if (!spec) return brief(value);
	const words = inWords(spec, value, { stated, locale });
	return stated.caseRef ? t(locale, 'fact_case', { value: words, case: stated.caseRef }) : words;
}

/** Both: 专门办公场地：无. A waiver says all by its value: 不适用. */
export function factText(rule: CriterionRule | null, stated: StatedFact, locale: Locale): string {
	const value = factValueText(rule, stated, locale);
	if (rule && specOf(rule, stated.fact)?.kind === 'waiver' && numberText(stated.value) !== null) return value;
	return t(locale, 'fact_stated', { name: factName(rule, stated.fact, locale), value });
}

/** A date of the year in question, in words: 5 月 3 日, May 3. Anything but YYYY-MM-DD is given back. */
export function dayText(date: string, locale: Locale): string {
	const [, month, day] = /^\d{4}-(\d{2})-(\d{2})/.exec(date) ?? [];
	if (!month || !day) return date;
	return t(locale, 'fact_day', {
		month: locale === 'en-US' ? (MONTHS[Number(month) - 1] ?? month) : Number(month),
		day: Number(day),
	});
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

interface Saying {
	readonly stated: StatedFact;
	readonly locale: Locale;
}

function inWords(spec: FactSpec, value: string, { stated, locale }: Saying): string {
	switch (spec.kind) {
		case 'cases':
			return value === '0' ? t(locale, 'fact_none_found') : amount(value, spec.unit, locale);
		case 'measure':
		case 'target':
			return counted(amount(value, spec.unit, locale), { stated, locale });
		case 'presence':
		case 'yes_no':
		case 'no_plan':
		case 'waiver': {
			if (value !== '0' && value !== '1') return brief(value);
			if (spec.reported && value === '1' && stated.reportedOn === null) return t(locale, 'fact_unreported');
			return t(locale, YES_NO_TEXTS[spec.kind][value === '1' ? 1 : 0]);
		}
	}
}

function counted(value: string, { stated, locale }: Saying): string {
	const numerator = numberText(stated.numerator);
	const denominator = numberText(stated.denominator);
	return numerator === null || denominator === null
		? value
		: t(locale, 'fact_counted', { value, numerator, denominator });
}

/** null: nothing was filled in. */
function numberText(value: unknown): string | null {
	if (value === null || value === undefined || value === '') return null;
	const text = typeof value === 'number' && Number.isFinite(value) ? new Decimal(value).toFixed() : String(value);
	return PLAIN_DECIMAL.test(text) ? plain(new Decimal(text)) : text;
}
