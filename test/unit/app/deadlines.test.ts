import { describe, expect, it } from 'vitest';
import type { AssessmentRow } from '#app/shared/assessments.ts';
import { daysOf, isWithin } from '#app/shared/day.ts';
import { deadlines } from '#app/features/start/deadlines.ts';
import type { OpenAdjustment } from '#app/features/start/load-work.ts';

const assessment = (status: AssessmentRow['status'], dates: Partial<AssessmentRow> = {}): AssessmentRow => ({
	id: 'a',
	title: '2026',
	year: 2026,
	status,
	rulebook: 'r',
	submission_deadline: '2026-12-11',
	publicity_from: '2026-12-20',
	publicity_to: '2026-12-27',
	...dates,
});
const vote = (id: string, at: string | null, status: OpenAdjustment['status'] = 'proposed'): OpenAdjustment => ({
	id,
	status,
	user_created: null,
	vote_deadline: at,
	criterion: { code: '7' },
	scorecard: { village_name: '一' },
});
const today = new Date(2026, 10, 25, 23, 30);

describe('dates that come near', () => {
	it.each([
		['preparing', [['submission', 16]]],
		['collecting', [['submission', 16]]],
		['reviewing', [['notice_begins', 25]]],
		['publicized', [['notice_ends', 32]]],
		['final', []],
	] as const)('of an assessment that is %s', (status, expected) => {
		expect(deadlines(assessment(status), [], today).map(({ kind, days }) => [kind, days])).toEqual(expected);
	});

	it('votes stand among them by their day on the user’s calendar; drafts and votes without a deadline do not', () => {
		const at = new Date(2026, 10, 26, 0, 30).toISOString();
		const found = deadlines(
			assessment('collecting'),
			[
				vote('late', new Date(2027, 0, 2).toISOString()),
				vote('soon', at),
				vote('draft', at, 'draft'),
				vote('none', null),
			],
			today,
		);
		expect(found.map(({ key, days }) => [key, days])).toEqual([
			['soon', 1],
			['submission', 16],
			['late', 38],
		]);
	});

	it('a day without a date is left out, one that has passed is counted below zero', () => {
		expect(deadlines(assessment('collecting', { submission_deadline: null }), [], today)).toEqual([]);
		expect(deadlines(assessment('collecting', { submission_deadline: '2026-11-20' }), [], today)[0]?.days).toBe(-5);
	});
});

describe('the days on which something can have been found', () => {
	it.each([
		['2026-05-03', '2026-05-03'],
		['2027-01-02', '2026-12-31'],
	])('seen on %s, end with %s', (day, last) => {
		expect(daysOf(2026, day)).toEqual({ first: '2026-01-01', last, proposed: last });
	});

	it('are none in a year that has not begun: no day is proposed, and none but that is right', () => {
		const days = daysOf(2027, '2026-11-30');
		expect(days.proposed).toBe('');
		expect(['', '2026-11-30', '2027-01-01', '2027-12-31'].map((day) => isWithin(day, days))).toEqual([
			true,
			false,
			false,
			false,
		]);
	});

	it.each([
		['2026-01-01', true],
		['2026-05-03', true],
		['2026-05-04', false],
		['2025-12-31', false],
		['', false],
		['3 May', false],
	])('%s: %s', (day, expected) => {
		expect(isWithin(day, daysOf(2026, '2026-05-03'))).toBe(expected);
	});
});
