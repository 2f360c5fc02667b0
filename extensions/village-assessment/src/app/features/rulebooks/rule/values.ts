// What is read from JSON values that anybody may have written: forms must open on whatever is stored.
export type Row = Readonly<Record<string, unknown>>;

export const isRow = (value: unknown): value is Row =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
export const rowOf = (value: unknown): Row => (isRow(value) ? value : {});
export const listOf = (value: unknown): readonly Row[] => (Array.isArray(value) ? value.map(rowOf) : []);
export const textOf = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** A row without a key, or with another value under it. */
export function withValue(row: Row, name: string, value: unknown): Row {
	if (value !== undefined) return { ...row, [name]: value };
	return Object.fromEntries(Object.entries(row).filter(([key]) => key !== name));
}

export const replaced = <T>(list: readonly T[], index: number, entry: T): T[] =>
	list.map((one, place) => (place === index ? entry : one));

export function moved<T>(list: readonly T[], from: number, to: number): T[] {
	const rest = list.filter((_, index) => index !== from);
	const entry = list[from];
	return entry === undefined ? rest : [...rest.slice(0, to), entry, ...rest.slice(to)];
}

/** A number as it was typed, full-width digits and points of a Chinese keyboard included. */
export const typedNumber = (text: string): string =>
	text
		.normalize('NFKC')
		.replace(/[。．]/g, '.')
		.replace(/[−–]/g, '-')
		.replace(/\s/g, '');

/** Evidence names an entry by its key for ever, so a key is never used again, not even after its entry was removed. */
export const newKey = (stem: string): string =>
	`${stem}_${Array.from(crypto.getRandomValues(new Uint8Array(3)), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
