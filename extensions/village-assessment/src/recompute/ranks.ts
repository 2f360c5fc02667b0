// Ranks within an assessment: by total, the best first, ties sharing a rank (1, 2, 2, 4); a village taken out has none.
import type { Database } from './database.ts';

export interface Move {
	readonly scorecard: string;
	readonly from: string | null;
	readonly to: string;
	readonly rank: number | null;
}

/** One scorecard that moved shifts only those that it passed; several at once, or a new one, rank the assessment anew. */
export async function writeRanks(trx: Database, assessment: string, moves: readonly Move[]): Promise<void> {
	const [only] = moves;
	if (moves.length === 1 && only !== undefined && only.from !== null && only.rank !== null) return shiftRanks(trx, assessment, { ...only, from: only.from, rank: only.rank });
	await rankAnew(trx, assessment);
}

async function shiftRanks(trx: Database, assessment: string, { scorecard, from, to, rank }: { scorecard: string; from: string; to: string; rank: number }): Promise<void> {
	const down = Number(to) < Number(from);
	const others = (): ReturnType<Database> => trx('scorecards').where({ assessment, excluded_reason: null }).whereNot('id', scorecard);
	const step = down ? -1 : 1;
	const passed = down ? ['>=', to, '<', from] : ['>=', from, '<', to];
	const overtaking = down ? ['>', to, '<=', from] : ['>', from, '<=', to];
	const between = (query: ReturnType<Database>, [low, lowest, high, highest]: readonly string[]): ReturnType<Database> =>
		query.where('total', String(low), String(lowest)).where('total', String(high), String(highest));
	const counted: { n: number | string }[] = await between(others(), overtaking).count({ n: '*' });
	await between(others(), passed).update({ rank: trx.raw('rank + ?', [step]) });
	const passes = Number(counted[0]?.n ?? 0);
	await trx('scorecards').where('id', scorecard).update({ rank: rank + (down ? passes : -passes) });
}

async function rankAnew(trx: Database, assessment: string): Promise<void> {
	await trx.raw(
		`UPDATE scorecards SET rank = r.place FROM (SELECT id AS card, RANK() OVER (ORDER BY total DESC) AS place FROM scorecards WHERE assessment = ? AND excluded_reason IS NULL) r
		WHERE scorecards.id = r.card AND scorecards.rank IS DISTINCT FROM r.place`,
		[assessment],
	);
	await trx('scorecards').where({ assessment }).whereNotNull('excluded_reason').whereNotNull('rank').update({ rank: null });
}
