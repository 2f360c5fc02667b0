// What is asked before it is taken: one case or several, 0.964 or 96.4 per cent.
import { describe, expect, test } from 'vitest';
import type { CriterionRule } from '#engine';
import { plausibilityWarnings } from '#domain/evidence/plausibility/plausibility.ts';
import {
	EMPTY_DRAFT,
	fieldsOf,
	itemsOf,
	questionOf,
	withCase,
	withReading,
	withValue,
} from '#app/features/evidence/fact-draft.ts';
import { official } from '../../support/rulebooks/load.ts';

function ruleOf(code: string): CriterionRule {
	const rule = official.rulebook.criteria.find((entry) => entry.code === code);
	if (!rule) throw new Error(`no criterion ${code}`);
	return rule;
}
const named = (name: string, code = '2.1', fact = 'mismatch') =>
	plausibilityWarnings(ruleOf(code), { fact, value: 1, case_ref: name });

describe('the case of one item', () => {
	test.each([
		['张三、李四', ['张三', '李四']],
		['张三，李四;王五', ['张三', '李四', '王五']],
		['张三,李四', ['张三', '李四']],
		['张三和李四', ['张三', '李四']],
		['张三 李四', ['张三', '李四']],
		['张三/李四', ['张三', '李四']],
		['李四（3组，低保）、王五（3组）', ['李四（3组，低保）', '王五（3组）']],
		['张三、李四等2户', ['张三', '李四']],
	])('%s may be several: %j', (name, cases) => {
		const [look] = named(name);
		expect(look?.code).toBe('several_cases');
		expect(look?.instead.map((one) => one.cases)).toEqual([cases]);
	});

	test.each([
		['张三等3户', '3'],
		['张三等三户', '3'],
		['张三等１２户', '12'],
		['十二户', '12'],
		['共5例', '5'],
		['张三李四两户', '2'],
	])('%s may be %s', (name, value) => {
		const [look] = named(name);
		expect(look?.instead).toMatchObject([{ value, cases: [] }]);
	});

	test.each(['张三等人', '30余户', '多户'])('%s may be several, nobody knows how many', (name) =>
		expect(named(name)).toMatchObject([{ code: 'several_cases', instead: [] }]),
	);

	test.each([
		'张三',
		'张　三',
		'李四（3组）',
		'李四(3组，低保)',
		'3组张三',
		'张三户',
		'第2次检查',
		'2026年3月5日',
		'三家村张三',
		'王和平',
		'共和路项目',
		'2/3号路',
		'5号楼',
		'1户',
		'欧阳娜娜',
		'张三·李四',
		'',
	])('%s is one', (name) => expect(named(name)).toEqual([]));

	test('3 persons are one household', () => {
		expect(named('张三（3人）', '2.2', 'household')).toEqual([]);
		expect(named('张三等3户', '2.2', 'household')).toHaveLength(1);
	});

	test('becomes several with one press, each recorded by itself', () => {
		const rule = ruleOf('2.1');
		const typed = withCase({ ...EMPTY_DRAFT, fact: 'mismatch' }, '张三、李四');
		const look = questionOf(rule, typed);
		const [several] = look?.instead ?? [];
		if (look === null || several === undefined) throw new Error('it is not asked');
		const answered = withReading(typed, several, look);
		expect(questionOf(rule, answered)).toBeNull();
		expect(itemsOf(fieldsOf(answered), answered)).toMatchObject([
			{ case_ref: '张三', value: 1 },
			{ case_ref: '李四', value: 1 },
		]);
		expect(questionOf(rule, withCase(answered, '张三、李四、王五'))).not.toBeNull();
		expect(questionOf(rule, { ...typed, meant: true })).toBeNull();
		expect(itemsOf(fieldsOf(typed), typed)).toMatchObject([{ case_ref: '张三、李四' }]);
	});
});

describe('a per cent', () => {
	test.each([
		['6.2a', '0.964', '96.4'],
		['6.2a', '1', '100'],
		['6.2b', 0.95, '95'],
		['3.2.2', '0.35', '35'],
		['3.3.2', '0.08', '8'],
	])('%s: %s may be %s', (code, value, meant) =>
		expect(plausibilityWarnings(ruleOf(code), { fact: 'actual', value })).toMatchObject([
			{ code: 'share_for_percent', instead: [{ value: meant }] },
		]),
	);

	test.each([
		['6.2a', '96.4'],
		['6.2a', '1.01'],
		['6.2a', '0'],
		['6.2a', 'abc'],
		['3.3.2', '0.9'],
		['3.3.2', '-0.05'],
		['3.3.1', '0.5'],
	])('%s: %s is what it is', (code, value) =>
		expect(plausibilityWarnings(ruleOf(code), { fact: 'actual', value })).toEqual([]),
	);

	test('of two counts is what they make', () =>
		expect(plausibilityWarnings(ruleOf('6.2a'), { fact: 'actual', value: '0.4', denominator: '250' })).toEqual([]));

	test('typed anew is asked anew', () => {
		const rule = ruleOf('6.2a');
		const typed = withValue({ ...EMPTY_DRAFT, fact: 'actual' }, '0.964');
		const look = questionOf(rule, typed);
		const [other] = look?.instead ?? [];
		if (look === null || other === undefined) throw new Error('it is not asked');
		expect(fieldsOf(withReading(typed, other, look)).value).toBe(96.4);
		expect(questionOf(rule, withValue({ ...typed, meant: true }, '0.9'))).not.toBeNull();
	});
});
