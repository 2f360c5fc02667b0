import { Decimal, plain } from '../decimal.ts';
import { specOf } from '../facts.ts';
import { methodOf } from '../methods.ts';
import type { CriterionRule, Locale, Reason } from '../types.ts';
import { measureClause, recordedClause } from './measures.ts';
import { brief, cited, labelOf, named, openFacts, quoted, unitOf } from './names.ts';
import { factProblemText, filledText, nameOf, quantity, t } from './words.ts';

type ReasonOf<C extends Reason['code']> = Extract<Reason, { readonly code: C }>;

/** One reason as a clause, without full stop; open readings have their own words (`readingClause`). */
export function clauseOf(rule: CriterionRule, reason: Reason, locale: Locale): string {
	switch (reason.code) {
		case 'present':
			return presentClause(rule, reason, locale);
		case 'missing':
		case 'unreported':
			return missingClause(rule, reason, locale);
		case 'unknown':
			return t(locale, 'unknown', { facts: openFacts(rule, reason.facts, locale) });
		case 'kept':
			return t(locale, 'kept', { labels: cited(rule, reason.facts, locale) });
		case 'cases':
			return casesClause(rule, reason, locale);
		case 'stated':
			return statedClause(rule, reason, locale);
		case 'none_found':
			return noneFoundClause(rule, [reason.fact], locale);
		case 'met':
			return t(locale, rule.method === 'gate' ? 'met_full' : 'met', { labels: cited(rule, [reason.fact], locale) });
		case 'not_met':
			return t(locale, 'not_met', { labels: cited(rule, [reason.fact], locale) });
		case 'recorded':
			return recordedClause(rule, reason, locale);
		case 'target_met':
		case 'short':
		case 'below_floor':
		case 'between':
			return measureClause(rule, reason, locale);
		case 'no_plan':
			return t(locale, `no_plan_${reason.reading}`);
		case 'occurrences':
			return occurrencesClause(rule, reason, locale);
		case 'no_occurrences':
			return t(locale, rule.points.startsWith('-') ? 'no_penalty' : 'no_bonus');
		case 'capped':
			return cappedClause(rule, reason, locale);
		case 'unallocated':
			return t(
				locale,
				rule.points === '0' ? 'unallocated_nothing' : reason.award ? 'unallocated_award' : 'unallocated_withhold',
				{ points: rule.points },
			);
		case 'exhausted': {
			const about = reason.cut ? t(locale, 'roughly') : '';
			return t(locale, 'exhausted', { deducted: `${about}${reason.deducted}` });
		}
		case 'superseded':
			return t(locale, 'superseded', {
				label: quoted(labelOf(rule, reason.fact, locale), locale),
				count: reason.evidence.length,
			});
		case 'ignored':
			return ignoredClause(rule, reason, locale);
		case 'target_zero':
		case 'plan_exists':
		case 'waived':
		case 'rounded':
			return t(locale, reason.code);
		case 'reading':
			return '';
	}
}

/** A clause that the method itself words. */
function statedClause(rule: CriterionRule, { clause, values }: ReasonOf<'stated'>, locale: Locale): string {
	const text = methodOf(rule.method).clauses?.[clause]?.[locale] ?? '';
	return filledText(text, (name) => {
		const value = values[name] ?? '';
		return typeof value === 'string' ? value : nameOf(value, locale);
	});
}

/** Kinds of fault that were looked for and not found, all in one clause. */
export function noneFoundClause(rule: CriterionRule, facts: readonly string[], locale: Locale): string {
	return t(locale, 'none_found', { labels: cited(rule, facts, locale) });
}

function presentClause(rule: CriterionRule, { facts }: ReasonOf<'present'>, locale: Locale): string {
	const reported = facts.every((fact) => specOf(rule, fact)?.reported) ? '_reported' : '';
	return rule.method === 'checklist' && rule.params.items.length === facts.length
		? t(locale, `all_present${reported}`, { count: facts.length })
		: t(locale, `present${reported}`, { labels: named(rule, facts, locale) });
}

function missingClause(
	rule: CriterionRule,
	{ code, facts, each, taken }: ReasonOf<'missing' | 'unreported'>,
	locale: Locale,
): string {
	const key = facts.length === 1 ? (`${code}_one` as const) : code;
	return t(locale, key, { labels: named(rule, facts, locale), count: facts.length, each, taken });
}

function casesClause(
	rule: CriterionRule,
	{ fact, cases, each, taken, once }: ReasonOf<'cases'>,
	locale: Locale,
): string {
	const unit = unitOf(rule, fact);
	return t(locale, once ? 'cases_once' : cases === '1' ? 'cases_one' : 'cases', {
		label: labelOf(rule, fact, locale),
		cases: quantity(cases, unit, locale),
		unit: unit ? nameOf(unit, locale) : '',
		each,
		taken,
	});
}

function occurrencesClause(
	rule: CriterionRule,
	{ counted, occurrences }: ReasonOf<'occurrences'>,
	locale: Locale,
): string {
	const categories = counted.map(({ category, occurrences: times }) =>
		t(locale, 'category', { label: named(rule, [category], locale), occurrences: times }),
	);
	const key = counted.length > 1 ? 'occurrences_summed' : 'occurrences';
	return t(locale, key, { categories: categories.join(t(locale, 'list')), occurrences });
}

function cappedClause(rule: CriterionRule, { cap, lost }: ReasonOf<'capped'>, locale: Locale): string {
	const points = plain(new Decimal(cap).plus(lost));
	return t(locale, rule.points.startsWith('-') ? 'capped_penalty' : 'capped_bonus', { points, cap, lost });
}

function ignoredClause(rule: CriterionRule, { fact, value, problem }: ReasonOf<'ignored'>, locale: Locale): string {
	const spec = specOf(rule, fact);
	return t(locale, 'ignored', {
		label: quoted(labelOf(rule, fact, locale), locale),
		value: value === null || value === '' ? t(locale, 'no_value_shown') : brief(value),
		why:
			problem === 'out_of_range' && spec
				? factProblemText({ code: problem, min: spec.min, max: spec.max }, locale)
				: t(locale, `problem_${problem}`),
	});
}
