import type { RankingRow } from './load-ranking.ts';

/** Parts of a bar, each in per cent of the scale: where it begins and how long it is. */
export interface Bar {
	readonly certain: Part;
	readonly bonus: Part;
	readonly open: Part;
	/** Drawn beneath: what the penalty took from the end of the bar. */
	readonly penalty: Part;
}

export interface Part {
	readonly from: number;
	readonly length: number;
}

/** The longest bar of all: 100 points, more where bonus leads beyond. */
export const scaleOf = (rows: readonly RankingRow[]): number =>
	Math.max(100, ...rows.map(({ attainable, total, penalty_points }) => Math.max(attainable, total + penalty_points)));

/** The bar ends at the total, its open part at what is attainable; a total below 0 has none. */
export function barOf(
	{ base_points, bonus_points, penalty_points, total, attainable }: RankingRow,
	scale: number,
): Bar {
	const part = (from: number, to: number): Part => {
		const start = Math.max(0, from);
		return { from: (100 * start) / scale, length: (100 * Math.max(0, to - start)) / scale };
	};
	const beforeBonus = base_points - penalty_points;
	return {
		certain: part(0, beforeBonus),
		bonus: bonus_points > 0 ? part(beforeBonus, total) : part(0, 0),
		open: part(total, attainable),
		penalty: part(total, Math.max(0, total) + penalty_points),
	};
}
