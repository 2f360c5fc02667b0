// Which assessment everybody is shown, and how long an own choice holds.
import { describe, expect, it } from 'vitest';
import { asChoice, choiceOf, shownByItself, shownTo, type Showable } from '#domain/assessments/shown.ts';

/** `2027 preparing, 2026 collecting`, the newest first; a second one of a year is `2026b`. */
const years = (text: string): Showable[] =>
	text
		.split(', ')
		.filter(Boolean)
		.map((one) => {
			const [id = '', status = ''] = one.split(' ');
			return { id, status: status as Showable['status'] };
		});
const shown = (all: string, choice: ReturnType<typeof choiceOf> = null): string | undefined =>
	shownTo(years(all), choice)?.id;

describe('by itself', () => {
	it.each([
		['', undefined],
		['2026 preparing', '2026'],
		['2027 preparing, 2026 collecting, 2025 final', '2026'],
		['2027 preparing, 2026 reviewing', '2026'],
		['2027 preparing, 2026 publicized', '2026'],
		['2027 collecting, 2026 publicized, 2025 final', '2027'],
		['2026b reviewing, 2026 collecting', '2026b'],
		['2027 preparing, 2026 final, 2025 final', '2026'],
		['2028 preparing, 2027 preparing', '2028'],
		['2026 final, 2025 collecting', '2025'],
	])('of “%s” %s is shown', (all, expected) => {
		expect(shown(all)).toBe(expected);
		expect(shownByItself(years(all))?.id).toBe(expected);
	});
});

describe('chosen by hand', () => {
	it.each([
		{
			when: '2027 preparing, 2026 collecting, 2025 final',
			pick: '2025',
			later: '2027 preparing, 2026 publicized, 2025 final',
			then: '2025',
			why: 'the year before, while the same one runs',
		},
		{
			when: '2027 preparing, 2026 collecting, 2025 final',
			pick: '2025',
			later: '2027 preparing, 2026 final, 2025 final',
			then: '2025',
			why: 'the year before, and nothing new runs',
		},
		{
			when: '2026 collecting, 2025 final',
			pick: '2025',
			later: '2027 collecting, 2026 final, 2025 final',
			then: '2027',
			why: 'the next year runs',
		},
		{
			when: '2027 preparing, 2026 publicized',
			pick: '2027',
			later: '2027 collecting, 2026 publicized',
			then: '2027',
			why: 'what was prepared runs',
		},
		{
			when: '2027 preparing, 2026 publicized',
			pick: '2027',
			later: '2027 collecting, 2026 final',
			then: '2027',
			why: 'what was prepared runs alone',
		},
		{
			when: '2027 collecting, 2026 publicized',
			pick: '2026',
			later: '2027 collecting, 2026 publicized',
			then: '2026',
			why: 'the notice of the old year, while it lasts',
		},
		{
			when: '2027 collecting, 2026 publicized',
			pick: '2026',
			later: '2027 collecting, 2026 final',
			then: '2027',
			why: 'the notice of the old year is over',
		},
		{
			when: '2026 collecting',
			pick: '2026',
			later: '2027 collecting, 2026 final',
			then: '2027',
			why: 'what runs was picked by hand',
		},
		{
			when: '2027 preparing, 2026 collecting',
			pick: '2027',
			later: '2026 collecting',
			then: '2026',
			why: 'the picked one is deleted, or no longer to be seen',
		},
	])('$why: $then', ({ when, pick, later, then }) => {
		const choice = choiceOf(years(when), pick);
		expect(shown(when, choice)).toBe(pick);
		expect(shown(later, asChoice(JSON.parse(JSON.stringify(choice))))).toBe(then);
	});

	it.each([null, 'x', 3, {}, { assessment: 1, instead_of: 'b' }, []])('takes %j for no choice', (stored) =>
		expect(asChoice(stored)).toBeNull(),
	);
});
