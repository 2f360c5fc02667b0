import { addDays, set } from 'date-fns';

/** The vote closes with the end of the day that lies `days` after the proposal, in the office's time zone (TZ). */
export const deadlineOf = (proposed: Date, days: number): Date =>
	set(addDays(proposed, days), { hours: 23, minutes: 59, seconds: 59, milliseconds: 0 });
