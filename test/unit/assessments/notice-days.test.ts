// How long a public notice runs, by the calendar of 2026: the days off and the weekends that are worked are those of 国庆节 and 元旦.
import { describe, expect, it } from 'vitest';
import { lastNoticeDay, noticeDaysLeft, type Holidays, type NoticeKind } from '#domain/assessments/notice-days.ts';

const off = (...days: readonly string[]): (readonly [string, 'holiday'])[] => days.map((day) => [day, 'holiday']);
const worked = (...days: readonly string[]): (readonly [string, 'workday'])[] => days.map((day) => [day, 'workday']);
const HOLIDAYS: Holidays = new Map([
	...off(
		'2026-10-01',
		'2026-10-02',
		'2026-10-03',
		'2026-10-04',
		'2026-10-05',
		'2026-10-06',
		'2026-10-07',
		'2027-01-01',
		'2027-01-02',
		'2027-01-03',
	),
	...worked('2026-09-20', '2026-10-10'),
]);

describe('the last day', () => {
	it.each([
		// Monday: five days of this week, two of the next.
		['2026-11-30', 7, 'working', '2026-12-08'],
		['2026-11-30', 7, 'calendar', '2026-12-06'],
		['2026-11-30', 1, 'working', '2026-11-30'],
		// Begun on a Saturday: the first day that counts is Monday.
		['2026-12-05', 1, 'working', '2026-12-07'],
		['2026-12-05', 1, 'calendar', '2026-12-05'],
		// Over the days off of 国庆节, with the Saturday that is worked for them.
		['2026-09-30', 5, 'working', '2026-10-12'],
		['2026-10-01', 1, 'working', '2026-10-08'],
		['2026-10-10', 1, 'working', '2026-10-10'],
		['2026-09-18', 2, 'working', '2026-09-20'],
		['2026-09-30', 5, 'calendar', '2026-10-04'],
		// Into the next year.
		['2026-12-30', 3, 'working', '2027-01-04'],
	] as const)('of one from %s of %i %s days is %s', (from, days, kind, last) => {
		expect(lastNoticeDay(from, { days, kind }, HOLIDAYS)).toBe(last);
	});
});

describe('what is left', () => {
	it.each([
		['2026-09-30', '2026-10-12', 'working', 5],
		['2026-10-01', '2026-10-12', 'working', 4],
		['2026-10-12', '2026-10-12', 'working', 1],
		['2026-10-13', '2026-10-12', 'working', 0],
		['2026-10-09', '2026-10-12', 'calendar', 4],
	] as const)('on %s of one until %s, in %s days: %i', (today, until, kind: NoticeKind, left) => {
		expect(noticeDaysLeft(today, until, { kind, holidays: HOLIDAYS })).toBe(left);
	});
});
