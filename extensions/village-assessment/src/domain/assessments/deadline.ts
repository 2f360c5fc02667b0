// The last day on which evidence is due ends at midnight where the office is (TZ).
import { addDays, parseISO } from 'date-fns';

/** The first moment that is late; null: nothing is. `deadline` is YYYY-MM-DD. */
export const lateFrom = (deadline: string | null): Date | null =>
	deadline === null ? null : addDays(parseISO(deadline), 1);

export function isLate(moment: Date, deadline: string | null): boolean {
	const from = lateFrom(deadline);
	return from !== null && moment >= from;
}
