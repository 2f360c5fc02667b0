// SQLite adds decimals as binary floats; an aggregate of scores must not answer 0.30000000000000004.

const SUMS = new Set(['sum', 'sumDistinct', 'avg', 'avgDistinct']);
/** More than any column keeps, fewer than a double holds. */
const DECIMALS = 6;

type Answer = Record<string, unknown>;
const isAnswer = (value: unknown): value is Answer =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Rounds the sums and averages of an aggregate's answer, so that both databases give the same. */
export function roundSums(rows: unknown): unknown {
	if (!Array.isArray(rows)) return rows;
	return rows.map((row: unknown) =>
		isAnswer(row)
			? mapValues(row, (value, name) => (SUMS.has(name) && isAnswer(value) ? mapValues(value, rounded) : value))
			: row,
	);
}

const mapValues = (row: Answer, change: (value: unknown, name: string) => unknown): Answer =>
	Object.fromEntries(Object.entries(row).map(([name, value]) => [name, change(value, name)]));

const rounded = (value: unknown): unknown => (typeof value === 'number' ? Number(value.toFixed(DECIMALS)) : value);
