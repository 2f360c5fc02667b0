import type { Fact, Occurrences } from '#engine';
import type { CriterionDocument } from '../support/rulebooks/load.ts';
import {
	ceil,
	cents,
	compare,
	floor,
	fraction,
	larger,
	minus,
	over,
	plus,
	smaller,
	times,
	zero,
	type Fraction,
} from './fraction.ts';

/*
 * A second, naive reading of the rules: straight from the YAML, in fractions, sharing nothing with the engine but
 * the form of its input. Slow and plain on purpose.
 */
export interface Verdict {
	readonly awarded: string;
	readonly attainable: string;
	readonly state: string;
}

interface Entry {
	readonly key: string;
	readonly deduction: Fraction;
	readonly reported: boolean;
}

type Said = { readonly value: Fraction; readonly unreported: boolean } | undefined;

export function oracle(doc: CriterionDocument, facts: readonly Fact[], adjustments: readonly Occurrences[]): Verdict {
	const points = fraction(doc.points);
	const p = doc.params;
	if (doc.method === 'unallocated') return certain(p.award === true ? points : zero, 'assessed');
	if (doc.method === 'discretionary') return discretionary(doc, adjustments);

	const waivable = doc.waivable === true && p.waiver !== 'not_allowed';
	if (waivable && isOne(latest(doc, facts, 'waiver'))) return certain(points, 'waived');

	switch (doc.method) {
		case 'checklist': {
			const d = fraction(p.deduction);
			const items = entries(p.items).map((item) => ({ item, said: latest(doc, facts, item.key) }));
			const unknown = items.filter(({ said }) => !said).length;
			const gone = items.filter(({ said }) => said && (!isOne(said) || said.unreported)).length;
			const left = (n: number): Fraction => larger(zero, minus(points, times(d, fraction(n))));
			return {
				awarded: cents(left(gone + unknown)),
				attainable: cents(left(gone)),
				state: state(items.length - unknown, unknown),
			};
		}
		case 'gate': {
			const said = latest(doc, facts, 'met');
			if (!said) return { awarded: '0', attainable: cents(points), state: 'pending' };
			return certain(isOne(said) ? points : zero, 'assessed');
		}
		case 'deduction':
			return deducted(points, entries(p.findings), { facts, doc, once: p.count === 'once', needed: [] });
		case 'gated_deduction': {
			const gate = latest(doc, facts, 'established');
			if (gate && !isOne(gate)) return certain(zero, 'assessed');
			return deducted(points, entries(p.findings), { facts, doc, once: false, needed: [gate] });
		}
		case 'shortfall':
			return shortfall(doc, points, facts);
		case 'band':
			return measured(doc, points, facts, (target, actual) => band(p, points, target, actual));
		default:
			throw new Error(doc.method);
	}
}

function discretionary({ points, params }: CriterionDocument, adjustments: readonly Occurrences[]): Verdict {
	const categories = entries(params.categories).map(({ key }) => key);
	const good = adjustments.filter(
		(a) => categories.includes(a.category) && Number.isInteger(a.occurrences) && a.occurrences >= 0,
	);
	const sum = good.reduce((total, a) => plus(total, fraction(a.occurrences)), zero);
	const amount = cents(smaller(absolute(fraction(params.cap)), times(absolute(fraction(params.each)), sum)));
	const text = String(points).startsWith('-') && amount !== '0' ? `-${amount}` : amount;
	return { awarded: text, attainable: text, state: 'assessed' };
}

interface Findings {
	readonly doc: CriterionDocument;
	readonly facts: readonly Fact[];
	readonly once: boolean;
	/** What else must be known. */
	readonly needed: readonly Said[];
}

function deducted(points: Fraction, findings: readonly Entry[], { doc, facts, once, needed }: Findings): Verdict {
	let left = points;
	let known = needed.filter((said) => said).length;
	let unknown = needed.length - known;
	for (const { key, deduction } of findings) {
		const counts = facts.filter((fact) => fact.fact === key).flatMap((fact) => usable(doc, fact) ?? []);
		if (counts.length === 0) {
			unknown += 1;
			continue;
		}
		known += 1;
		const sum = counts.reduce((total, count) => plus(total, count), zero);
		left = minus(left, times(deduction, once ? smaller(sum, fraction(1)) : sum));
	}
	const attainable = cents(larger(left, zero));
	return { awarded: unknown === 0 ? attainable : '0', attainable, state: state(known, unknown) };
}

function shortfall(doc: CriterionDocument, points: Fraction, facts: readonly Fact[]): Verdict {
	const { no_plan: reading, deduction, unit, rounding } = doc.params;
	const plan = reading === 'zero' || reading === 'pending' ? latest(doc, facts, 'no_plan') : undefined;
	if (isOne(plan) && reading === 'zero') return certain(zero, 'assessed');
	if (isOne(plan)) return { awarded: '0', attainable: cents(points), state: 'pending' };
	const verdict = measured(doc, points, facts, (target, actual) => {
		const steps = over(minus(target, actual), fraction(unit));
		const counted = rounding === 'linear' ? steps : rounding === 'ceil' ? ceil(steps) : floor(steps);
		return larger(zero, minus(points, times(fraction(deduction), counted)));
	});
	return plan && verdict.state === 'pending' ? { ...verdict, state: 'partial' } : verdict;
}

type Between = (target: Fraction, actual: Fraction) => Fraction;

function measured(doc: CriterionDocument, points: Fraction, facts: readonly Fact[], short: Between): Verdict {
	const own = doc.params.target === null;
	const target = own ? latest(doc, facts, 'target')?.value : fraction(doc.params.target);
	const actual = latest(doc, facts, 'actual')?.value;
	if (own && target && compare(target, zero) === 0) return certain(points, 'assessed');
	if (target && actual) return certain(compare(actual, target) >= 0 ? points : short(target, actual), 'assessed');
	const known = Number(own && target !== undefined) + Number(actual !== undefined);
	return { awarded: '0', attainable: cents(points), state: state(known, 1) };
}

function band(params: CriterionDocument['params'], points: Fraction, target: Fraction, actual: Fraction): Fraction {
	const low = fraction(params.floor);
	if (compare(actual, low) < 0) return zero;
	if (params.between === 'full') return points;
	if (params.between === 'none') return zero;
	if (params.between === 'proportional') return larger(zero, over(times(points, actual), target));
	return over(times(points, minus(actual, low)), minus(target, low));
}

/** The item observed last; of one day the worse; an item without a date is older than any. */
function latest(doc: CriterionDocument, facts: readonly Fact[], key: string): Said {
	const all = facts
		.filter((fact) => fact.fact === key)
		.flatMap((fact) => {
			const value = usable(doc, fact);
			const unreported =
				entries(doc.params.items).some((item) => item.key === key && item.reported) && fact.reportedOn === null;
			return value ? [{ value, unreported, day: fact.observedOn ?? '' }] : [];
		});
	const lastDay = all
		.map(({ day }) => day)
		.sort()
		.at(-1);
	const ofLastDay = all.filter(({ day }) => day === lastDay);
	const values = ofLastDay.map(({ value }) => value);
	const [first] = values;
	if (!first) return undefined;
	const worst = values.reduce(key === 'target' || key === 'no_plan' ? larger : smaller, first);
	return {
		value: worst,
		unreported: ofLastDay.some(({ value, unreported }) => compare(value, worst) === 0 && unreported),
	};
}

/** The value if it may count at all. */
function usable({ method, params: p }: CriterionDocument, { fact, value }: Fact): Fraction | undefined {
	if (value === null || !/^-?\d+(\.\d+)?$/.test(value)) return undefined;
	const number = fraction(value);
	const measure = fact === 'actual' || fact === 'target';
	const cases =
		(method === 'deduction' || method === 'gated_deduction') && entries(p.findings).some(({ key }) => key === fact);
	if (!measure && !cases) return compare(number, zero) === 0 || compare(number, fraction(1)) === 0 ? number : undefined;
	if (compare(absolute(number), fraction(1_000_000_000)) >= 0 || !isWhole(times(number, fraction(1_000_000))))
		return undefined;
	if ((cases || p.integer === true) && !isWhole(number)) return undefined;
	if ((cases || fact === 'target') && number.top < 0n) return undefined;
	if (cases) return number;
	if (typeof (p.min ?? null) !== 'object' && compare(number, fraction(p.min)) < 0) return undefined;
	if (typeof (p.max ?? null) !== 'object' && compare(number, fraction(p.max)) > 0) return undefined;
	return number;
}

function entries(list: unknown): readonly Entry[] {
	if (!Array.isArray(list)) return [];
	return list.map((raw: Record<string, unknown>) => ({
		key: String(raw.key),
		deduction: fraction(raw.deduction ?? 0),
		reported: raw.reported === true,
	}));
}

const certain = (amount: Fraction, how: string): Verdict => ({
	awarded: cents(amount),
	attainable: cents(amount),
	state: how,
});
const state = (known: number, unknown: number): string =>
	unknown === 0 ? 'assessed' : known === 0 ? 'pending' : 'partial';
const isOne = (said: Said): boolean => said !== undefined && compare(said.value, fraction(1)) === 0;
const isWhole = ({ top, bottom }: Fraction): boolean => top % bottom === 0n;
const absolute = (a: Fraction): Fraction => (a.top < 0n ? { top: -a.top, bottom: a.bottom } : a);
