import { specOf } from '../facts.ts';
import type { CriterionRule, Label, Locale } from '../types.ts';
import { factLabel } from './fact-labels.ts';
import { shortened } from './shortened.ts';
import { nameOf, t } from './words.ts';

/** The name of a fact or category; its key where the rule does not know it. */
export function labelOf(rule: CriterionRule, key: string, locale: Locale): string {
	const known = specOf(rule, key)?.label ?? factLabel(key);
	if (known) return nameOf(known, locale);
	const category = rule.method === 'discretionary' ? rule.params.categories.find((entry) => entry.key === key) : null;
	return category ? nameOf(category.label, locale) : brief(key);
}

export function unitOf(rule: CriterionRule, key: string): Label | null {
	return specOf(rule, key)?.unit ?? null;
}

/** Names in a row; one with commas of its own stands in quotes. */
export function named(rule: CriterionRule, keys: readonly string[], locale: Locale): string {
	const names = keys.map((key) => nameInRow(rule, key, locale));
	return names.join(t(locale, 'list'));
}

function nameInRow(rule: CriterionRule, key: string, locale: Locale): string {
	const label = labelOf(rule, key, locale);
	return /[、，；,;]/.test(label) ? quoted(label, locale) : label;
}

/** Names in a row, each in quotes: faults and statements, which would read on into the sentence. */
export function cited(rule: CriterionRule, keys: readonly string[], locale: Locale): string {
	return keys.map((key) => quoted(labelOf(rule, key, locale), locale)).join(t(locale, 'quoted_list'));
}

/** Quotation marks within quotation marks are single. */
export function quoted(text: string, locale: Locale): string {
	return t(locale, 'quoted', { label: text.replaceAll('“', '‘').replaceAll('”', '’') });
}

/** What is open about these facts: whether there are such cases, whether a statement holds, what a number is. */
export function openFacts(rule: CriterionRule, keys: readonly string[], locale: Locale): string {
	const of = (wanted: 'cases' | 'yes_no' | 'other'): readonly string[] =>
		keys.filter((key) => askedAs(rule, key) === wanted);
	const [statements, faults, others] = [of('yes_no'), of('cases'), of('other')];
	const parts = [
		...(statements.length > 0 ? [t(locale, 'whether_met', { labels: cited(rule, statements, locale) })] : []),
		...(faults.length > 0 ? [t(locale, 'whether_found', { labels: cited(rule, faults, locale) })] : []),
		...(others.length > 0 ? [named(rule, others, locale)] : []),
	];
	return parts.join(t(locale, 'list'));
}

function askedAs(rule: CriterionRule, key: string): 'cases' | 'yes_no' | 'other' {
	const kind = specOf(rule, key)?.kind;
	return kind === 'cases' || kind === 'yes_no' ? kind : 'other';
}

/** Rubbish written past the guards may be long. */
export function brief(text: string): string {
	return shortened(text, 41);
}
