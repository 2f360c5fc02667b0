// What a row of measurements says: its middle and how far it spreads.
export interface Ratio {
	readonly median: number;
	/** The quartiles: half of the rounds lie between them. */
	readonly low: number;
	readonly high: number;
}

function quantile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	const place = (sorted.length - 1) * share;
	const below = sorted[Math.floor(place)] ?? Number.NaN;
	const above = sorted[Math.ceil(place)] ?? Number.NaN;
	return below + (above - below) * (place - Math.floor(place));
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Compared round by round, so that what slows the machine for a while slows both sides of a pair. */
export function ratioOf(measured: readonly number[], base: readonly number[]): Ratio {
	const ratios = measured.map((value, round) => value / (base[round] ?? Number.NaN));
	return { median: median(ratios), low: quantile(ratios, 0.25), high: quantile(ratios, 0.75) };
}

/** How far a side, measured against its equal, was from 1 in the worse half of the rounds. */
export const noiseOf = ({ low, high }: Ratio): number => Math.max(1 - low, high - 1, 0);
