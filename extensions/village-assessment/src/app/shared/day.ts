// Days as evidence knows them: YYYY-MM-DD, within the assessment's year.

export interface Days {
	readonly first: string;
	/** Nothing is found on a day that is yet to come. Of a year that has not begun it lies before the first. */
	readonly last: string;
	/** Where a form begins; empty while the year has not begun: targets are set without a day then. */
	readonly proposed: string;
}

/** The days of a year on which something can have been found. */
export function daysOf(year: number, today: string): Days {
	const first = `${year}-01-01`;
	const last = `${year}-12-31` < today ? `${year}-12-31` : today;
	return { first, last, proposed: last < first ? '' : last };
}

export const isWithin = (day: string, { first, last, proposed }: Days): boolean =>
	proposed === '' ? day === '' : /^\d{4}-\d{2}-\d{2}$/.test(day) && day >= first && day <= last;
