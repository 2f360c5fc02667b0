/**
 * A spreadsheet would run a text that begins like a formula: an apostrophe before it says that it is text. Numbers
 * stay numbers, and so does what is written as a text already.
 */
export const safeText = (value: unknown): unknown =>
	typeof value === 'string' && FORMULA.test(value) && !TEXT.test(value) ? `'${value}` : value;

/** As papaparse has it for what it writes itself. */
const FORMULA = /^[=+\-@\t\r]/;
/** ="0012", which runs nothing: excel-text.ts. */
const TEXT = /^="[^"]*"$/;
