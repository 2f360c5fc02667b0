/**
 * The number that somebody meant who wrote more than a number: 1,000 → 1000, 1例 → 1, ９６．４％ → 96.4. Never taken for the
 * value, only to tell what to enter; null where it could be several.
 */
export function meantNumber(given: unknown): string | null {
	if (typeof given !== 'string' || given.length > LONGEST) return null;
	const text = given
		.replace(/[\uFF01-\uFF5E]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
		.replace(/[\s\p{Cf}]+/gu, ' ')
		.trim();
	const [, sign = '', whole = '', decimals = ''] = WITH_UNIT.exec(text) ?? [];
	if (whole === '') return null;
	return `${sign === '-' ? sign : ''}${whole.replace(/[, ']/g, '')}${decimals}`;
}

/** What is longer is a text, not a number with a unit. */
const LONGEST = 40;
/** A number, perhaps in groups of three, and behind it a word: 例, 户次, %, cases. A word that multiplies (3万, 3成) means another number. */
const WITH_UNIT =
	/^([-+]?)(\d{1,3}(?:[, ']\d{3})+|\d+)(\.\d+)? ?(?:%|(?:(?![一二三四五六七八九十百千万亿两半成])\p{L}){0,8})$/u;
