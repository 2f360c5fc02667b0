import type { AssessmentApi } from '#app/shared/api.ts';
import type { Fields } from '#app/shared/items.ts';
import { RANK_FIELDS } from './rank-words.ts';

/** A village's place in an assessment's ranking. Points to two decimals. */
export interface RankingRow {
	/** The scorecard's. */
	readonly id: string;
	/** Villages with the same total share one; null: taken out of the ranking. */
	readonly rank: number | null;
	/** The best and the worst rank that the open parts of all villages still allow. */
	readonly rank_best: number | null;
	readonly rank_worst: number | null;
	/** Where it stood before, for a page that shows what moved. */
	readonly rank_before?: number | null;
	readonly village_name: string;
	/** Left out where a page has no need of the order of villages. */
	readonly village?: { readonly code: string };
	readonly village_kind: 'village' | 'community';
	readonly base_points: number;
	/** ≥ 0, as are the penalty points. */
	readonly bonus_points: number;
	readonly penalty_points: number;
	/** What the verified evidence guarantees: base + bonus − penalty. */
	readonly total: number;
	/** The total if all that is still unknown turns out well. */
	readonly attainable: number;
	readonly assessed_count: number;
	readonly criteria_count: number;
	/** Why it does not take part; null: it does. */
	readonly excluded_reason: string | null;
}

export const RANKING_FIELDS = [
	'id',
	...RANK_FIELDS,
	'village_name',
	'village_kind',
	'base_points',
	'bonus_points',
	'penalty_points',
	'total',
	'attainable',
	'assessed_count',
	'criteria_count',
	'excluded_reason',
	{ village: ['code'] },
] as const satisfies Fields<'scorecards'>;

/** All villages of an assessment that the asker may see, in order, with one request. Throws a `Failure`. */
export async function loadRanking(
	api: Pick<AssessmentApi, 'readItems'>,
	assessment: string,
): Promise<readonly RankingRow[]> {
	return inOrder(
		await api.readItems('scorecards', {
			fields: RANKING_FIELDS,
			filter: { assessment: { _eq: assessment } },
			sort: ['village.code'],
		}),
	);
}

/** By rank, then as they come, which is by code; who is taken out comes last. */
export const inOrder = (rows: readonly RankingRow[]): readonly RankingRow[] =>
	[...rows].sort((a, b) => place(a) - place(b));

const place = ({ rank, excluded_reason }: RankingRow): number =>
	excluded_reason === null ? (rank ?? Number.MAX_SAFE_INTEGER - 1) : Number.MAX_SAFE_INTEGER;
