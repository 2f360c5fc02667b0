import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { RuleError, parseRule, parseRulebook, pathText, validateRulebook } from '#engine';
import { PROBLEM_TEXTS } from '#engine/validate/problem-texts.ts';
import { RulebookError, loadRulebook } from '../../../seed/rulebook/load-rulebook.ts';
import { ROOT, criteriaOf, official, other } from '../../support/rulebooks/load.ts';

type Fault = readonly [code: string, path: string, breakIt: (doc: Editable) => void];
interface Editable {
	set(path: string, value: unknown): void;
	remove(path: string): void;
}

/** One fault each in an otherwise sound rulebook: where it is found, and as what. */
const FAULTS: readonly Fault[] = [
	// Shape
	['missing', 'criteria[1].params.deduction', (doc) => doc.remove('criteria[1].params.deduction')],
	['missing', 'criteria[3].wording', (doc) => doc.remove('criteria[3].wording')],
	['missing', 'points', (doc) => doc.remove('points')],
	['wrong_type', 'criteria[1].waivable', (doc) => doc.set('criteria[1].waivable', 'yes')],
	['wrong_type', 'criteria[2].params', (doc) => doc.set('criteria[2].params', 7)],
	['wrong_type', 'criteria[2]', (doc) => doc.set('criteria[2]', 'A2')],
	['unknown_key', 'criteria[1].params.items[2].lable', (doc) => doc.set('criteria[1].params.items[2].lable', 'x')],
	['unknown_key', 'criteria[2].params.items', (doc) => doc.set('criteria[2].params.items', [])],
	['unknown_key', 'indicators[1].children[0].children', (doc) => doc.set('indicators[1].children[0].children', [])],
	['unknown_key', 'criteria[0].pointz', (doc) => doc.set('criteria[0].pointz', '1')],
	['not_an_option', 'criteria[5].params.rounding', (doc) => doc.set('criteria[5].params.rounding', 'round')],
	['not_an_option', 'criteria[5].method', (doc) => doc.set('criteria[5].method', 'guess')],
	['not_an_option', 'indicators[0].examined_by[0]', (doc) => doc.set('indicators[0].examined_by[0]', 'guessing')],
	['decimal', 'criteria[5].params.unit', (doc) => doc.set('criteria[5].params.unit', '1e3')],
	['decimal', 'criteria[5].params.min', (doc) => doc.set('criteria[5].params.min', Number.NaN)],
	['decimal', 'criteria[1].params.deduction', (doc) => doc.set('criteria[1].params.deduction', true)],
	['decimal_range', 'criteria[5].params.deduction', (doc) => doc.set('criteria[5].params.deduction', '0.0000001')],
	['decimal_range', 'criteria[5].params.target', (doc) => doc.set('criteria[5].params.target', '1000000000')],
	['points_precision', 'criteria[1].points', (doc) => doc.set('criteria[1].points', '4.001')],
	[
		'not_positive',
		'criteria[3].params.findings[0].deduction',
		(doc) => doc.set('criteria[3].params.findings[0].deduction', '-1.25'),
	],
	['not_positive', 'criteria[5].params.unit', (doc) => doc.set('criteria[5].params.unit', '0')],
	['zero', 'criteria[10].params.each', (doc) => doc.set('criteria[10].params.each', '0')],
	['empty_text', 'criteria[1].title.zh-CN', (doc) => doc.set('criteria[1].title.zh-CN', ' ')],
	['empty_list', 'criteria[1].params.items', (doc) => doc.set('criteria[1].params.items', [])],
	['key', 'criteria[1].params.items[0].key', (doc) => doc.set('criteria[1].params.items[0].key', '牌子')],
	['duplicate_key', 'criteria[1].params.items[2].key', (doc) => doc.set('criteria[1].params.items[2].key', 'sign')],
	[
		'reserved_key',
		'criteria[7].params.findings[0].key',
		(doc) => doc.set('criteria[7].params.findings[0].key', 'established'),
	],
	['reserved_key', 'criteria[1].params.items[0].key', (doc) => doc.set('criteria[1].params.items[0].key', 'waiver')],
	['min_above_max', 'criteria[4].params.min', (doc) => doc.set('criteria[4].params.min', '101')],
	['target_outside', 'criteria[8].params.target', (doc) => doc.set('criteria[8].params.target', '100.5')],
	['floor_above_target', 'criteria[8].params.floor', (doc) => doc.set('criteria[8].params.floor', '90.5')],
	['proportional_target', 'criteria[9].params.target', (doc) => doc.set('criteria[9].params.between', 'proportional')],
	[
		'date',
		'criteria[2].examples[0].facts[0].observed_on',
		(doc) => doc.set('criteria[2].examples[0].facts[0].observed_on', '1.3.2031'),
	],
	[
		'count',
		'criteria[10].examples[0].adjustments[0].occurrences',
		(doc) => doc.set('criteria[10].examples[0].adjustments[0].occurrences', -1),
	],
	['not_json', 'criteria[2].params', (doc) => doc.set('criteria[2].params', '{label:')],
	[
		'invalid',
		'criteria[10].examples[0].adjustments[0].occurrences',
		(doc) => doc.set('criteria[10].examples[0].adjustments[0].occurrences', 1e300),
	],
	[
		'wrong_type',
		'criteria[10].examples[0].params.each',
		(doc) => doc.set('criteria[10].examples[0].params', { each: [] }),
	],
	['empty_code', 'criteria[1].code', (doc) => doc.set('criteria[1].code', ' ')],
	[
		'unknown_key',
		'criteria[3].readings[0].short.zh',
		(doc) => doc.set('criteria[3].readings[0].short', { 'zh-CN': '待定', zh: 'x' }),
	],
	['empty_text', 'criteria[5].params.label.zh-CN', (doc) => doc.set('criteria[5].params.label', { 'zh-CN': '' })],
	// Sense
	['points_sign', 'criteria[1].points', (doc) => doc.set('criteria[1].points', '-4')],
	['points_sign', 'criteria[11].points', (doc) => doc.set('criteria[11].points', '0')],
	['points_sign', 'criteria[0].points', (doc) => doc.set('criteria[0].points', '-1.5')],
	['cap_above_points', 'criteria[10].params.cap', (doc) => doc.set('criteria[10].params.cap', '5')],
	['cap_below_each', 'criteria[10].params.cap', (doc) => doc.set('criteria[10].params.cap', '1')],
	['not_waivable', 'criteria[0].waivable', (doc) => doc.set('criteria[0].waivable', true)],
	['waiver_without_waivable', 'criteria[1].params.waiver', (doc) => doc.set('criteria[1].waivable', false)],
	['reading_param', 'criteria[3].readings[0].param', (doc) => doc.set('criteria[3].readings[0].param', 'cuont')],
	['reading_param', 'criteria[3].readings[0].param', (doc) => doc.set('criteria[3].readings[0].param', 'findings')],
	[
		'reading_value',
		'criteria[5].readings[0].options',
		(doc) => doc.set('criteria[5].readings[0].options', ['floor', 'linear']),
	],
	['reading_twice', 'criteria[3].readings[1].param', (doc) => doc.set('criteria[3].readings[1].param', 'waiver')],
	['duplicate_code', 'criteria[2].code', (doc) => doc.set('criteria[2].code', 'A1')],
	['duplicate_code', 'indicators[1].children[1].code', (doc) => doc.set('indicators[1].children[1].code', 'A')],
	['unknown_indicator', 'criteria[2].indicator', (doc) => doc.set('criteria[2].indicator', 'Z')],
	['empty_indicator', 'indicators[3]', (doc) => doc.set('criteria[10].indicator', '罚')],
	['mixed_indicator', 'indicators[3]', (doc) => doc.set('criteria[9].indicator', '奖')],
	['indicator_sum', 'indicators[0].points', (doc) => doc.set('criteria[0].points', '1')],
	['indicator_sum', 'indicators[1].points', (doc) => doc.set('indicators[1].points', '26')],
	['rulebook_sum', 'points', (doc) => doc.set('points', '47')],
	// Meaning
	['no_example', 'criteria[2]', (doc) => doc.set('criteria[2].examples', [])],
	[
		'example_fact',
		'criteria[2].examples[0].facts[0]',
		(doc) => doc.set('criteria[2].examples[0].facts[0].fact', 'meet'),
	],
	['example_fact', 'criteria[2].examples[0].facts[0]', (doc) => doc.set('criteria[2].examples[0].facts[0].value', '3')],
	[
		'example_param',
		'criteria[2].examples[0].params.waiver',
		(doc) => doc.set('criteria[2].examples[0].params', { waiver: 'full' }),
	],
	['example_disagrees', 'criteria[2].examples[0]', (doc) => doc.set('criteria[2].examples[0].awarded', '1')],
	['example_disagrees', 'criteria[1].examples[1]', (doc) => doc.set('criteria[1].examples[1].state', 'assessed')],
];

describe('a fault in a rulebook', () => {
	test.each(FAULTS)('%s is found at %s', (code, path, breakIt) => {
		const problems = problemsWith(breakIt);
		const found = problems.map((problem) => `${problem.code} ${pathText(problem.path)}`);
		expect(found).toContain(`${code} ${path}`);
		for (const { what, how } of problems) {
			for (const text of [what['zh-CN'], what['en-US'], how['zh-CN'], how['en-US']])
				expect(text).not.toMatch(/[{}]|undefined|—/);
		}
	});

	test('does not hide those of other kinds and other criteria: all are told at once', () => {
		const problems = problemsWith((doc) => {
			doc.remove('criteria[3].wording');
			doc.set('criteria[3].params.findings[0].deduction', '-1');
			doc.set('criteria[1].waivable', false);
			doc.set('criteria[2].examples[0].awarded', '1');
			doc.set('indicators[1].children[1].code', 'A');
		});
		expect(problems.map(({ code }) => code)).toEqual(
			expect.arrayContaining([
				'missing',
				'not_positive',
				'waiver_without_waivable',
				'example_disagrees',
				'duplicate_code',
			]),
		);
		// A criterion that cannot be read is missing from its indicator's sum: nobody is told of a difference that mends itself.
		expect(problems.map(({ code }) => code)).not.toContain('indicator_sum');
	});

	test('a wrong sum is told along with an example that disagrees', () => {
		const problems = problemsWith((doc) => {
			doc.set('indicators[1].points', '26');
			doc.set('criteria[2].examples[0].awarded', '1');
		});
		expect(problems.map(({ code }) => code)).toEqual(expect.arrayContaining(['indicator_sum', 'example_disagrees']));
	});

	test('of every kind is seen at least once', () => {
		const seen = new Set(FAULTS.map(([code]) => code));
		expect(Object.keys(PROBLEM_TEXTS).filter((code) => !seen.has(code))).toEqual([]);
	});

	test('names the keys that are allowed', () => {
		const [problem] = problemsWith((doc) => doc.set('criteria[1].params.items[2].lable', 'x'));
		expect(problem?.what['zh-CN']).toBe('不认识的键：lable。');
		expect(problem?.how['en-US']).toBe('Allowed here: key, label, reported. Mend the spelling or remove it.');
	});

	test.each([
		['criteria[1].params.items', {}, '填法不对，应为列表。'],
		['criteria[1].params', [], '填法不对，应为对象。'],
		['criteria[1].waivable', 'yes', '填法不对，应为是（true）或否（false）。'],
		['criteria[3].readings[0].note', 5, '填法不对，应为对象或文字。'],
		['criteria[3].readings[0].options[0]', {}, '填法不对，应为文字或数字或是（true）或否（false）。'],
		['criteria[1].params.deduction', undefined, '没有填写“每少一项扣分”。请补上，应为数字。'],
		['criteria[1].params.items[0].key', undefined, '没有填写“内部代号”。请补上，应为文字。'],
		['criteria[1].code', '', '编号为空。请填写编号，如 1.1。'],
		['criteria[2].examples[0].facts[0].value', '3', '= 3 不能用于本条（只能填1（是）或0（否））。'],
	])('at %s = %j is told in plain words', (path, value, words) => {
		const texts = problemsWith((doc) => doc.set(path, value)).map(({ what, how }) => `${what['zh-CN']}${how['zh-CN']}`);
		expect(texts.join('')).toContain(words);
		expect(texts.join('')).not.toMatch(/array|object|string|boolean|record|Invalid|decimal|_/);
	});

	test('in the reading of an example is found', () => {
		const [problem] = problemsWith((doc) => doc.set('criteria[0].examples[1].params', { award: 'perhaps' }));
		expect(problem?.code).toBe('wrong_type');
	});
});

describe('a sound rulebook', () => {
	test.each([
		['official', official.document],
		['other', other.document],
	])('%s has no problems', (_, document) => {
		expect(validateRulebook(document)).toMatchObject({ ok: true });
	});

	test('may be read otherwise where its points still add up', () => {
		const document = structuredClone(official.document);
		const edit = editable(document);
		const at = (code: string): number => criteriaOf(document).findIndex((doc) => doc.code === code);
		edit.set(`criteria[${at('1.1')}].points`, '8');
		const wrong = validateRulebook(document);
		expect(wrong.ok ? [] : wrong.problems.map(({ code }) => code)).toContain('indicator_sum');
		edit.set(`criteria[${at('1.0')}].points`, '0');
		expect(validateRulebook(document)).toMatchObject({ ok: true });
	});
});

describe('one row', () => {
	const params = { label: { 'zh-CN': '达到' } };

	test('may come as the database keeps it: text for JSON, numbers for points, 0 and 1 for booleans', () => {
		const rule = parseRule({
			id: 'u',
			code: 'x',
			title: '门槛',
			points: 2.5,
			method: 'gate',
			params: JSON.stringify(params),
			waivable: 1,
			readings: null,
			sort: 3,
		});
		expect(rule).toMatchObject({
			id: 'u',
			points: '2.5',
			title: { 'zh-CN': '门槛' },
			waivable: true,
			params: { waiver: 'full' },
		});
		expect(parseRule({ code: 'x', points: '2.50', method: 'gate', params, readings: '[]' })).toMatchObject({
			id: 'x',
			points: '2.5',
			waivable: false,
		});
	});

	test('gets the defaults of its method', () => {
		const rule = parseRule({
			code: 'x',
			points: 1,
			method: 'shortfall',
			params: { target: 5, unit: 1, deduction: 0.1 },
		});
		expect(rule.params).toEqual({
			target: '5',
			unit: '1',
			deduction: '0.1',
			rounding: 'floor',
			min: null,
			max: null,
			integer: false,
			no_plan: null,
			unit_label: null,
			part_label: null,
			whole_label: null,
		});
	});

	test.each([
		[null],
		['gate'],
		[[]],
		[{}],
		[{ code: 'x', points: 1, method: 'gate' }],
		[{ code: 'x', points: 1, method: 'gate', params: 'x' }],
	])('%j is refused with where, what and how', (row) => {
		const error = thrownBy(() => parseRule(row));
		expect(error).toBeInstanceOf(RuleError);
		expect(error).toMatchObject({
			path: expect.any(String),
			what: { 'zh-CN': expect.any(String) },
			how: { 'zh-CN': expect.any(String) },
		});
	});
});

test('an unsound rulebook is thrown with all its problems', () => {
	const error = thrownBy(() => parseRulebook({ code: 'x' }));
	expect(error instanceof RuleError ? error.problems.length : 0).toBeGreaterThan(3);
});

test('the loader names file and line, also through an alias', async () => {
	const folder = join(ROOT, 'test/support/rulebooks/broken');
	const error: unknown = await loadRulebook(folder).catch((reason: unknown) => reason);
	expect(error).toBeInstanceOf(RulebookError);
	const places =
		error instanceof RulebookError
			? error.problems.map(({ code, file, line }) => `${code} ${file.slice(folder.length + 1)}:${line}`)
			: [];
	expect(places).toEqual([
		'not_an_option rulebook.yaml:11',
		'unknown_key criteria/1.yaml:9',
		'not_positive criteria/1.yaml:22',
		'not_positive criteria/1.yaml:22',
		'duplicate_key criteria/1.yaml:20',
	]);
	expect(String(error)).toContain('criteria/1.yaml:9 criteria[0].params.lable: 不认识的键：lable。');
});

function problemsWith(breakIt: (doc: Editable) => void) {
	const document = structuredClone(other.document);
	breakIt(editable(document));
	const check = validateRulebook(document);
	return check.ok ? [] : check.problems;
}

function editable(document: unknown): Editable {
	const parts = (path: string): readonly string[] => path.split(/[.[\]]+/).filter((part) => part !== '');
	const parent = (path: string): [object, string] => {
		const keys = parts(path);
		const last = keys.at(-1);
		let node: unknown = document;
		for (const part of keys.slice(0, -1))
			node = typeof node === 'object' && node !== null ? Reflect.get(node, part) : undefined;
		if (typeof node !== 'object' || node === null || last === undefined) throw new Error(`no such place: ${path}`);
		return [node, last];
	};
	return {
		set: (path, value) => void Reflect.set(...parent(path), value),
		remove: (path) => void Reflect.deleteProperty(...parent(path)),
	};
}

function thrownBy(run: () => unknown): unknown {
	try {
		run();
	} catch (error) {
		return error;
	}
	throw new Error('nothing was thrown');
}
