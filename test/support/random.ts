// Chance that can be repeated: the seed is printed, and ASSESSMENT_KILL_SEED gives it back.

export interface Random {
	/** From 0 up to, not including, 1. */
	readonly next: () => number;
	/** A whole number from 0 up to, not including, `below`. */
	readonly below: (below: number) => number;
	readonly pick: <T>(items: readonly T[]) => T;
}

export const SEED = Number(process.env['ASSESSMENT_KILL_SEED'] ?? Date.now() % 1_000_000);

/** Mulberry32: 32 bits of state are plenty for choosing moments. */
export function seeded(seed: number): Random {
	let state = seed >>> 0;
	const next = (): number => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const below = (limit: number): number => Math.floor(next() * limit);
	const pick = <T>(items: readonly T[]): T => {
		const item = items[below(items.length)];
		if (item === undefined) throw new Error('There is nothing to pick from.');
		return item;
	};
	return { next, below, pick };
}
