import { describe, expect, it } from 'vitest';
import { EMPTY_DRAFT, startDraft, type FactDraft } from '#app/features/evidence/fact-draft.ts';
import { daysOf } from '#app/shared/day.ts';
import { itemOf, statusOf, wrongsOf, type Entry } from '#app/features/evidence/record/entry.ts';
import { criterionOf } from './criterion.ts';

const days = daysOf(2026, '2026-05-03');

function entry(code: string, draft: Partial<FactDraft> = {}, others: Partial<Entry> = {}): Entry {
	const criterion = criterionOf(code);
	return {
		scorecard: 'card',
		criterion,
		draft: { ...startDraft(criterion.rule, { office: true }), ...draft },
		observedOn: '2026-05-03',
		reportedOn: '',
		examination: null,
		note: '',
		files: [],
		status: 'verified',
		...others,
	};
}

describe('what keeps an entry from being saved', () => {
	it.each([
		['nothing', entry('1.1', { fact: 'office', value: '0' }), []],
		['no village', entry('1.1', { fact: 'office', value: '0' }, { scorecard: null }), ['scorecard']],
		[
			'neither village nor criterion',
			entry('1.1', EMPTY_DRAFT, { scorecard: null, criterion: null }),
			['scorecard', 'criterion'],
		],
		['no fact', entry('1.1'), ['fact']],
		['no value', entry('6.2a'), ['value']],
		['a value out of range', entry('6.2a', { value: '101' }), ['value']],
		['the year before', entry('6.2a', { value: '96.4' }, { observedOn: '2025-12-31' }), ['observed_on']],
		['tomorrow', entry('6.2a', { value: '96.4' }, { observedOn: '2026-05-04' }), ['observed_on']],
		['reported tomorrow', entry('1.2', { fact: 'pledge', value: '1' }, { reportedOn: '2026-05-04' }), ['reported_on']],
		['not reported', entry('1.2', { fact: 'pledge', value: '1' }), []],
	] as const)('%s', (_what, given, expected) => {
		expect(wrongsOf(given, days)).toEqual(expected);
	});

	it('a draft may wait for its value, and a waiver for its reason only as a draft', () => {
		expect(wrongsOf(entry('6.2a', {}, { status: 'draft' }), days)).toEqual([]);
		const waiver = entry('4.1', { fact: 'waiver', value: '1' });
		expect(wrongsOf(waiver, days)).toEqual(['note']);
		expect(wrongsOf({ ...waiver, note: '无贫困户' }, days)).toEqual([]);
		expect(wrongsOf({ ...waiver, status: 'draft' }, days)).toEqual([]);
	});
});

describe('the item that an entry makes', () => {
	it('says what was found, when and how; a report only where it counts', () => {
		expect(
			itemOf(
				entry(
					'6.2a',
					{ value: '96.4', numerator: '241', denominator: '250' },
					{ note: ' 问卷 ', reportedOn: '2026-05-01' },
				),
			),
		).toEqual({
			scorecard: 'card',
			criterion: 'id-6.2a',
			fact: 'actual',
			value: 96.4,
			numerator: 241,
			denominator: 250,
			case_ref: null,
			observed_on: '2026-05-03',
			reported_on: null,
			examination: null,
			note: '问卷',
			status: 'verified',
		});
		expect(itemOf(entry('1.2', { fact: 'pledge', value: '1' }, { reportedOn: '2026-05-01' }))).toMatchObject({
			reported_on: '2026-05-01',
		});
		expect(itemOf(entry('1.2', { fact: 'pledge', value: '0' }, { reportedOn: '2026-05-01' }))).toMatchObject({
			reported_on: null,
		});
		expect(itemOf(entry('1.1'))).toBeNull();
	});

	it('a waiver is handed in, for a second person to verify', () => {
		const waiver = entry('4.1', { fact: 'waiver', value: '1' });
		expect(statusOf(waiver)).toBe('submitted');
		expect(statusOf({ ...waiver, status: 'draft' })).toBe('draft');
		expect(statusOf(entry('1.1', { fact: 'office', value: '1' }))).toBe('verified');
	});
});
