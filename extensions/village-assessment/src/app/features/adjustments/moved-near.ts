import type { DecisionPreview } from '#domain/contracts/adjustments.ts';
import { inOrder, type RankingRow } from '#app/features/scorecards/ranking/load-ranking.ts';

const NEAR = 2;

/**
 * Of the ranking as it stands now: the village, whom it passed or was passed by, and its neighbours, with the ranks
 * of before where they are known.
 */
export function movedNear(
	rows: readonly RankingRow[],
	{
		scorecard,
		before,
	}: { readonly scorecard: string; readonly before: Pick<DecisionPreview, 'rank' | 'overtakes' | 'overtaken_by'> },
): readonly RankingRow[] {
	const known = new Map<string, number | null>([
		...[...before.overtakes, ...before.overtaken_by].map(({ scorecard: id, rank }) => [id, rank] as const),
		[scorecard, before.rank.before],
	]);
	const ordered = inOrder(rows);
	const place = ordered.findIndex(({ id }) => id === scorecard);
	return ordered
		.filter(({ id }, index) => known.has(id) || Math.abs(index - place) <= NEAR)
		.map((row) => (known.has(row.id) ? { ...row, rank_before: known.get(row.id) ?? null } : row));
}
