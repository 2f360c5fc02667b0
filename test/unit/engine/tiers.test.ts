// Fixed points by steps: 95 % and more 3 points, 90 % 2, 80 % 1, else none; and an error rate of which less is better.
import { describe, expect, test } from 'vitest';
import { RuleError, explain, parseRule, scoreCriterion, type CriterionRule } from '#engine';

const tier = (key: string, name: string, bound: number, points: number): object => ({
	key,
	label: { 'zh-CN': name },
	bound,
	points,
});

const rate = parseRule({
	code: '1.1',
	points: 3,
	method: 'tiers',
	waivable: true,
	params: {
		unit_label: { 'zh-CN': '%' },
		min: 0,
		max: 100,
		tiers: [tier('one', '一档', 95, 3), tier('two', '二档', 90, 2), tier('three', '三档', 80, 1)],
	},
});
const errors = parseRule({
	code: '1.2',
	points: 3,
	method: 'tiers',
	params: { direction: 'at_most', unit_label: { 'zh-CN': '%' }, tiers: [tier('good', '合格', 3, 3)] },
});

const lineOf = (rule: CriterionRule, actual: string | null) =>
	scoreCriterion(
		rule,
		actual === null ? [] : [{ id: 'a', fact: 'actual', value: actual, observedOn: '2025-06-01', reportedOn: null }],
	);

describe.each<[string, CriterionRule, readonly (readonly [string | null, string, string, string])[]]>([
	[
		'the more the better',
		rate,
		[
			['100', '3', '3', '实际100%，达到“一档”（95%及以上），得3分'],
			['95', '3', '3', '达到“一档”'],
			['94.999999', '2', '2', '达到“二档”（90%及以上），得2分'],
			['90', '2', '2', '达到“二档”'],
			['80', '1', '1', '达到“三档”'],
			['79.99', '0', '0', '未达到任何一档，不得分'],
			[null, '0', '3', '最高可得3分'],
		],
	],
	[
		'the less the better',
		errors,
		[
			['0', '3', '3', '未超过“合格”的界限（3%及以下），得3分'],
			['3', '3', '3', '未超过“合格”的界限'],
			['3.000001', '0', '0', '未达到任何一档，不得分'],
			[null, '0', '3', '最高可得3分'],
		],
	],
])('%s', (_, rule, cases) => {
	test.each(cases)('%s gives %s to %s', (actual, awarded, attainable, said) => {
		const line = lineOf(rule, actual);
		expect([line.awarded, line.attainable]).toEqual([awarded, attainable]);
		expect(explain(rule, line, 'zh-CN')).toContain(said);
		expect(explain(rule, line, 'en-US')).not.toMatch(/\p{Script=Han}(?![^“]*”)/u);
	});
});

test('a waiver gives full marks, whatever the tier', () => {
	const facts = [
		{ id: 'a', fact: 'actual', value: '50', observedOn: '2025-06-01', reportedOn: null },
		{ id: 'b', fact: 'waiver', value: '1', observedOn: '2025-06-02', reportedOn: null },
	];
	expect(scoreCriterion(rate, facts)).toMatchObject({ awarded: '3', state: 'waived' });
});

test.each([
	['no tiers', { tiers: [] }],
	['a bound that is no number', { tiers: [tier('one', '一档', Number.NaN, 1)] }],
	['two tiers of one key', { tiers: [tier('one', '一档', 1, 1), tier('one', '二档', 2, 2)] }],
])('%s make no rule', (_, params) => {
	expect(() => parseRule({ code: 'x', points: 3, method: 'tiers', params })).toThrow(RuleError);
});
