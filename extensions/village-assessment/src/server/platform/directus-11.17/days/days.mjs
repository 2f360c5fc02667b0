// A day is YYYY-MM-DD: in the database, in filters, in answers, whatever the time zone. Directus takes it for the moment at which it
// began, which SQLite keeps as milliseconds and compares with the moment at which it began in London. What Directus does with days is
// done by these functions instead (in-directus.mjs puts them there).

const DAY = /^(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$/;
const LENGTH = 'YYYY-MM-DD'.length;
const DAY_MS = 86_400_000;
/** The offsets of all time zones are multiples of it. */
const QUARTER_MS = 900_000;

const two = (part) => String(part).padStart(2, '0');

/** The day that a moment belongs to in the office's time zone (TZ). */
export const localDay = (moment) =>
	`${String(moment.getFullYear()).padStart(4, '0')}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;

/** The day that was written, its hour and time zone left aside; null: it is none. */
export function writtenDay(value) {
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : localDay(value);
	const [, year, month, day] = (typeof value === 'string' ? DAY.exec(value.trim()) : null) ?? [];
	if (year === undefined) return null;
	const made = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
	return made.getUTCMonth() === Number(month) - 1 && made.getUTCDate() === Number(day)
		? value.trim().slice(0, LENGTH)
		: null;
}

/**
 * What a column of days holds. Of milliseconds, which older versions wrote: the day whose beginning they are, here or
 * in another time zone.
 */
export function readDay(value) {
	if (value === null || value === undefined) return null;
	if (typeof value !== 'number') return writtenDay(value) ?? String(value);
	const moment = new Date(value);
	const isMidnight = moment.getHours() === 0 && moment.getMinutes() === 0 && moment.getSeconds() === 0;
	if (isMidnight || value % QUARTER_MS !== 0) return localDay(moment);
	return new Date(Math.round(value / DAY_MS) * DAY_MS).toISOString().slice(0, LENGTH);
}

/** What a field is compared with, as the database takes it; `refuse` makes the error of what is no day. */
export function compared(given, { type, date, refuse }) {
	if (Array.isArray(given)) return given.map((one) => compared(one, { type, date, refuse }));
	if (type === 'date') return comparedDay(given, refuse);
	// A day stands for its beginning where the office is. Columns without a time zone PostgreSQL compares with it as it is written.
	const isDay = typeof given === 'string' && given.length === LENGTH && writtenDay(given) !== null;
	if (!isDay || type === 'time' || (type === 'dateTime' && !keepsMilliseconds(date))) return date.parse(given);
	return date.parse(new Date(`${given}T00:00:00`));
}

function comparedDay(given, refuse) {
	if (given === null || given === undefined || typeof given === 'boolean') return given;
	if (typeof given === 'string' && given.includes(',')) return given.split(',').map((one) => comparedDay(one, refuse));
	const day = writtenDay(given);
	if (day === null) throw refuse(String(given));
	return day;
}

/** SQLite's helper gives a moment as milliseconds. */
const keepsMilliseconds = (date) => /^\d+$/.test(date.parse(new Date(0)));

/** Of a column of SQLite: what its functions of time take. Its days are text already. */
export const sqliteMoment = (type) =>
	type === 'date' ? '??.??' : `??.?? / 1000, 'unixepoch'${type === 'timestamp' ? '' : ", 'localtime'"}`;

/** Of SQLite: where it is to put rows that have nothing in the column by which they are sorted. PostgreSQL does so unasked. */
export const emptyOnes = (knex, order) =>
	knex.client.config.client === 'sqlite3' ? ` nulls ${order === 'desc' ? 'first' : 'last'}` : '';
