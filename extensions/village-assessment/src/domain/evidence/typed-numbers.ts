// Numbers as they are typed and pasted: blanks around them, digits and signs of full width.
import { bare, halfWidth } from '#domain/plain-text.ts';

const PLAIN = /^-?\d+(\.\d+)?$/;
/** The minus signs of typesetting. */
const MINUS = /^[\u2212\u2012\u2013]/;

/** The plain number that a text is, as text; null: an empty cell; undefined: something else, which is left for a refusal to show. */
export function plainNumber(text: string): string | null | undefined {
	const tidy = bare(halfWidth(text)).replace(MINUS, '-');
	if (tidy === '') return null;
	return PLAIN.test(tidy) ? tidy : undefined;
}
