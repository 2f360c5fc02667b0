import { Decimal as Base } from 'decimal.js';

/**
 * The engine's own decimals: 40 significant digits. Products of two values of 9 + 6 digits are exact,
 * and a quotient of two is far closer than any half cent that rounding could mistake.
 */
export const Decimal = Base.clone({ precision: 40, rounding: Base.ROUND_HALF_UP, toExpNeg: -9e15, toExpPos: 9e15 });
export type Decimal = Base;

export const ZERO: Decimal = new Decimal(0);

/** A rulebook's numbers and the values of most facts come again and again, and a decimal never changes: so many are kept. */
const KEPT = 4096;
const kept = new Map<string, Decimal>();

/** The decimal that a text states. */
export function decimalOf(text: string): Decimal {
	const before = kept.get(text);
	if (before !== undefined) return before;
	const value = new Decimal(text);
	if (kept.size < KEPT) kept.set(text, value);
	return value;
}

/** Values lie strictly below 10^9 and carry at most six decimals: 15 digits, which SQLite and JSON keep to the last. */
export const LIMIT: Decimal = new Decimal('1e9');
export const MAX_DECIMALS = 6;

/** A plain decimal number without exponent. */
export const PLAIN_DECIMAL = /^-?\d{1,40}(?:\.\d{1,40})?$/;

/** As a decimal string without exponent, trailing zeros or minus zero. */
export function plain(value: Decimal): string {
	return value.isZero() ? '0' : value.toFixed();
}

/** To two decimals, half up: once per criterion. */
export function roundPoints(value: Decimal): Decimal {
	return value.decimalPlaces() <= 2 ? value : value.toDecimalPlaces(2, Base.ROUND_HALF_UP);
}

/** To at most six decimals for reading, half up; `cut` says that there were more. */
export function shorten(value: Decimal): { readonly text: string; readonly cut: boolean } {
	const short = value.toDecimalPlaces(MAX_DECIMALS, Base.ROUND_HALF_UP);
	return { text: plain(short), cut: !short.eq(value) };
}

/** Not below zero, not above the full marks. */
export function within(value: Decimal, points: Decimal): Decimal {
	if (value.isNegative()) return ZERO;
	return value.gt(points) ? points : value;
}
