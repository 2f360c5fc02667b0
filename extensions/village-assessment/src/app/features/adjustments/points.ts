/** Points as people write them: two decimals at most, no trailing zeros, a real minus. */
export const plain = (value: number): string => String(Number(value.toFixed(2))).replace('-', '−');

/** +2, −2; 0 has no sign. */
export const signed = (value: number): string => (value > 0 ? `+${plain(value)}` : plain(value));
