import type { FactKind, FactProblem, Label, Locale } from '../types.ts';
import { EN_US } from './en-us.ts';
import { ZH_CN, type TextKey } from './zh-cn.ts';

export type { TextKey } from './zh-cn.ts';

export const TEXTS = { 'zh-CN': ZH_CN, 'en-US': EN_US } satisfies Record<Locale, Record<TextKey, string>>;

type Values = Readonly<Record<string, string | number>>;

/** One text of the table with its placeholders filled. */
export function t(locale: Locale, key: TextKey, values: Values = {}): string {
	return filledText(TEXTS[locale][key], (name) => String(values[name] ?? ''));
}

/** The one filler of the engine: `{name}` becomes what stands for it. */
export const filledText = (text: string, valueOf: (name: string) => string): string =>
	text.replace(/\{(\w+)\}/g, (_, name: string) => valueOf(name));

export function isTextKey(key: string): key is TextKey {
	return Object.hasOwn(ZH_CN, key);
}

/** A label in the language, or in Chinese where the rulebook has no other. */
export function nameOf(label: Label, locale: Locale): string {
	return label[locale] ?? label['zh-CN'];
}

/** A number with its unit: 35万元, 96.4%, 3 households. */
export function quantity(value: string, unit: Label | null, locale: Locale): string {
	if (!unit) return value;
	const name = nameOf(unit, locale);
	if (/^[%％]$/.test(name)) return `${value}${name}`;
	return t(locale, 'quantity', { value, unit: locale === 'en-US' ? counted(name, value) : name });
}

/** A difference in its unit: between per cents it is percentage points. */
export function gapQuantity(value: string, unit: Label | null, locale: Locale): string {
	if (!unit || !/^[%％]$/.test(nameOf(unit, locale))) return quantity(value, unit, locale);
	const name = t(locale, 'percentage_point');
	return t(locale, 'quantity', { value, unit: locale === 'en-US' ? counted(name, value) : name });
}

/** An amount as a list shows it, the unit apart: 3 例, 35 万元, 96.4 %; in English 3 cases. */
export function amount(value: string, unit: Label | null, locale: Locale): string {
	if (!unit) return value;
	const name = nameOf(unit, locale);
	return t(locale, 'fact_amount', { value, unit: locale === 'en-US' ? counted(name, value) : name });
}

/** English plurals for plain words; "10,000 yuan" and the like stay as they are. */
function counted(unit: string, value: string): string {
	if (/^\d/.test(unit)) return `× ${unit}`;
	if (value === '1' || !/^[a-z][a-z ]{3,}$/i.test(unit) || /yuan$/.test(unit)) return unit;
	if (/[^aeiou]y$/.test(unit)) return `${unit.slice(0, -1)}ies`;
	return /(s|x|ch|sh)$/.test(unit) ? `${unit}es` : `${unit}s`;
}

/** Kinds that take 1 or 0, in words. */
export const YES_NO_TEXTS = {
	presence: { 1: 'fact_present', 0: 'fact_missing' },
	yes_no: { 1: 'fact_yes', 0: 'fact_no' },
	no_plan: { 1: 'fact_plan_none', 0: 'fact_plan_exists' },
	waiver: { 1: 'fact_waived', 0: 'fact_not_waived' },
} as const satisfies Record<string, Record<0 | 1, TextKey>>;

/** Why a fact cannot be recorded, in a few words for a message. */
export function factProblemText(problem: FactProblem, locale: Locale): string {
	if (problem.code === 'not_a_number')
		return problem.meant === null
			? t(locale, 'problem_digits_only')
			: t(locale, 'problem_meant', { meant: problem.meant });
	if (problem.code === 'not_yes_no') return twoWords(problem.kind, locale);
	if (problem.code !== 'out_of_range') return t(locale, `problem_${problem.code}`);
	const { min, max } = problem;
	if (min !== null && max !== null) return t(locale, 'problem_outside', { min, max });
	if (min !== null) return t(locale, 'problem_below', { min });
	return max === null ? t(locale, 'problem_out_of_range') : t(locale, 'problem_above', { max });
}

const isTwoWords = (kind: FactKind): kind is FactKind & keyof typeof YES_NO_TEXTS => Object.hasOwn(YES_NO_TEXTS, kind);

function twoWords(kind: FactKind, locale: Locale): string {
	const texts = YES_NO_TEXTS[isTwoWords(kind) ? kind : 'yes_no'];
	return t(locale, 'problem_two_words', { yes: t(locale, texts[1]), no: t(locale, texts[0]) });
}
