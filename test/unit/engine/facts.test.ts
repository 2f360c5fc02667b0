import { describe, expect, test } from 'vitest';
import {
	checkFact,
	factProblemText,
	factsOf,
	parseRule,
	percentOf,
	scoreCriterion,
	type CriterionRule,
	type Fact,
} from '#engine';
import { official, other } from '../../support/rulebooks/load.ts';

function ruleOf(code: string, rules: readonly CriterionRule[] = official.rulebook.criteria): CriterionRule {
	const rule = rules.find((entry) => entry.code === code);
	if (!rule) throw new Error(`no criterion ${code}`);
	return rule;
}

describe('the fact catalogue', () => {
	test.each([
		['1.1', 'leading_group:presence work_team:presence office:presence archivist:presence officer:presence'],
		['2.2', 'household:cases wall_map:cases'],
		['3.1.3', 'established:yes_no error:cases waiver:waiver'],
		['3.2.1', 'met:yes_no waiver:waiver'],
		['3.2.2', 'actual:measure waiver:waiver'],
		['3.3.1', 'target:target actual:measure waiver:waiver'],
		['4.1', 'target:target actual:measure no_plan:no_plan waiver:waiver'],
		['1.0', ''],
		['7', ''],
	])('of %s is %s', (code, expected) => {
		const kinds = factsOf(ruleOf(code)).map(({ key, kind }) => `${key}:${kind}`);
		expect(kinds.join(' ')).toBe(expected);
	});

	test('says where a date reported is needed and where a per cent may be entered as two counts', () => {
		expect(factsOf(ruleOf('1.2')).every(({ reported }) => reported)).toBe(true);
		expect(factsOf(ruleOf('1.1')).some(({ reported }) => reported)).toBe(false);
		expect(factsOf(ruleOf('6.2a')).find(({ key }) => key === 'actual')).toMatchObject({
			percent: true,
			part: { 'zh-CN': '满意的户数' },
			whole: { 'zh-CN': '调查的户数' },
		});
		// A yearly gain is a per cent that no two counts of households make.
		expect(factsOf(ruleOf('3.3.2')).find(({ key }) => key === 'actual')?.percent).toBe(false);
		expect(factsOf(ruleOf('3.3.1')).some(({ percent }) => percent)).toBe(false);
	});

	test('has no waiver where the rule does not allow it', () => {
		expect(factsOf(ruleOf('W1', other.rulebook.criteria)).map(({ key }) => key)).toEqual(['litter', 'outfall']);
	});

	test('never lets a target of a village be negative', () => {
		const rule = parseRule({
			code: 'x',
			points: 1,
			method: 'shortfall',
			params: { target: null, unit: 1, deduction: 1, min: -5 },
		});
		expect(factsOf(rule).map(({ key, min }) => [key, min])).toEqual([
			['target', '0'],
			['actual', '-5'],
		]);
		const line = scoreCriterion(rule, [item({ fact: 'target', value: '0' }), item({ fact: 'actual', value: '-3' })]);
		expect([line.awarded, line.state]).toEqual(['1', 'assessed']);
	});
});

describe('checking a fact', () => {
	test.each([
		['1.1', 'office', '1', '1'],
		['1.1', 'office', 0, '0'],
		['2.1', 'mismatch', '3.000000', '3'],
		['2.1', 'mismatch', '-0', '0'],
		['2.1', 'mismatch', '999999999', '999999999'],
		['6.2a', 'actual', 96.4, '96.4'],
		['6.2a', 'actual', 0, '0'],
		['6.2a', 'actual', '100', '100'],
		['3.3.2', 'actual', '-2.5', '-2.5'],
		['3.4.3', 'target', '0', '0'],
		['4.1', 'waiver', '1', '1'],
	])('%s %s = %s is taken as %s', (code, fact, value, expected) => {
		expect(checkFact(ruleOf(code), { fact, value })).toMatchObject({ ok: true, value: expected });
	});

	test.each([
		['1.1', 'roof', '1', 'unknown_fact'],
		['1.1', 'waiver', '1', 'waiver_not_allowed'],
		['1.1', 'office', '2', 'not_yes_no'],
		['1.1', 'office', '0.5', 'not_yes_no'],
		['1.1', 'office', null, 'no_value'],
		['1.1', 'office', undefined, 'no_value'],
		['1.1', 'office', '', 'no_value'],
		['2.1', 'mismatch', '1.5', 'not_whole'],
		['2.1', 'mismatch', '-1', 'out_of_range'],
		['2.1', 'mismatch', '1000000000', 'too_large'],
		['2.1', 'mismatch', 1e308, 'not_a_number'],
		['2.1', 'mismatch', '1e3', 'not_a_number'],
		['2.1', 'mismatch', '０', 'not_a_number'],
		['2.1', 'mismatch', true, 'not_a_number'],
		['2.1', 'mismatch', Number.NaN, 'not_a_number'],
		['6.2a', 'actual', '100.01', 'out_of_range'],
		['6.2a', 'actual', '-0.01', 'out_of_range'],
		['6.2a', 'actual', '1.1234567', 'too_precise'],
		['3.4.3', 'target', '-1', 'out_of_range'],
		['3.3.2', 'target', '8', 'unknown_fact'],
		['7', 'innovation', '1', 'unknown_fact'],
	])('%s %s = %s is refused as %s', (code, fact, value, problem) => {
		expect(checkFact(ruleOf(code), { fact, value })).toMatchObject({ ok: false, problem: { code: problem } });
	});

	test.each([
		['2.1', 'mismatch', '1,000', '只填数字1000，不加逗号、空格、单位或百分号'],
		['2.1', 'mismatch', '１，０００', '只填数字1000，不加逗号、空格、单位或百分号'],
		['2.1', 'mismatch', '1例', '只填数字1，不加逗号、空格、单位或百分号'],
		['2.1', 'mismatch', '12 户', '只填数字12，不加逗号、空格、单位或百分号'],
		['6.2a', 'actual', '96.4%', '只填数字96.4，不加逗号、空格、单位或百分号'],
		['3.3.1', 'actual', '3万', '只能填数字，如3或96.4'],
		['2.1', 'mismatch', '三', '只能填数字，如3或96.4'],
		['1.1', 'office', '有', '只能填1（有）或0（无）'],
		['3.2.1', 'met', 'TRUE', '只能填1（是）或0（否）'],
	])('%s %s = %s: %s', (code, fact, value, says) => {
		const check = checkFact(ruleOf(code), { fact, value });
		expect(check.ok ? '' : factProblemText(check.problem, 'zh-CN')).toBe(says);
	});

	test('names what would be allowed', () => {
		const unknown = checkFact(ruleOf('2.2'), { fact: 'map', value: 1 });
		expect(unknown).toMatchObject({ problem: { allowed: ['household', 'wall_map'] } });
		const high = checkFact(ruleOf('6.2a'), { fact: 'actual', value: '101' });
		expect(high.ok ? '' : factProblemText(high.problem, 'zh-CN')).toBe('须在0至100之间');
		const low = checkFact(ruleOf('2.1'), { fact: 'mismatch', value: '-1' });
		expect(low.ok ? '' : factProblemText(low.problem, 'en-US')).toBe('must not be below 0');
	});
});

test.each([
	['241', '250', '96.4'],
	[1, 3, '33.333333'],
	[2, 3, '66.666667'],
	['0', '7', '0'],
	['5', '0', null],
	['-1', '5', null],
	['x', '5', null],
	[null, 5, null],
	['1.5', '3', null],
	['1', '1000000000', null],
])('the per cent of %s out of %s is %s', (numerator, denominator, expected) => {
	expect(percentOf(numerator, denominator)).toBe(expected);
});

test('a per cent entered as two counts is scored from the counts, not from the shown value', () => {
	const counts = (code: string, numerator: string, denominator: string) => {
		const value = percentOf(numerator, denominator);
		return scoreCriterion(ruleOf(code), [item({ fact: 'actual', value, numerator, denominator })]).awarded;
	};
	// 3 × (13/48) / 50 % is 1.625 exactly; the shown 27.083333 % would give 1.62.
	expect(counts('3.2.2', '13', '48')).toBe('1.63');
	expect(counts('6.2a', '97', '100')).toBe('1.9');
	expect(counts('6.2a', '196', '200')).toBe('2');
	// Shown as 98, and yet not reached.
	expect(counts('6.2b', '94999999', '100000000')).toBe('0');
	expect(percentOf('979999999', '999999999')).toBe('98');
});

describe('rubbish in the database', () => {
	test.each([['1e999'], ['NaN'], ['9'.repeat(500)], ['[object Object]'], ['--1'], ['0x10']])(
		'%s never throws',
		(value) => {
			for (const rule of [...official.rulebook.criteria, ...other.rulebook.criteria]) {
				const facts = [...factsOf(rule).map(({ key }) => key), 'nonsense'].map((fact) => item({ fact, value }));
				const line = scoreCriterion(rule, facts);
				expect(line.reasons.filter(({ code }) => code === 'ignored')).toHaveLength(facts.length);
				expect(line.evidenceCount).toBe(facts.length);
			}
		},
	);
});

test('of equal records of one day the smallest id decides', () => {
	const facts = ['c', 'a', 'b'].map((id) => item({ id, fact: 'met', value: '1', observedOn: '2025-01-01' }));
	expect(scoreCriterion(ruleOf('3.2.1'), facts).reasons).toEqual([
		{ code: 'met', fact: 'met', evidence: ['a'] },
		{ code: 'superseded', fact: 'met', evidence: ['b', 'c'] },
	]);
});

function item(fact: Partial<Fact>): Fact {
	return { id: 'item', fact: 'met', value: '1', observedOn: null, reportedOn: null, ...fact };
}
