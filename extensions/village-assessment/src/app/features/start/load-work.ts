// What the office has before it, in counts: five requests, none of whose answers grows with the evidence.
import type { AdjustmentStatus } from '#domain/adjustments/status.ts';
import { countItems } from '#app/shared/items.ts';
import type { AssessmentApi } from '#app/shared/api.ts';
import { loadRanking, type RankingRow } from '#app/features/scorecards/ranking/load-ranking.ts';

export interface OpenAdjustment {
	readonly id: string;
	readonly status: AdjustmentStatus;
	readonly user_created: string | null;
	/** ISO time. */
	readonly vote_deadline: string | null;
	readonly criterion: { readonly code: string };
	readonly scorecard: { readonly village_name: string };
}

export interface Work {
	readonly submitted: number;
	/** Without what its own author took back. */
	readonly returned: number;
	/** Of the asker's own. */
	readonly drafts: number;
	/** Criteria with something unknown, over all villages that take part. */
	readonly notAssessed: number;
	/** How many villages these are of. */
	readonly villagesOpen: number;
	readonly openAppeals: number;
	/** Drafts of the asker's own and what is being voted on, next deadline first. */
	readonly adjustments: readonly OpenAdjustment[];
	readonly ranking: readonly RankingRow[];
}

export interface Of {
	readonly assessment: string;
	readonly user: string;
}

interface Counted {
	readonly status?: string;
	readonly count: { readonly id: number | string | null };
}

/** Throws a `Failure`. */
export async function loadWork(api: AssessmentApi, { assessment, user }: Of): Promise<Work> {
	const within = { scorecard: { assessment: { _eq: assessment } } };
	/** What is recorded of a village that was taken out waits for nobody. */
	const taking = { scorecard: { ...within.scorecard, excluded_reason: { _null: true } } };
	const own = { user_created: { _eq: user }, status: { _eq: 'draft' } } as const;
	const [byStatus, drafts, appeals, adjustments, ranking] = await Promise.all([
		api.request(
			countItems('evidence_items', {
				groupBy: 'status',
				filter: { ...taking, status: { _in: ['submitted', 'returned'] }, taken_back: { _neq: true } },
			}),
		),
		api.request(countItems('evidence_items', { filter: { ...within, ...own } })),
		api.request(countItems('appeals', { filter: { ...within, status: { _eq: 'open' } } })),
		api.readItems('adjustments', {
			fields: ['id', 'status', 'user_created', 'vote_deadline', { criterion: ['code'], scorecard: ['village_name'] }],
			filter: { ...within, _or: [{ status: { _eq: 'proposed' } }, own] },
			sort: ['vote_deadline'],
		}),
		loadRanking(api, assessment),
	]);
	return {
		...evidenceOf(byStatus),
		drafts: countOf(drafts[0]),
		openAppeals: countOf(appeals[0]),
		adjustments,
		ranking,
		...openIn(ranking),
	};
}

const countOf = (row: Counted | undefined): number => Number(row?.count.id ?? 0);

const evidenceOf = (rows: readonly Counted[]): Pick<Work, 'submitted' | 'returned'> => ({
	submitted: countOf(rows.find(({ status }) => status === 'submitted')),
	returned: countOf(rows.find(({ status }) => status === 'returned')),
});

/** A village that is taken out has nothing left to be assessed. */
export function openIn(ranking: readonly RankingRow[]): Pick<Work, 'notAssessed' | 'villagesOpen'> {
	const open = ranking
		.filter(({ excluded_reason: out }) => out === null)
		.map((row) => row.criteria_count - row.assessed_count);
	return { notAssessed: open.reduce((sum, n) => sum + n, 0), villagesOpen: open.filter((n) => n > 0).length };
}
