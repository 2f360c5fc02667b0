/** Exact fractions of big integers: all the arithmetic that the oracle has. */
export interface Fraction {
	readonly top: bigint;
	/** > 0 */
	readonly bottom: bigint;
}

export function fraction(raw: unknown): Fraction {
	const [, sign, whole = '', decimals = ''] =
		/^(-?)(\d+)(?:\.(\d+))?$/.exec(String(raw)) ?? fail(`no decimal: ${String(raw)}`);
	const top = BigInt(whole + decimals);
	return { top: sign === '-' ? -top : top, bottom: 10n ** BigInt(decimals.length) };
}

export const zero: Fraction = { top: 0n, bottom: 1n };

export const plus = (a: Fraction, b: Fraction): Fraction => ({
	top: a.top * b.bottom + b.top * a.bottom,
	bottom: a.bottom * b.bottom,
});
export const minus = (a: Fraction, b: Fraction): Fraction => plus(a, { top: -b.top, bottom: b.bottom });
export const times = (a: Fraction, b: Fraction): Fraction => ({ top: a.top * b.top, bottom: a.bottom * b.bottom });

export function over(a: Fraction, b: Fraction): Fraction {
	const quotient = { top: a.top * b.bottom, bottom: a.bottom * b.top };
	return quotient.bottom < 0n ? { top: -quotient.top, bottom: -quotient.bottom } : quotient;
}

export function compare(a: Fraction, b: Fraction): number {
	const difference = a.top * b.bottom - b.top * a.bottom;
	return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export const smaller = (a: Fraction, b: Fraction): Fraction => (compare(a, b) < 0 ? a : b);
export const larger = (a: Fraction, b: Fraction): Fraction => (compare(a, b) > 0 ? a : b);

export function floor({ top, bottom }: Fraction): Fraction {
	const cut = top / bottom;
	return { top: top < 0n && cut * bottom !== top ? cut - 1n : cut, bottom: 1n };
}

export function ceil(a: Fraction): Fraction {
	const down = floor({ top: -a.top, bottom: a.bottom });
	return { top: -down.top, bottom: 1n };
}

/** To two decimals, half up, as a plain string; for a fraction ≥ 0. */
export function cents(a: Fraction): string {
	const hundredths = floor(plus(times(a, { top: 100n, bottom: 1n }), { top: 1n, bottom: 2n })).top;
	const text = `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`;
	return text.replace(/\.?0+$/, '');
}

function fail(message: string): never {
	throw new Error(message);
}
