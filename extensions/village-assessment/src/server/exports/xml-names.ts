import type { Row } from './readable.ts';

/** What XML allows as an element's name, as far as we have any; an id is none, though some begin with a letter. */
const NAME = /^(?![\da-f]{8}-)[\p{L}_][\p{L}\p{N}_.-]*$/u;

/** A row whose lists of named values have names that XML can write; where one cannot be, they become entries with `key` and `value`. */
export const withXmlNames = (row: Row): Row =>
	Object.fromEntries(Object.entries(row).map(([field, value]) => [field, writable(value)]));

function writable(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(writable);
	if (typeof value !== 'object' || value === null || value instanceof Date) return value;
	const entries = Object.entries(value).map(([key, one]): [string, unknown] => [key, writable(one)]);
	return entries.every(([key]) => NAME.test(key))
		? Object.fromEntries(entries)
		: entries.map(([key, one]) => ({ key, value: one }));
}
