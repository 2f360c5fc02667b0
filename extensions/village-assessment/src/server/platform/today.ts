import { dateText } from './database.ts';

/** The day that it is where the office is (TZ), as YYYY-MM-DD. */
export const today = (): string => dateText(new Date()) ?? '';
