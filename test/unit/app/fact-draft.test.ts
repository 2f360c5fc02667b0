import { describe, expect, test } from 'vitest';
import {
	EMPTY_DRAFT,
	choicesOf,
	choose,
	draftOf,
	fieldsOf,
	halfWidth,
	isComplete,
	problemOf,
	startDraft,
	withCase,
	withCounts,
	withValue,
} from '#app/features/evidence/fact-draft.ts';
import type { CriterionRule } from '#engine';
import { official } from '../../support/rulebooks/load.ts';

function ruleOf(code: string): CriterionRule {
	const rule = official.rulebook.criteria.find((entry) => entry.code === code);
	if (!rule) throw new Error(`no criterion ${code}`);
	return rule;
}

describe('what somebody may choose', () => {
	test('targets and waivers are the office’s; one that is chosen already stays in sight', () => {
		const keys = (office: boolean, chosen: string | null = null): string[] =>
			choicesOf(ruleOf('3.3.1'), { office, chosen }).map(({ key }) => key);
		expect(keys(true)).toEqual(['target', 'actual', 'waiver']);
		expect(keys(false)).toEqual(['actual']);
		expect(keys(false, 'target')).toEqual(['target', 'actual']);
	});

	test('the only fact is chosen at once, a waiver aside', () => {
		expect(startDraft(ruleOf('3.2.1'), { office: true }).fact).toBe('met');
		expect(startDraft(ruleOf('2.1'), { office: false }).fact).toBe('mismatch');
		expect(startDraft(ruleOf('1.1'), { office: true }).fact).toBeNull();
		expect(startDraft(ruleOf('7'), { office: true })).toEqual(EMPTY_DRAFT);
	});

	test('another fact drops what was typed; the same one keeps it', () => {
		const draft = withValue(choose(EMPTY_DRAFT, 'household'), '3');
		expect(choose(draft, 'household')).toBe(draft);
		expect(choose(draft, 'wall_map')).toEqual({ ...EMPTY_DRAFT, fact: 'wall_map' });
	});
});

describe('what is typed', () => {
	test('two counts make a per cent; a value by itself replaces them', () => {
		const counted = withCounts(choose(EMPTY_DRAFT, 'actual'), { numerator: '241', denominator: '250' });
		expect(fieldsOf(counted)).toEqual({
			fact: 'actual',
			value: 96.4,
			numerator: 241,
			denominator: 250,
			case_ref: null,
		});
		expect(fieldsOf(withValue(counted, '97'))).toEqual({
			fact: 'actual',
			value: 97,
			numerator: null,
			denominator: null,
			case_ref: null,
		});
		expect(withCounts(counted, { numerator: '241', denominator: '0' }).value).toBe('');
	});

	test('a case that is named counts once, and without its name keeps the number', () => {
		const named = withCase(withValue(choose(EMPTY_DRAFT, 'household'), '3'), '张某户');
		expect(fieldsOf(named)).toMatchObject({ value: 1, case_ref: '张某户' });
		expect(fieldsOf(withCase(named, '  '))).toMatchObject({ value: 1, case_ref: null });
	});

	test.each([
		['３．５％', '3.5'],
		['－2', '-2'],
		[' 12 ', '12'],
		['abc', 'abc'],
	])('%s is read as %s', (typed, read) => {
		expect(halfWidth(typed)).toBe(read);
	});

	test('what is no number is sent as it was typed', () => {
		expect(fieldsOf(withValue(choose(EMPTY_DRAFT, 'mismatch'), '3.')).value).toBe('3.');
		expect(fieldsOf(withValue(choose(EMPTY_DRAFT, 'mismatch'), '1e9')).value).toBe('1e9');
		expect(fieldsOf(EMPTY_DRAFT)).toEqual({
			fact: null,
			value: null,
			numerator: null,
			denominator: null,
			case_ref: null,
		});
	});

	test('an item’s fields and a draft are the same thing', () => {
		const item = { fact: 'actual', value: 96.4, numerator: 241, denominator: 250, case_ref: null };
		expect(fieldsOf(draftOf(item))).toEqual(item);
		expect(draftOf({})).toEqual(EMPTY_DRAFT);
	});

	test('what is wrong is said in words, once something is typed', () => {
		const rule = ruleOf('2.1');
		expect(problemOf(rule, choose(EMPTY_DRAFT, 'mismatch'), 'zh-CN')).toBeNull();
		expect(problemOf(rule, withValue(choose(EMPTY_DRAFT, 'mismatch'), '1.5'), 'zh-CN')).toBe('须为整数');
		expect(problemOf(rule, withValue(choose(EMPTY_DRAFT, 'mismatch'), '-1'), 'en-US')).toBe('must not be below 0');
		expect(isComplete(rule, withValue(choose(EMPTY_DRAFT, 'mismatch'), '2'))).toBe(true);
		expect(isComplete(rule, choose(EMPTY_DRAFT, 'mismatch'))).toBe(false);
		expect(isComplete(rule, EMPTY_DRAFT)).toBe(false);
	});
});
