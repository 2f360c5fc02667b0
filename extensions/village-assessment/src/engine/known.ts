import { Decimal, MAX_DECIMALS, plain } from './decimal.ts';
import { exactPercent, isProblem, specOf, unknownFact, valueOf } from './facts.ts';
import type { Counts, CriterionRule, Fact, FactSpec, KnownFact, Reason } from './types.ts';

export interface Known {
	readonly facts: ReadonlyMap<string, KnownFact>;
	/** Items ignored and items replaced, in an order that does not depend on the input's. */
	readonly remarks: readonly Reason[];
}

interface Candidate {
	readonly item: Fact;
	readonly value: Decimal;
}

/** Brings the items of one criterion to one value per fact. Never throws: what makes no sense is ignored and named. */
export function readFacts(rule: CriterionRule, items: readonly Fact[]): Known {
	const candidates = new Map<FactSpec, Candidate[]>();
	const remarks: Reason[] = [];

	for (const item of items) {
		const spec = specOf(rule, item.fact);
		const value = spec ? valueOf(spec, item) : unknownFact(rule, item.fact);
		if (!spec || isProblem(value)) {
			const problem = isProblem(value) ? value.code : 'unknown_fact';
			remarks.push({ code: 'ignored', fact: item.fact, value: item.value, problem, evidence: [item.id] });
			continue;
		}
		const others = candidates.get(spec);
		if (others) others.push({ item, value });
		else candidates.set(spec, [{ item, value }]);
	}
	if (remarks.length > 1) remarks.sort((a, b) => compare(a.evidence[0] ?? '', b.evidence[0] ?? ''));

	const facts = new Map<string, KnownFact>();
	for (const spec of rule.facts) {
		const found = candidates.get(spec);
		if (!found) continue;
		facts.set(spec.key, spec.kind === 'cases' ? sumOf(found) : decide(spec, found, remarks));
	}
	return { facts, remarks };
}

/** Cases add up. */
function sumOf(found: readonly Candidate[]): KnownFact {
	const [first, ...rest] = found;
	if (!first) throw new RangeError('a known fact has at least one item');
	let value = first.value;
	for (const { value: more } of rest) value = value.plus(more);
	return { value, evidence: found.map(({ item }) => item.id).sort(compare), unreported: false, counts: null };
}

/** The item observed last decides; of several on one day the one worse for the village. */
function decide(spec: FactSpec, found: readonly Candidate[], remarks: Reason[]): KnownFact {
	let winner = found[0];
	if (!winner) throw new RangeError('a known fact has at least one item');
	for (const candidate of found) if (precedes(spec, candidate, winner)) winner = candidate;

	const { item, value } = winner;
	if (found.length > 1) {
		const replaced = found.filter((candidate) => candidate.item !== item).map((candidate) => candidate.item.id);
		remarks.push({ code: 'superseded', fact: spec.key, evidence: replaced.sort(compare) });
	}
	return {
		value,
		evidence: [item.id],
		unreported: isUnreported(spec, { item, value }),
		counts: countsOf(spec, winner),
	};
}

function precedes(spec: FactSpec, a: Candidate, b: Candidate): boolean {
	const later = compare(a.item.observedOn ?? '', b.item.observedOn ?? '');
	if (later !== 0) return later > 0;
	const worse = spec.kind === 'target' || spec.kind === 'no_plan' ? a.value.cmp(b.value) : b.value.cmp(a.value);
	if (worse !== 0) return worse > 0;
	const unreported = Number(isUnreported(spec, a)) - Number(isUnreported(spec, b));
	if (unreported !== 0) return unreported > 0;
	return compare(a.item.id, b.item.id) < 0;
}

function countsOf(spec: FactSpec, { item: { numerator, denominator }, value }: Candidate): Counts | null {
	if (!spec.percent || !numerator || !denominator || exactPercent(numerator, denominator) === null) return null;
	const exact = value.decimalPlaces() <= MAX_DECIMALS;
	return { numerator: plain(new Decimal(numerator)), denominator: plain(new Decimal(denominator)), exact };
}

/** Clause 1.2: a document counts only when it has been reported as well. */
function isUnreported(spec: FactSpec, { item, value }: Candidate): boolean {
	return spec.reported && value.eq(1) && !item.reportedOn;
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
