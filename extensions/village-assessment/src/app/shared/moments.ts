// Days and moments in the user's language; moments in the browser's time zone.
import { parseISO } from 'date-fns';
import { millisecondsInDay, millisecondsInHour, millisecondsInMinute } from 'date-fns/constants';
import type { Locale } from '#engine';

const UNITS = [
	['day', millisecondsInDay],
	['hour', millisecondsInHour],
	['minute', millisecondsInMinute],
] as const;

/** 2026年6月18日, from YYYY-MM-DD. */
export function dayText(day: string | null, locale: Locale): string {
	if (day === null) return '';
	return new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(parseISO(day.slice(0, 10)));
}

/** 2026年7月6日 09:20, from ISO 8601. */
export function momentText(moment: string | null, locale: Locale): string {
	if (moment === null) return '';
	return new Intl.DateTimeFormat(locale, {
		year: 'numeric',
		month: 'long',
		day: 'numeric',
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23',
	}).format(new Date(moment));
}

/** 3天后, 2小时前: in the largest unit of which at least one has passed or is left. */
export function distanceText(moment: string, locale: Locale, now: number = Date.now()): string {
	const distance = new Date(moment).getTime() - now;
	const [unit, length] = UNITS.find(([, each]) => Math.abs(distance) >= each) ?? UNITS[2];
	return new Intl.RelativeTimeFormat(locale).format(Math.trunc(distance / length), unit);
}
