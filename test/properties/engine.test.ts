import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkFact, factsOf, score, scoreCriterion, type CriterionRule, type Fact, type Rulebook } from '#engine';
import { official, other } from '../support/rulebooks/load.ts';
import { READS, itemOf, situation, soundValue } from './arbitraries.ts';
import { cents, fraction, minus, plus, zero } from './fraction.ts';
import { oracle } from './oracle.ts';

const RUNS = { numRuns: 1000 };

test('the engine agrees with the oracle', () => {
	fc.assert(
		fc.property(situation, ({ doc, rule, facts, adjustments }) => {
			const { awarded, attainable, state } = scoreCriterion(rule, facts, adjustments);
			expect({ awarded, attainable, state }).toEqual(oracle(doc, facts, adjustments));
		}),
		{ numRuns: 4000 },
	);
});

test('points stay within their bounds, and nothing is open once it is assessed', () => {
	fc.assert(
		fc.property(situation, ({ rule, facts, adjustments }) => {
			const { awarded, attainable, state } = scoreCriterion(rule, facts, adjustments);
			const [low, high] = rule.points.startsWith('-') ? [Number(rule.points), 0] : [0, Number(rule.points)];
			expect(Number(awarded)).toBeGreaterThanOrEqual(low);
			expect(Number(attainable)).toBeLessThanOrEqual(high);
			expect(Number(awarded)).toBeLessThanOrEqual(Number(attainable));
			if (state === 'assessed' || state === 'waived') expect(awarded).toBe(attainable);
			expect(awarded).toMatch(/^-?\d+(\.\d?[1-9])?$/);
		}),
		RUNS,
	);
});

test('the order of the evidence does not matter', () => {
	const shuffled = situation.chain((entry) =>
		fc.tuple(
			fc.constant(entry),
			fc.shuffledSubarray([...entry.facts], { minLength: entry.facts.length }),
			fc.shuffledSubarray([...entry.adjustments], { minLength: entry.adjustments.length }),
		),
	);
	fc.assert(
		fc.property(shuffled, ([{ rule, facts, adjustments }, others, decisions]) => {
			expect(scoreCriterion(rule, others, decisions)).toEqual(scoreCriterion(rule, facts, adjustments));
		}),
		RUNS,
	);
});

test('the first item on an unknown fact only narrows the interval', () => {
	let tried = 0;
	const withFirst = situation.chain((entry) => {
		// A waiver and a missing plan override what is known: they may move either way.
		const open = factsOf(entry.rule).filter(
			({ key, kind }) => kind !== 'waiver' && kind !== 'no_plan' && !isKnown(entry.rule, entry.facts, key),
		);
		const first =
			open.length === 0
				? fc.constant(null)
				: fc.constantFrom(...open).chain((spec) => soundValue(spec).map((value) => newItem(spec.key, value)));
		return fc.tuple(fc.constant(entry), first);
	});
	fc.assert(
		fc.property(withFirst, ([{ rule, facts }, first]) => {
			fc.pre(first !== null);
			tried += 1;
			const before = scoreCriterion(rule, facts);
			const after = scoreCriterion(rule, first ? [...facts, first] : facts);
			expect(Number(after.awarded)).toBeGreaterThanOrEqual(Number(before.awarded));
			expect(Number(after.attainable)).toBeLessThanOrEqual(Number(before.attainable));
		}),
		RUNS,
	);
	expect(tried).toBe(RUNS.numRuns);
});

test('a worse fact never raises points', () => {
	const worsened = situation.chain((entry) => {
		const candidates = entry.facts.flatMap((fact, index) =>
			worse(entry.rule, fact).map((bad) => entry.facts.with(index, bad)),
		);
		return fc.tuple(fc.constant(entry), candidates.length === 0 ? fc.constant(null) : fc.constantFrom(...candidates));
	});
	fc.assert(
		fc.property(worsened, ([{ rule, facts }, bad]) => {
			fc.pre(bad !== null);
			expectNoMore(rule, facts, bad ?? []);
		}),
		RUNS,
	);
});

test('a further case never raises points', () => {
	const counted = READS.filter(({ rule }) => factsOf(rule).some(({ kind }) => kind === 'cases'));
	const more = fc.constantFrom(...counted).chain(({ rule }) =>
		fc.tuple(
			fc.constant(rule),
			fc.array(itemOf(rule), { minLength: 1, maxLength: 6 }),
			fc.constantFrom(
				...factsOf(rule)
					.filter(({ kind }) => kind === 'cases')
					.map(({ key }) => key),
			),
		),
	);
	fc.assert(
		fc.property(more, ([rule, items, key]) => {
			const facts = [...items.map((item, index) => ({ id: `item-${index}`, ...item })), newItem(key, '0')];
			expectNoMore(rule, facts, [...facts, { ...newItem(key, '1'), id: 'further' }]);
		}),
		RUNS,
	);
});

describe.each([
	['official', official.rulebook],
	['other', other.rulebook],
])('the scorecard of the %s rulebook', (_, rulebook) => {
	test('is the exact sum of its lines', () => {
		fc.assert(
			fc.property(scorecardInput(rulebook), (facts) => {
				const adjustmentsByCriterion = new Map(
					rulebook.criteria.map((rule, index) => [
						rule.id,
						rule.method === 'discretionary'
							? [{ id: 'a', occurrences: index % 4, category: rule.params.categories[0]?.key ?? '' }]
							: [],
					]),
				);
				const { lines, totals } = score(rulebook, { factsByCriterion: facts, adjustmentsByCriterion });
				const sum = (values: readonly string[]) => values.reduce((total, value) => plus(total, fraction(value)), zero);
				const penalty = lines.filter(({ part }) => part === 'penalty').map(({ awarded }) => awarded.replace('-', ''));
				const rest = lines.filter(({ part }) => part !== 'penalty');
				expect(signedCents(minus(sum(rest.map(({ awarded }) => awarded)), sum(penalty)))).toBe(totals.total);
				expect(signedCents(minus(sum(rest.map(({ attainable }) => attainable)), sum(penalty)))).toBe(totals.attainable);
				expect(cents(sum(penalty))).toBe(totals.penaltyPoints);
				expect(lines.map(({ criterion }) => criterion)).toEqual(rulebook.criteria.map(({ id }) => id));
			}),
			{ numRuns: 60 },
		);
	});
});

function scorecardInput(rulebook: Rulebook): fc.Arbitrary<ReadonlyMap<string, readonly Fact[]>> {
	const one = (rule: CriterionRule) =>
		fc
			.array(itemOf(rule), { maxLength: 4 })
			.map((items): readonly [string, readonly Fact[]] => [
				rule.id,
				items.map((item, index) => ({ id: `${index}`, ...item })),
			]);
	return fc.tuple(...rulebook.criteria.map(one)).map((pairs) => new Map(pairs));
}

/** The same item with values that say worse of the village. */
function worse(rule: CriterionRule, item: Fact): readonly Fact[] {
	const check = checkFact(rule, item);
	if (!check.ok) return [];
	const { spec, value } = check;
	const candidates = {
		presence: ['0'],
		yes_no: ['0'],
		waiver: ['0'],
		cases: [String(Number(value) + 1)],
		measure: [String(Number(value) - 1), '0'].filter((low) => Number(low) < Number(value)),
		target: [String(Math.floor(Number(value)) + 7)],
		// Without a plan, read as open, everything is attainable again: neither better nor worse.
		no_plan: rule.method === 'shortfall' && rule.params.no_plan === 'zero' ? ['1'] : [],
	}[spec.kind];
	const values = candidates.map((bad) => ({ ...item, value: bad })).filter((bad) => checkFact(rule, bad).ok);
	return spec.reported && item.reportedOn !== null ? [...values, { ...item, reportedOn: null }] : values;
}

function expectNoMore(rule: CriterionRule, facts: readonly Fact[], bad: readonly Fact[]): void {
	const before = scoreCriterion(rule, facts);
	const after = scoreCriterion(rule, bad);
	expect(Number(after.awarded)).toBeLessThanOrEqual(Number(before.awarded));
	expect(Number(after.attainable)).toBeLessThanOrEqual(Number(before.attainable));
}

function isKnown(rule: CriterionRule, facts: readonly Fact[], key: string): boolean {
	return facts.some((fact) => fact.fact === key && checkFact(rule, fact).ok);
}

function newItem(fact: string, value: string): Fact {
	return { id: 'new', fact, value, observedOn: '2025-12-31', reportedOn: '2025-12-31' };
}

function signedCents(a: ReturnType<typeof fraction>): string {
	return a.top < 0n ? `-${cents({ top: -a.top, bottom: a.bottom })}` : cents(a);
}
