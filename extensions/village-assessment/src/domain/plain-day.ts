// A day as Excel writes it into a CSV (2026/5/3, with 0:00 behind it) and as people type it (2026年5月3日), as YYYY-MM-DD.
import { isDay } from '#domain/days.ts';
import { bare, halfWidth } from '#domain/plain-text.ts';

/** The year first: of 3/5/2026 nobody can tell the month. */
const DAY = /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})日?(?: 0{1,2}:00(?::00)?)?$/;

/** undefined: it is no day of that kind, or there is no such day. An empty cell is null. */
export function plainDay(given: string): string | null | undefined {
	const text = bare(halfWidth(given));
	if (text === '') return null;
	const [, year = '', month = '', date = ''] = DAY.exec(text) ?? [];
	const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
	return isDay(day) ? day : undefined;
}
