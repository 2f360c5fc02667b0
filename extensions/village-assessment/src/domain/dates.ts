// Nothing is found, reported or done on a day that has not come. Days are YYYY-MM-DD. Pure.
import { lightFormat, parseISO, subMonths } from 'date-fns';
import type { Label } from '#engine';
import { isDay } from './days.ts';

export interface DayToCome {
	readonly date: string;
	readonly today: string;
	/** A question of its own: which day may have been meant. */
	readonly meant: Required<Label>;
}

/** null: the day has come, or there is none. */
export function dayToCome(date: string | null, today: string): DayToCome | null {
	if (date === null || date <= today) return null;
	const meant = meantDay(date, today);
	return { date, today, meant: { 'zh-CN': `是不是 ${meant}？`, 'en-US': `Was ${meant} meant? ` } };
}

const MONTHS_OF_A_YEAR = 12;

/** Of a wrong year: the same day of this one. Else the last day that was the same of its month. */
function meantDay(date: string, today: string): string {
	const thisYear = `${today.slice(0, 4)}${date.slice(4)}`;
	if (thisYear <= today && isDay(thisYear)) return thisYear;
	for (let back = 0; back <= MONTHS_OF_A_YEAR; back += 1) {
		const day = `${lightFormat(subMonths(parseISO(today), back), 'yyyy-MM')}${date.slice(7)}`;
		if (day <= today && isDay(day)) return day;
	}
	return today;
}
