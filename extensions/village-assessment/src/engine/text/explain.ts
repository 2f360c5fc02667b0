import { Decimal, ZERO, plain } from '../decimal.ts';
import { methodOf } from '../methods.ts';
import type { CriterionRule, Line, Locale, Reason } from '../types.ts';
import { clauseOf, noneFoundClause } from './clauses.ts';
import { readingClause } from './readings.ts';
import { t } from './words.ts';

type Explained = Pick<Line, 'awarded' | 'attainable' | 'state' | 'reasons'>;

/**
 * One paragraph from which the points can be re-derived by hand: the full marks, every finding with its
 * numbers, the result, records left out, and the open readings that shaped it. `rule` must be the rule that made the line.
 */
export function explain(rule: CriterionRule, line: Explained, locale: Locale): string {
	const clauses = (reasons: readonly string[]): string =>
		reasons.filter((clause) => clause !== '').join(t(locale, 'clause'));
	const remarks = line.reasons.filter(({ code }) => code === 'superseded' || code === 'ignored');
	const readings = clauses(
		line.reasons.flatMap((reason) => (reason.code === 'reading' ? [readingClause(rule, reason, locale)] : [])),
	);
	const sentences = [
		opening(rule, locale),
		clauses(findings(rule, line, locale)),
		result(rule, line, locale),
		clauses(remarks.map((reason) => clauseOf(rule, reason, locale))),
		readings === '' ? '' : t(locale, 'readings', { readings }),
	];
	const stop = t(locale, 'stop');
	const text = sentences
		.filter((sentence) => sentence !== '')
		.map((sentence) => capital(sentence).replace(/[。.]$/, '') + stop);
	return text.join('').trim();
}

/** Reasons with a place of their own. */
const APART: ReadonlySet<Reason['code']> = new Set<Reason['code']>([
	'superseded',
	'ignored',
	'reading',
	'rounded',
	'none_found',
	'exhausted',
	'unknown',
]);

/** What was found and what it sums up to, then what was looked for in vain, then what is open. */
function findings(rule: CriterionRule, { reasons, state }: Explained, locale: Locale): readonly string[] {
	const clauses = (some: readonly Reason[]): readonly string[] => some.map((reason) => clauseOf(rule, reason, locale));
	const main = reasons.filter(({ code }) => !APART.has(code));
	const lastDeduction = main.findLastIndex((reason) => 'taken' in reason);
	const none = reasons.flatMap((reason) => (reason.code === 'none_found' ? [reason.fact] : []));
	return [
		...withSum(rule, { clauses: clauses(main.slice(0, lastDeduction + 1)), reasons }, locale),
		...clauses(main.slice(lastDeduction + 1)),
		...(none.length > 0 ? [noneFoundClause(rule, none, locale)] : []),
		...clauses(reasons.filter(({ code }) => code === 'unknown' || (code === 'rounded' && isOpen(state)))),
	];
}

interface Deducting {
	readonly clauses: readonly string[];
	readonly reasons: readonly Reason[];
}

/** 扣完为止; the sum is named only where it is one of several: else it has just been said. */
function withSum(rule: CriterionRule, { clauses, reasons }: Deducting, locale: Locale): readonly string[] {
	const exhausted = reasons.find(({ code }) => code === 'exhausted');
	if (!exhausted) return clauses;
	if (deductions(reasons).length > 1) return [...clauses, clauseOf(rule, exhausted, locale)];
	return [...clauses.slice(0, -1), `${clauses.at(-1) ?? ''}${t(locale, 'comma')}${t(locale, 'exhausted_one')}`];
}

function opening(rule: CriterionRule, locale: Locale): string {
	if (rule.method !== 'discretionary') return t(locale, 'full_marks', { points: rule.points });
	const key = rule.points.startsWith('-') ? 'penalty_rule' : 'bonus_rule';
	return t(locale, key, { each: unsigned(rule.params.each), cap: unsigned(rule.params.cap) });
}

function result(rule: CriterionRule, { awarded, attainable, state, reasons }: Explained, locale: Locale): string {
	const has = (wanted: Reason['code']): boolean => reasons.some(({ code }) => code === wanted);
	if (rule.method === 'discretionary') {
		if (has('no_occurrences')) return '';
		return t(locale, rule.points.startsWith('-') ? 'result_penalty' : 'result_bonus', { awarded: unsigned(awarded) });
	}
	if (isOpen(state)) {
		if (awarded === attainable) return t(locale, 'result_gone', { awarded });
		return t(locale, has('no_plan') ? 'result_open_plan' : methodOf(rule.method).openResult, { awarded, attainable });
	}
	if (has('rounded')) return t(locale, 'result_rounded', { awarded });
	const taken = deductions(reasons);
	if (taken.length < 2 || has('exhausted')) return t(locale, 'result', { awarded });
	return t(locale, 'result_summed', { awarded, taken: plain(taken.reduce((sum, value) => sum.plus(value), ZERO)) });
}

/** What each finding takes. */
function deductions(reasons: readonly Reason[]): readonly Decimal[] {
	return reasons.flatMap((reason) => ('taken' in reason ? [new Decimal(reason.taken)] : []));
}

function isOpen(state: Line['state']): boolean {
	return state === 'pending' || state === 'partial';
}

function unsigned(value: string): string {
	return value.replace(/^-/, '');
}

function capital(sentence: string): string {
	return sentence.slice(0, 1).toUpperCase() + sentence.slice(1);
}
