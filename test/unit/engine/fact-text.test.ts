import { describe, expect, test } from 'vitest';
import { dayText, factText, factValueText, type CriterionRule, type StatedFact } from '#engine';
import { official, other } from '../../support/rulebooks/load.ts';

function ruleOf(code: string): CriterionRule {
	const rule = [...official.rulebook.criteria, ...other.rulebook.criteria].find((entry) => entry.code === code);
	if (!rule) throw new Error(`no criterion ${code}`);
	return rule;
}
const stated = (fact: string, value: unknown, more: Partial<StatedFact> = {}): StatedFact => ({ fact, value, ...more });

describe('a fact in words', () => {
	test.each([
		['1.1', stated('office', 0), '专门的办公场地：无', 'Dedicated office: missing'],
		['1.1', stated('office', '1'), '专门的办公场地：有', 'Dedicated office: present'],
		[
			'1.2',
			stated('pledge', 1, { reportedOn: null }),
			'脱贫责任书：有，未上报',
			'Signed pledge of responsibility: present, not reported',
		],
		[
			'1.2',
			stated('pledge', 1, { reportedOn: '2026-05-03' }),
			'脱贫责任书：有',
			'Signed pledge of responsibility: present',
		],
		['2.1', stated('mismatch', 3), null, null],
		['4.1', stated('no_plan', 1), '年度计划：没有', 'Annual plan: none'],
		['4.1', stated('no_plan', 0), '年度计划：已有', 'Annual plan: exists'],
		['5.2', stated('waiver', 1), '不适用', 'Not applicable'],
		['5.2', stated('waiver', 0), '适用', 'Applicable'],
	])('of %s %j is %s', (code, fact, chinese, english) => {
		const rule = ruleOf(code);
		if (chinese !== null) expect(factText(rule, fact, 'zh-CN')).toBe(chinese);
		if (english !== null) expect(factText(rule, fact, 'en-US')).toBe(english);
	});

	test.each([
		['2.2', stated('household', 3), '3 户', '3 households'],
		['2.2', stated('household', 1), '1 户', '1 household'],
		['2.2', stated('household', 0), '未发现', 'none found'],
		['2.2', stated('household', 1, { caseRef: '张某户' }), '1 户（张某户）', '1 household (张某户)'],
		['3.2.1', stated('met', 1), '是', 'yes'],
		['3.1.3', stated('established', 0), '否', 'no'],
		['6.2a', stated('actual', 96.4, { numerator: 241, denominator: 250 }), '96.4 %（241/250）', '96.4 % (241/250)'],
		['6.2a', stated('actual', '96.400000'), '96.4 %', '96.4 %'],
		['3.3.1', stated('target', 50), '50 万元', null],
		['6.1b', stated('actual', -0.5), '-0.5 万元', null],
		['1.1', stated('office', null), '未填', 'not filled in'],
		['1.1', stated('office', ''), '未填', 'not filled in'],
		['1.1', stated('office', 7), '7', '7'],
		['1.1', stated('unheard_of', 1), '1', '1'],
	])('the value of %s %j is %s', (code, fact, chinese, english) => {
		expect(factValueText(ruleOf(code), fact, 'zh-CN')).toBe(chinese);
		if (english !== null) expect(factValueText(ruleOf(code), fact, 'en-US')).toBe(english);
	});

	test('without a rule it is what is stored', () => {
		expect(factText(null, stated('office', 0), 'zh-CN')).toBe('office：0');
		expect(factValueText(null, stated('x'.repeat(90), 'y'.repeat(90)), 'zh-CN').length).toBeLessThan(50);
	});

	test('every fact of both rulebooks has a name and a value of its own in both languages', () => {
		for (const rule of [...official.rulebook.criteria, ...other.rulebook.criteria]) {
			for (const { key } of rule.facts) {
				const chinese = [0, 1].map((value) => factText(rule, stated(key, value), 'zh-CN'));
				expect(new Set(chinese).size, `${rule.code} ${key}`).toBe(2);
				expect(chinese.join(''), `${rule.code} ${key}`).not.toContain(key);
				// The other rulebook has no English.
				if (official.rulebook.criteria.includes(rule))
					expect(factText(rule, stated(key, 1), 'en-US'), `${rule.code} ${key}`).not.toMatch(/\p{Script=Han}/u);
			}
		}
	});

	test('a day is said as one says it', () => {
		expect(dayText('2026-05-03', 'zh-CN')).toBe('5 月 3 日');
		expect(dayText('2026-12-31', 'en-US')).toBe('Dec 31');
		expect(dayText('some day', 'zh-CN')).toBe('some day');
	});
});
