/** A spreadsheet would run a text that begins like a formula: an apostrophe before it says that it is text. Numbers stay numbers. */
export const safeText = (value: unknown): unknown => (typeof value === 'string' && FORMULA.test(value) ? `'${value}` : value);

/** As papaparse has it for what it writes itself. */
export const FORMULA = /^[=+\-@\t\r]/;
