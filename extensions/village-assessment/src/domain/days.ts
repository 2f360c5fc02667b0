// Days as YYYY-MM-DD, on the calendar of wherever the code runs: the office's time zone on the server (TZ), the user's in the browser.
// Days hold no time; date-fns counts them without stumbling over summer time.
import { addDays, differenceInCalendarDays, isValid, isWeekend, lightFormat, parseISO } from 'date-fns';

/** The day of a moment. @throws RangeError for an invalid date */
export const dayOf = (moment: Date): string => lightFormat(moment, 'yyyy-MM-dd');

/** The day that lies so many days after another, or, below 0, before it. */
export const dayAfter = (day: string, days = 1): string => dayOf(addDays(parseISO(day), days));

/** How many days lie between two; below 0 where the second comes first. */
export const daysBetween = (from: string, to: string): number => differenceInCalendarDays(parseISO(to), parseISO(from));

/** 30 February is none. */
export const isDay = (day: string): boolean => isValid(parseISO(day));

/** Saturday or Sunday. */
export const isOnWeekend = (day: string): boolean => isWeekend(parseISO(day));
