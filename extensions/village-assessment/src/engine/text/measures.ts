import { Decimal, plain } from '../decimal.ts';
import { FACT_LABELS } from './fact-labels.ts';
import type { Counts, CriterionRule, Label, Locale, Reason } from '../types.ts';
import { labelOf, unitOf } from './names.ts';
import { gapQuantity, nameOf, quantity, t } from './words.ts';

type Measured = Extract<Reason, { readonly code: 'target_met' | 'short' | 'below_floor' | 'between' }>;
type Short = Extract<Reason, { readonly code: 'short' }>;

/** A target and an actual, and the points that follow. */
export function measureClause(rule: CriterionRule, reason: Measured, locale: Locale): string {
	const unit = unitOf(rule, 'actual');
	const numbers = {
		target: t(locale, `target_${reason.set}`, { value: quantity(reason.target, unit, locale) }),
		actual: actualText(rule, reason, locale),
		target_number: reason.target,
		actual_number: actualNumber(reason, locale),
	};
	if (reason.code === 'target_met') return t(locale, 'target_met', numbers);
	if (reason.code === 'short') return shortClause(rule, { reason, numbers }, locale);

	const floored = {
		...numbers,
		floor: quantity(reason.floor, unit, locale),
		floor_number: signed(reason.floor),
		points: rule.points,
	};
	if (reason.code === 'below_floor') return t(locale, 'below_floor', floored);
	const equals = t(locale, reason.cut ? 'about' : 'equals');
	return t(locale, `between_${reason.between}`, { ...floored, exact: reason.exact, equals });
}

interface Numbered {
	readonly reason: Short;
	readonly numbers: Readonly<Record<string, string>>;
}

function shortClause(rule: CriterionRule, { reason, numbers }: Numbered, locale: Locale): string {
	const unit = unitOf(rule, 'actual');
	const { target, gap, unit: step, units, each, taken, cut, counts } = reason;
	const about = isFraction(counts);
	const shownGap = about ? plain(new Decimal(target).minus(shown(reason))) : gap;
	return t(locale, shortKey(reason), {
		...numbers,
		gap: `${about ? t(locale, 'roughly') : ''}${gapQuantity(shownGap, unit, locale)}`,
		unit: stepText(step, unit, locale),
		counted: gapQuantity(plain(new Decimal(units).times(step)), unit, locale),
		gap_number: about ? t(locale, 'difference', { target, ...ratio(counts) }) : gap,
		unit_number: step,
		each,
		taken,
		equals: t(locale, cut ? 'about' : 'equals'),
	});
}

function shortKey({ units, whole, rounding }: Short) {
	if (whole) return units === '1' ? 'short_one' : 'short_whole';
	return rounding === 'floor' && units === '0' ? 'short_part' : (`short_${rounding}` as const);
}

/** The actual in a formula: the two counts where decimals cannot write it, in brackets where it is a factor. */
function actualNumber(reason: Measured, locale: Locale): string {
	if (!isFraction(reason.counts)) return signed(reason.actual);
	const fraction = t(locale, 'fraction', ratio(reason.counts));
	return reason.code === 'between' && reason.between === 'interpolate' ? fraction : `(${fraction})`;
}

/** 满意度96.4%（241÷250）; 实际35万元 where the rule does not name its measure. */
function actualText(rule: CriterionRule, reason: Measured, locale: Locale): string {
	const { counts } = reason;
	const value = quantity(isFraction(counts) ? shown(reason) : reason.actual, unitOf(rule, 'actual'), locale);
	const label = labelOf(rule, 'actual', locale);
	const unnamed = label === nameOf(FACT_LABELS.actual, locale);
	return t(locale, unnamed ? 'actual' : 'actual_named', { label, value: withCounts(value, counts, locale) });
}

/** A value recorded while the other is not known yet. */
export function recordedClause(
	rule: CriterionRule,
	{ fact, value, counts }: Extract<Reason, { readonly code: 'recorded' }>,
	locale: Locale,
): string {
	const amount = quantity(value, unitOf(rule, fact), locale);
	return t(locale, 'recorded', { label: labelOf(rule, fact, locale), value: withCounts(amount, counts, locale) });
}

function withCounts(value: string, counts: Counts | null, locale: Locale): string {
	if (!counts) return value;
	return t(locale, counts.exact ? 'value_counted' : 'value_about', { value, ...ratio(counts) });
}

/** A per cent that decimals cannot write: formulas show the two counts instead. */
function isFraction(counts: Counts | null): counts is Counts {
	return counts !== null && !counts.exact;
}

function ratio({ numerator, denominator }: Counts): Readonly<Record<string, string>> {
	return { numerator, denominator };
}

/** A per cent without end, to as few decimals (from two on) as leave it on the right side of every threshold. */
function shown(reason: Measured): string {
	const value = new Decimal(reason.actual);
	for (let decimals = 2; decimals < 6; decimals += 1) {
		const near = value.toDecimalPlaces(decimals);
		if (!misleads(reason, near)) return plain(near);
	}
	return reason.actual;
}

function misleads(reason: Measured, near: Decimal): boolean {
	if (near.eq(reason.target)) return true;
	if (reason.code === 'short')
		return !reason.whole && new Decimal(reason.target).minus(near).div(reason.unit).isInteger();
	return reason.code !== 'target_met' && near.eq(reason.floor);
}

/** 每少1户, but "per household". */
export function stepText(step: string, unit: Label | null, locale: Locale): string {
	const text = gapQuantity(step, unit, locale);
	return locale === 'en-US' && unit ? text.replace(/^1 (?=[a-z])/i, '') : text;
}

/** In a formula a negative number stands in brackets. */
function signed(value: string): string {
	return value.startsWith('-') ? `(${value})` : value;
}
