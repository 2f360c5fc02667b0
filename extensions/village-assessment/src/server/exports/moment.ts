/** A time as the office's clock shows it, 2026-03-18 15:00, which spreadsheets take for a time; what is none stays as it is. */
export function momentText(value: unknown): unknown {
	const moment = value instanceof Date ? value : new Date(String(value));
	if (Number.isNaN(moment.getTime())) return value;
	const two = (number: number): string => String(number).padStart(2, '0');
	return `${dayOf(moment)} ${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

/** 2026-03-18, in the office's time zone. */
export const dayOf = (moment: Date): string =>
	[
		moment.getFullYear(),
		String(moment.getMonth() + 1).padStart(2, '0'),
		String(moment.getDate()).padStart(2, '0'),
	].join('-');
