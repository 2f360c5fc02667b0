import type { AssessmentApi } from '#app/shared/api.ts';

/** A proposal that is being voted on. */
export interface WaitingDecision {
	readonly id: string;
	readonly village_name: string;
	/** With its sign: what a yes would give or take; null: it revokes an earlier decision. */
	readonly points: number | null;
	readonly reason: string;
	readonly entitled: number;
	readonly voted: number;
	/** ISO time. */
	readonly vote_deadline: string | null;
}

const FIELDS = [
	'id',
	'occurrences',
	'reason',
	'revokes',
	'electorate',
	'vote_deadline',
	{ scorecard: ['village_name'], criterion: ['points', 'params'], votes: ['member'] },
] as const;

/** Whose vote ends first comes first. One request. */
export async function loadWaiting(
	api: Pick<AssessmentApi, 'readItems'>,
	assessment: string,
): Promise<readonly WaitingDecision[]> {
	const rows = await api.readItems('adjustments', {
		fields: FIELDS,
		filter: { status: { _eq: 'proposed' }, scorecard: { assessment: { _eq: assessment } } },
		deep: { votes: { _limit: -1 } },
		sort: ['vote_deadline'],
	});
	return rows.map(({ scorecard, criterion, occurrences, reason, revokes, electorate, votes, ...row }) => ({
		id: row.id,
		vote_deadline: row.vote_deadline,
		village_name: scorecard.village_name,
		points:
			revokes === null ? Math.sign(criterion.points) * Math.abs(eachOf(criterion.params)) * (occurrences ?? 0) : null,
		reason: reason ?? '',
		entitled: electorate?.length ?? 0,
		voted: new Set(votes.map(({ member }) => member)).size,
	}));
}

/** Points of one occurrence. */
const eachOf = (params: unknown): number =>
	typeof params === 'object' && params !== null && 'each' in params ? Number(params.each) : Number.NaN;
