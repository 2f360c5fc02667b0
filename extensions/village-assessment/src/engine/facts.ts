import { Decimal, LIMIT, MAX_DECIMALS, PLAIN_DECIMAL, plain, decimalOf } from './decimal.ts';
import { meantNumber } from './meant.ts';
import type { CriterionRule, Fact, FactCheck, FactKind, FactProblem, FactSpec, ValueProblem } from './types.ts';

/**
 * The facts that a criterion takes, in the order of the rulebook, a waiver last.
 * Discretionary and unallocated criteria take none.
 */
export function factsOf(rule: CriterionRule): readonly FactSpec[] {
	return rule.facts;
}

/**
 * May this fact be recorded on this criterion? `value` is a plain decimal (string or finite number):
 * cases, persons and households whole and ≥ 0; presence, yes/no, no_plan and waiver exactly 0 or 1; a measure
 * within the rule's range; at most six decimals, below 10^9.
 * Never throws: answers with the normalised value, or with a typed problem.
 */
export function checkFact(rule: CriterionRule, input: { readonly fact: string; readonly value: unknown }): FactCheck {
	const spec = specOf(rule, input.fact);
	if (!spec) return { ok: false, spec: null, problem: unknownFact(rule, input.fact) };

	const value = readValue(spec, input.value);
	return isProblem(value) ? { ok: false, spec, problem: value } : { ok: true, spec, value: plain(value) };
}

export function specOf(rule: CriterionRule, fact: string): FactSpec | undefined {
	return rule.facts.find((spec) => spec.key === fact);
}

export function unknownFact(rule: CriterionRule, fact: string): FactProblem {
	if (fact === 'waiver') return { code: 'waiver_not_allowed' };
	return { code: 'unknown_fact', allowed: rule.facts.map((spec) => spec.key) };
}

const YES_NO: ReadonlySet<FactKind> = new Set<FactKind>(['presence', 'yes_no', 'no_plan', 'waiver']);

/** The value as a decimal, or why it cannot be used. */
export function readValue(spec: FactSpec, raw: unknown): Decimal | ValueProblem {
	if (raw === null || raw === undefined || raw === '') return { code: 'no_value' };

	const text = typeof raw === 'number' && Number.isFinite(raw) ? new Decimal(raw).toFixed() : raw;
	const isYesNo = YES_NO.has(spec.kind);
	if (typeof text !== 'string' || !PLAIN_DECIMAL.test(text))
		return isYesNo ? { code: 'not_yes_no', kind: spec.kind } : { code: 'not_a_number', meant: meantNumber(text) };

	const value = decimalOf(text);
	if (isYesNo) return value.isZero() || value.eq(1) ? value : { code: 'not_yes_no', kind: spec.kind };
	if (value.abs().gte(LIMIT)) return { code: 'too_large' };
	if (value.decimalPlaces() > MAX_DECIMALS) return { code: 'too_precise', decimals: MAX_DECIMALS };
	return withinRange(spec, value);
}

/** The value that an item states: of a per cent entered as two counts, their exact quotient. */
export function valueOf(spec: FactSpec, { value, numerator, denominator }: Fact): Decimal | ValueProblem {
	const exact = spec.percent ? exactPercent(numerator, denominator) : null;
	return exact === null ? readValue(spec, value) : withinRange(spec, exact);
}

function withinRange(spec: FactSpec, value: Decimal): Decimal | ValueProblem {
	if ((spec.min !== null && below(value, spec.min)) || (spec.max !== null && value.gt(spec.max))) {
		return { code: 'out_of_range', min: spec.min, max: spec.max };
	}
	if (spec.integer && !value.isInteger()) return { code: 'not_whole' };
	return value;
}

/** Most facts are counts: their bound of 0 needs no comparison of decimals. */
function below(value: Decimal, min: string): boolean {
	return min === '0' ? value.isNegative() && !value.isZero() : value.lt(min);
}

export function isProblem<P extends FactProblem>(value: Decimal | P): value is P {
	return !Decimal.isDecimal(value);
}

/**
 * A per cent from its two counts, e.g. 241 satisfied of 250 asked → "96.4"; six decimals, half up, for showing: the score is
 * computed from the counts themselves. Returns null when the two make no per cent: not whole, negative, nobody asked.
 */
export function percentOf(numerator: unknown, denominator: unknown): string | null {
	const exact = exactPercent(numerator, denominator);
	return exact === null ? null : plain(exact.toDecimalPlaces(MAX_DECIMALS));
}

/** The per cent that two counts make, to 40 digits; null when they make none. */
export function exactPercent(numerator: unknown, denominator: unknown): Decimal | null {
	const parts = [numerator, denominator].map((raw) => {
		const text = typeof raw === 'number' && Number.isFinite(raw) ? new Decimal(raw).toFixed() : raw;
		return typeof text === 'string' && PLAIN_DECIMAL.test(text) ? new Decimal(text) : null;
	});
	const [part, whole] = parts;
	if (!part?.isInteger() || !whole?.isInteger() || part.isNegative() || whole.lte(0) || whole.gte(LIMIT)) return null;
	return part.times(100).div(whole);
}
