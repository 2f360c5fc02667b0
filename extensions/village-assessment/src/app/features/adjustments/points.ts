/** Points as people write them: two decimals at most, no trailing zeros, a real minus. */
export const formatPoints = (value: number): string => String(Number(value.toFixed(2))).replace('-', '−');

/** +2, −2; 0 has no sign. */
export const formatSignedPoints = (value: number): string =>
	value > 0 ? `+${formatPoints(value)}` : formatPoints(value);
