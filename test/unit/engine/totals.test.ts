import { describe, expect, test } from 'vitest';
import {
	ENGINE_VERSION,
	factsOf,
	partOf,
	score,
	totals,
	type CriterionRule,
	type Fact,
	type Line,
	type Rulebook,
} from '#engine';
import { official, other } from '../../support/rulebooks/load.ts';

const best = new Map([
	['presence', '1'],
	['cases', '0'],
	['yes_no', '1'],
	['measure', '100'],
	['target', '50'],
	['no_plan', '0'],
]);

function bestFacts(rulebook: Rulebook): ReadonlyMap<string, readonly Fact[]> {
	const factsOfBest = (rule: CriterionRule): readonly Fact[] =>
		factsOf(rule)
			.filter(({ kind }) => kind !== 'waiver')
			.map(({ key, kind }) => ({
				id: key,
				fact: key,
				value: best.get(kind) ?? null,
				observedOn: '2025-06-01',
				reportedOn: '2025-06-01',
			}));
	return new Map(rulebook.criteria.map((rule) => [rule.id, factsOfBest(rule)]));
}

describe('a whole scorecard', () => {
	test('of a village of which nothing is known is 2 certain of 100 possible', () => {
		const { lines, totals: sums } = score(official.rulebook, {
			factsByCriterion: new Map(),
			adjustmentsByCriterion: new Map(),
		});
		expect(lines).toHaveLength(31);
		expect(sums).toEqual({
			basePoints: '2',
			bonusPoints: '0',
			penaltyPoints: '0',
			total: '2',
			attainable: '100',
			assessedCount: 0,
			criteriaCount: 28,
		});
	});

	test('of the best village is 100, with bonus 110', () => {
		const factsByCriterion = bestFacts(official.rulebook);
		const none = score(official.rulebook, { factsByCriterion, adjustmentsByCriterion: new Map() }).totals;
		expect(none).toMatchObject({ total: '100', attainable: '100', assessedCount: 28, criteriaCount: 28 });
		const adjustmentsByCriterion = new Map([['7', [{ id: 'a', occurrences: 7, category: 'innovation' }]]]);
		expect(score(official.rulebook, { factsByCriterion, adjustmentsByCriterion }).totals.total).toBe('110');
	});

	test('of the worst village is -10 when the two points are withheld', () => {
		const worst = official.rulebook.criteria.map((rule) =>
			rule.method === 'unallocated' ? { ...rule, params: { award: false } } : rule,
		);
		const adjustmentsByCriterion = new Map([['8', [{ id: 'a', occurrences: 6, category: 'activity_fault' }]]]);
		const { totals: sums } = score(
			{ ...official.rulebook, criteria: worst },
			{ factsByCriterion: new Map(), adjustmentsByCriterion },
		);
		expect(sums).toMatchObject({ basePoints: '0', penaltyPoints: '10', total: '-10', attainable: '88' });
	});

	test('of another rulebook adds up by its own sums', () => {
		const { lines, totals: sums } = score(other.rulebook, {
			factsByCriterion: bestFacts(other.rulebook),
			adjustmentsByCriterion: new Map(),
		});
		expect(lines).toHaveLength(12);
		expect(sums).toMatchObject({ total: '41', attainable: '41', assessedCount: 9, criteriaCount: 9 });
	});
});

test('totals add without binary fractions', () => {
	const line = { part: 'criterion', awarded: '0.1', attainable: '0.2', state: 'partial' } satisfies Partial<Line>;
	expect(totals([line, line, line])).toMatchObject({ basePoints: '0.3', attainable: '0.6', assessedCount: 0 });
	expect(totals([{ ...line, state: 'waived' }])).toMatchObject({ assessedCount: 1, criteriaCount: 1 });
	expect(totals([])).toEqual({
		basePoints: '0',
		bonusPoints: '0',
		penaltyPoints: '0',
		total: '0',
		attainable: '0',
		assessedCount: 0,
		criteriaCount: 0,
	});
});

test('every line knows its part', () => {
	const parts = new Map(official.rulebook.criteria.map((rule) => [rule.code, partOf(rule)]));
	expect(['1.0', '1.1', '7', '8'].map((code) => parts.get(code))).toEqual([
		'unallocated',
		'criterion',
		'bonus',
		'penalty',
	]);
});

test('there is one version of the engine', () => {
	expect(ENGINE_VERSION).toMatch(/^\d+\.\d+\.\d+$/);
});
