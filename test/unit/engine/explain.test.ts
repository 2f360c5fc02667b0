import { describe, expect, test } from 'vitest';
import {
	LOCALES,
	STATES,
	explain,
	factsOf,
	parseRule,
	percentOf,
	scoreCriterion,
	stateText,
	type CriterionRule,
	type Fact,
	type Occurrences,
} from '#engine';
import { readingValue } from '#engine/score.ts';
import { EN_US } from '#engine/text/en-us.ts';
import { readingClause } from '#engine/text/readings.ts';
import { TEXTS } from '#engine/text/words.ts';
import { ZH_CN } from '#engine/text/zh-cn.ts';
import { criteriaOf, official, other, reread } from '../../support/rulebooks/load.ts';

interface Paragraph {
	readonly code: string;
	readonly facts?: Readonly<Record<string, string>>;
	readonly adjustments?: readonly Occurrences[];
	readonly reading?: Readonly<Record<string, unknown>>;
	readonly zh: string;
	readonly en: string;
}

/** Whole paragraphs, the open readings apart. */
const PARAGRAPHS: readonly Paragraph[] = [
	{
		code: '2.2',
		facts: { household: '3' },
		zh: '满分8分。分类不准或一户一策措施落实不准3户，每户扣0.5分，扣1.5分；是否有“挂图出现错误”尚未核查。已确定0分（尚未核查的按扣完计），最高可得6.5分（尚未核查的按不扣分计）。',
		en:
			'Full marks: 8. Household with a wrong classification or measure: 3 households, 0.5 off per ' +
			'household, 1.5 off; not yet examined: whether there is any “Error on the wall map”. Certain so far: ' +
			'0 (what is not yet examined could take all); at most: 6.5 (takes nothing).',
	},
	{
		code: '2.4',
		facts: { absence: '30', late_report: '0' },
		zh: '满分5分。少参加会议、培训30次，每次扣0.2分，扣6分，超过满分，扣完为止；没有出现“迟报资料”的情形，不扣分。得0分。',
		en:
			'Full marks: 5. Meeting or training missed: 30 times, 0.2 off per time, 6 off, more than the full ' +
			'marks: nothing below 0; looked for and not found: “Late report”; nothing off. Points: 0.',
	},
	{
		code: '2.4',
		facts: { absence: '24', late_report: '3' },
		zh: '满分5分。少参加会议、培训24次，每次扣0.2分，扣4.8分；迟报资料3次，每次扣0.5分，扣1.5分；合计应扣6.3分，超过满分，扣完为止。得0分。',
		en:
			'Full marks: 5. Meeting or training missed: 24 times, 0.2 off per time, 4.8 off; Late report: 3 ' +
			'times, 0.5 off per time, 1.5 off; 6.3 off in all, more than the full marks: nothing below 0. ' +
			'Points: 0.',
	},
	{
		code: '3.1.1',
		facts: { household: '3', waiver: '1' },
		zh: '满分2分。经核实，本条不适用于本村（社区），按满分计；“漏保、错保”的记录予以保留，目前不影响得分。得2分。',
		en:
			'Full marks: 2. Verified as not applicable to this village or community: full marks; recorded and ' +
			'kept, without effect for now: “Household left out or wrongly covered”. Points: 2.',
	},
	{
		code: '6.2a',
		facts: { actual: '96.4' },
		reading: { rounding: 'ceil' },
		zh: '满分2分。目标98%，满意度96.4%，少1.6个百分点，每少1个百分点扣0.1分，不足1个百分点的部分按1个百分点计，按少2个百分点计，扣0.2分。得1.8分。',
		en:
			'Full marks: 2. Target 98%, Satisfaction: 96.4%, 1.6 percentage points short; 0.1 off per percentage ' +
			'point, a part counts as a whole: 2 percentage points counted, 0.2 off. Points: 1.8.',
	},
	{
		code: '3.5.2',
		facts: { target: '6', actual: '4' },
		zh: '满分5分。本村（社区）目标6户，危房改造完成户数4户，少2户，每少1户扣1分，扣2分。得3分。',
		en:
			"Full marks: 5. Village's target 6 households, Houses renovated: 4 households, 2 households short; 1 " +
			'off per household, 2 off. Points: 3.',
	},
	{
		code: '7',
		adjustments: [{ id: 'a', occurrences: 6, category: 'innovation' }],
		zh: '每次加2分，最多加10分。经领导小组批准：重大创新6次；按次数应加12分，超过上限10分，多出的2分不计。加10分。',
		en:
			'2 added per occurrence, at most 10. Approved by the leadership group: Major innovation (6); 12 ' +
			'would be added, which is more than the cap of 10: 2 left out. Added: 10.',
	},
	{
		code: '5.1',
		facts: { fund_plan: '2', roof: '1' },
		zh: '满分4分。专项扶贫资金使用方案、专账管理尚未核查。已确定0分（尚未核查的按缺少计），最高可得4分（尚未核查的按具备计）。“专项扶贫资金使用方案”有1条记录（2）未计入，原因：只能填0或1；“roof”有1条记录（1）未计入，原因：本条没有这一项。',
		en:
			'Full marks: 4. Not yet examined: Plan for the use of the funds, Separate account. Certain so far: 0 ' +
			'(what is not yet examined counts as missing); at most: 4 (counts as present). “Plan for the use of ' +
			'the funds”: a record (2) is left out: must be 0 or 1; “roof”: a record (1) is left out: the ' +
			'criterion does not have it.',
	},
];

/** Per cents entered as two counts: numerator and denominator. */
const COUNTED = [
	['6.2a', {}, [241, 250], '满意度96.4%（241÷250），少1.6个百分点，'],
	[
		'3.2.2',
		{},
		[13, 48],
		'受扶持比例约27.08%（13÷48），未达到目标但不低于下限20%，按完成比例计分：3×(13÷48×100)÷50＝1.625分。四舍五入保留两位小数，得1.63分。',
	],
	['3.2.2', { between: 'interpolate' }, [13, 48], '按直线内插计分：3×(13÷48×100－20)÷(50－20)≈0.708333分。'],
	['3.2.2', {}, [19999, 100001], '受扶持比例约19.999%（19999÷100001），低于下限20%，不得分。'],
	[
		'6.2a',
		{ rounding: 'linear' },
		[29, 30],
		'满意度约96.67%（29÷30），少约1.33个百分点，每少1个百分点扣0.1分，按比例扣(98－29÷30×100)÷1×0.1≈0.133333分。四舍五入保留两位小数，得1.87分。',
	],
	[
		'6.2a',
		{ rounding: 'ceil' },
		[96999, 100000],
		'满意度96.999%（96999÷100000），少1.001个百分点，每少1个百分点扣0.1分，不足1个百分点的部分按1个百分点计，按少2个百分点计，扣0.2分。',
	],
	['6.2a', { rounding: 'ceil' }, [96997, 100001], '少约1.004个百分点，'],
] as const;

describe('an explanation', () => {
	test.each(PARAGRAPHS.map((paragraph) => [paragraph.code, paragraph] as const))(
		'of %s is complete in both languages',
		(_, paragraph) => {
			const { rule, line } = lineOf(paragraph);
			const findings = { ...line, reasons: line.reasons.filter(({ code }) => code !== 'reading') };
			expect(explain(rule, findings, 'zh-CN')).toBe(paragraph.zh);
			expect(explain(rule, findings, 'en-US')).toBe(paragraph.en);
		},
	);

	test.each(COUNTED)('of %s read %j with %j shows the counts', (code, reading, [numerator, denominator], words) => {
		const { rule } = lineOf({ code, reading });
		const value = percentOf(numerator, denominator);
		const counts = { numerator: String(numerator), denominator: String(denominator) };
		expect(explain(rule, scoreCriterion(rule, [{ ...fact('actual', value ?? ''), ...counts }]), 'zh-CN')).toContain(
			words,
		);
	});

	test.each([
		['3.2.2', { actual: '35' }, {}, '20%至50%之间怎样计分，原文未规定，现行口径：按完成比例计分。'],
		['3.2.2', { actual: '35' }, { between: 'interpolate' }, '现行口径：从下限到目标按直线内插计分。'],
		['3.3.1', { target: '50', actual: '35' }, {}, '不足10万元怎样扣，原文未规定，现行口径：不足10万元的部分不扣。'],
		['6.1b', { actual: '3.5' }, { rounding: 'ceil' }, '现行口径：不足1万元的部分按1万元扣。'],
		['2.3', { meeting_record: '0', picture: '2', notice: '0' }, { count: 'once' }, '现行口径：每类最多扣一次。'],
		['4.1', { no_plan: '1' }, {}, '没有年度计划怎样计分，原文未规定，现行口径：不得分。'],
		['3.1.1', { waiver: '1' }, {}, '不适用的怎样计分，原文未规定，现行口径：计满分。'],
		['3.1.1', { waiver: '1' }, { waiver: 'not_allowed' }, '现行口径：不设“不适用”，一律按事实计分。'],
		['1.0', {}, { award: false }, '现行口径：不计；'],
		['1.1', { office: '0' }, {}, '“每少一项扣5分”待与纸质原件核对，现行口径：扣5分。'],
		['1.1', { office: '0' }, { deduction: '1.2' }, '现行口径：扣1.2分。'],
		['1.1', {}, {}, '说明：“计6分”待与纸质原件核对，现行口径：计6分。'],
	])('of %s with %j read %j says what is open and the choice in force', (code, facts, reading, words) => {
		const { rule, line } = lineOf({ code, facts, reading });
		expect(explain(rule, line, 'zh-CN')).toContain(words);
		expect(explain(rule, line, 'en-US')).toMatch(/Note: .+\(in force: .+\)\.$/);
	});

	test('carries the whole note where a reading has no short words', () => {
		const [doc] = criteriaOf(official.document).filter(({ code }) => code === '3.2.2');
		const rule = parseRule({
			...doc,
			readings: [{ param: 'between', options: ['full'], note: '未作规定。' }],
			params: { ...doc?.params, between: 'full' },
		});
		const line = scoreCriterion(rule, [fact('actual', '35')]);
		expect(explain(rule, line, 'zh-CN')).toContain('计满分。得3分。说明：未作规定。现行口径：不低于下限即计满分。');
	});

	test('says of every reading in at most 40 characters what is open and what is in force', () => {
		for (const rule of rereadings(official.document)) {
			for (const { param, short } of rule.readings) {
				expect(short?.['en-US'], `${rule.code} ${param}`).toBeDefined();
				const value = readingValue(rule, param);
				if (value === undefined) throw new Error(`${rule.code} has no ${param}`);
				const clause = readingClause(rule, { param, value }, 'zh-CN');
				expect(clause.length, clause).toBeLessThanOrEqual(40);
				expect(clause).not.toMatch(/现行口径：(true|false|[a-z_]+)/);
			}
		}
	});

	test('names a measure as its rule does, and as 实际 where the rule does not name it', () => {
		const params = { target: '10', unit: '1', deduction: '1' };
		const named = parseRule({
			code: 'x',
			points: '7',
			method: 'shortfall',
			params: { ...params, label: { 'zh-CN': '亮灯数' } },
		});
		const plain = parseRule({ code: 'x', points: '7', method: 'shortfall', params });
		expect(factsOf(named).map(({ label }) => label['zh-CN'])).toEqual(['亮灯数']);
		expect(factsOf(plain).map(({ label }) => label['zh-CN'])).toEqual(['实际完成数']);
		expect(explain(named, scoreCriterion(named, [fact('actual', '9')]), 'zh-CN')).toBe(
			'满分7分。目标10，亮灯数9，少1，扣1分。得6分。',
		);
		expect(explain(plain, scoreCriterion(plain, [fact('actual', '9')]), 'zh-CN')).toBe(
			'满分7分。目标10，实际9，少1，扣1分。得6分。',
		);
		const measured = official.rulebook.criteria.filter(({ method }) => method === 'shortfall' || method === 'band');
		for (const rule of measured)
			expect(factsOf(rule).find(({ key }) => key === 'actual')?.label['zh-CN'], rule.code).not.toBe('实际完成数');
	});

	test.each([
		['3.2.2', { actual: '50' }],
		['3.2.2', { actual: '19' }],
		['3.3.1', { target: '50', actual: '40' }],
		['4.1', { target: '12', actual: '11' }],
		['2.3', { meeting_record: '1' }],
	])('of %s with %j carries no note that did not matter', (code, facts) => {
		const { line } = lineOf({ code, facts });
		expect(line.reasons.filter((reason) => reason.code === 'reading')).toEqual([]);
	});

	test('rounds numbers without end and says that they are about right', () => {
		const params = { target: '10', unit: '3', deduction: '1', rounding: 'linear', unit_label: { 'zh-CN': '盏' } };
		const rule = parseRule({ code: 'x', points: '7', method: 'shortfall', params });
		const line = scoreCriterion(rule, [fact('actual', '9')]);
		expect(explain(rule, line, 'zh-CN')).toBe(
			'满分7分。目标10盏，实际9盏，少1盏，每少3盏扣1分，按比例扣1÷3×1≈0.333333分。四舍五入保留两位小数，得6.67分。',
		);
		expect(explain(rule, scoreCriterion(rule, [fact('actual', '8')]), 'zh-CN')).toContain('2÷3×1≈0.666667分');
	});

	test('falls back to Chinese where the rulebook has no English', () => {
		const rule = other.rulebook.criteria.find(({ code }) => code === 'A1');
		if (!rule) throw new Error('no A1');
		expect(explain(rule, scoreCriterion(rule, [fact('sign', '0')]), 'en-US')).toContain(
			'Missing: 牌子 (1 item), 1.35 off',
		);
	});

	test.each([
		['official', official],
		['other', other],
	])('of anything in the %s rulebook leaves no gap', (_, { rulebook, document }) => {
		for (const rule of [...rulebook.criteria, ...rereadings(document)]) {
			for (const facts of varied(rule)) {
				const line = scoreCriterion(rule, facts, [
					{ id: 'a', occurrences: 9, category: 'nonsense' },
					...occurrencesOf(rule),
				]);
				for (const locale of LOCALES) {
					const text = explain(rule, line, locale);
					expect(text).not.toMatch(/\{\w+\}|undefined|null|NaN|\d\.\d*0(?!\d)|；。|；；|,\s*\.|\s{2}/);
					expect(text).toMatch(locale === 'zh-CN' ? /^(满分|每次)/ : /^(Full marks|\d)/);
				}
			}
		}
	});
});

test('both languages have the same texts with the same blanks', () => {
	const blanks = (text: string): string => [...new Set(text.match(/\{\w+\}/g))].sort().join(' ');
	expect(Object.keys(EN_US).sort()).toEqual(Object.keys(ZH_CN).sort());
	for (const [key, zh] of Object.entries(ZH_CN)) {
		const en = Object.entries(TEXTS['en-US']).find(([name]) => name === key)?.[1] ?? '';
		expect(en.trim(), key).not.toBe('');
		const allowed = new Set(blanks(zh).split(' '));
		for (const blank of blanks(en).split(' ')) expect([...allowed], key).toContain(blank);
	}
});

test('every state has its words', () => {
	expect(STATES.map((state) => stateText(state, 'zh-CN'))).toEqual(['未评', '部分已评', '已评', '不适用，按满分计']);
	expect(new Set(STATES.map((state) => stateText(state, 'en-US'))).size).toBe(STATES.length);
});

function lineOf({ code, facts = {}, adjustments = [], reading = {} }: Partial<Paragraph>) {
	const doc = criteriaOf(official.document).find((entry) => entry.code === code);
	if (!doc) throw new Error(`no criterion ${code}`);
	const rule = parseRule(reread(doc, reading));
	return {
		rule,
		line: scoreCriterion(
			rule,
			Object.entries(facts).map(([key, value]) => fact(key, value)),
			adjustments,
		),
	};
}

function rereadings(document: unknown): readonly CriterionRule[] {
	return criteriaOf(document).flatMap((doc) =>
		(doc.readings ?? []).flatMap(({ param, options }) =>
			options.map((option) => parseRule(reread(doc, { [param]: option }))),
		),
	);
}

/** Nothing, each single value, and the same value everywhere. */
function varied(rule: CriterionRule): readonly (readonly Fact[])[] {
	const values = ['0', '1', '2', '35', '49.9', '97.77', '60', '-1', 'x'];
	const keys = [...factsOf(rule).map(({ key }) => key), 'nonsense'];
	const single = keys.flatMap((key) => values.map((value) => [fact(key, value)]));
	const whole = values.map((value) =>
		keys.filter((key) => key !== 'no_plan' && key !== 'waiver').map((key) => fact(key, value)),
	);
	const measured = [
		['40', '35'],
		['60', '59.5'],
		['3', '1'],
	].map(([target, actual]) => [fact('target', target ?? ''), fact('actual', actual ?? '')]);
	return [[], ...single, ...whole, ...measured];
}

function occurrencesOf(rule: CriterionRule): readonly Occurrences[] {
	if (rule.method !== 'discretionary') return [];
	return rule.params.categories.map(({ key }, index) => ({ id: key, occurrences: index + 1, category: key }));
}

function fact(key: string, value: string): Fact {
	return { id: `${key}-${value}`, fact: key, value, observedOn: null, reportedOn: '2025-01-01' };
}
