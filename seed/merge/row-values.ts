// A seeded row's values as the database takes them, and both in a form in which they can be compared.
import { dateText } from '#server/platform/database.ts';
import type { Row, RowSet } from './row-set.ts';

/** Objects and lists go in as JSON text, which both databases take, and days as text. */
export const stored = (set: RowSet, row: Row): Record<string, unknown> =>
	Object.fromEntries(Object.entries(row).map(([field, value]) => [field, storedValue(set, field, value)]));

function storedValue(set: RowSet, field: string, value: unknown): unknown {
	if (isDay(set, field)) return day(value);
	if (isMoment(set, field)) return moment(value);
	return isObject(value) ? JSON.stringify(value) : value;
}

/** The two databases give the same value back in different clothes: 1 and true, "2.50" and 2.5, JSON as text and as object. */
export function comparable(set: RowSet, field: string, value: unknown): string {
	if (value === null || value === undefined) return 'null';
	if (isDay(set, field)) return String(day(value));
	if (isMoment(set, field)) return String(moment(value)?.getTime());
	if (typeof value === 'boolean') return value ? '1' : '0';
	if (isObject(value)) return JSON.stringify(sorted(value));
	const text = String(value);
	if (text.trim() !== '' && Number.isFinite(Number(text))) return String(Number(text));
	try {
		const parsed: unknown = JSON.parse(text);
		return isObject(parsed) ? JSON.stringify(sorted(parsed)) : text;
	} catch {
		return text;
	}
}

const isMoment = (set: RowSet, field: string): boolean => set.moments?.includes(field) ?? false;
const isDay = (set: RowSet, field: string): boolean => set.days?.includes(field) ?? false;
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** @throws RangeError for what is none. PostgreSQL gives a day back as a Date. */
function day(value: unknown): string | null {
	const text = dateText(value);
	if (text === null && value !== null && value !== undefined)
		throw new RangeError(`"${String(value)}" is no date; write 2026-03-18.`);
	return text;
}

/** @throws RangeError for what is no date: a seed must not write one silently as nothing. */
function moment(value: unknown): Date | null {
	if (value === null || value === undefined) return null;
	const date = value instanceof Date ? value : new Date(typeof value === 'number' ? value : localTime(String(value)));
	if (Number.isNaN(date.getTime()))
		throw new RangeError(`"${String(value)}" is no date; write 2026-03-18 or 2026-03-18T15:00.`);
	return date;
}

/** JavaScript reads a bare date as UTC, one with a time as local. */
const localTime = (text: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00` : text);

function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (!isObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value)
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([key, inner]) => [key, sorted(inner)]),
	);
}
