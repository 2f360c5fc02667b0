// Ranks within an assessment: by total, the best first, ties sharing a rank (1, 2, 2, 4); a village taken out has none.
// Beside it the best and the worst rank that the intervals of all villages still allow: the best if this village gains all that is
// open to it and the others nothing, the worst the other way round. They meet when nothing that matters is open.
import { rowsOf, type Database } from '#server/platform/database.ts';

export interface Place {
	readonly rank: number;
	readonly rank_best: number;
	readonly rank_worst: number;
}

export interface Interval {
	readonly total: string;
	readonly attainable: string;
}

export interface Move {
	readonly scorecard: string;
	/** null: it has no place yet, or one that cannot be relied on. */
	readonly from: Interval | null;
	readonly to: Interval;
}

export const PLACE_COLUMNS = ['rank', 'rank_best', 'rank_worst'] as const satisfies readonly (keyof Place)[];

/** One scorecard that moved, with where it stood: only those that it passed are shifted. */
export type Shift = Move & { readonly from: Interval };

interface ShiftSql {
	/** What to set of a row of `scorecards`. */
	readonly set: readonly string[];
	/** The rows concerned: itself, and those that it passed. */
	readonly where: string;
	readonly values: Readonly<Record<string, string | number>>;
}

/** Its own place is counted; each other place moves by one where a total or an attainable total passed it. */
export function shiftOf(assessment: string, { scorecard, from, to }: Shift): ShiftSql {
	const total = passedBy(from.total, to.total);
	const attainable = passedBy(from.attainable, to.attainable);
	const others = `SELECT COUNT(*) FROM scorecards o WHERE o.assessment = :assessment AND o.excluded_reason IS NULL AND o.id <> :scorecard`;
	const within = (column: string, range: string): string =>
		`(scorecards.${column} >= :${range}_from AND scorecards.${column} < :${range}_to)`;
	const shifted = (place: string, own: string, passed: string, step: string): string =>
		`${place} = CASE WHEN scorecards.id = :scorecard THEN 1 + (${others} AND ${own}) ELSE scorecards.${place} + CASE
			WHEN ${passed} THEN :${step} ELSE 0 END END`;
	return {
		set: [
			shifted('rank', 'o.total > :total', within('total', 'total'), 'total_step'),
			shifted('rank_best', 'o.total > :attainable', within('attainable', 'total'), 'total_step'),
			shifted('rank_worst', 'o.attainable > :total', within('total', 'attainable'), 'attainable_step'),
		],
		where: `scorecards.assessment = :assessment AND scorecards.excluded_reason IS NULL AND (scorecards.id = :scorecard
			OR ${within('total', 'total')} OR ${within('attainable', 'total')} OR ${within('total', 'attainable')})`,
		values: {
			assessment,
			scorecard,
			total: to.total,
			attainable: to.attainable,
			total_from: total.low,
			total_to: total.high,
			total_step: total.step,
			attainable_from: attainable.low,
			attainable_to: attainable.high,
			attainable_step: attainable.step,
		},
	};
}

/** Whoever lies from `low` up to, but not at, `high` was passed: one more is above him, or one fewer. */
const passedBy = (from: string, to: string): { readonly low: string; readonly high: string; readonly step: 1 | -1 } =>
	Number(to) > Number(from) ? { low: from, high: to, step: 1 } : { low: to, high: from, step: -1 };

/** How many totals lie above an attainable total, and the other way round; equal ones are not above (EXCLUDE GROUP), nor is one's own. */
const PLACES = `SELECT e.id AS card, MAX(e.place) AS place, MAX(CASE
	WHEN e.high = 1 THEN 1 + e.totals_above END) AS best, MAX(CASE
	WHEN e.high = 0 THEN 1 + e.attainable_above - e.own END) AS worst
	FROM (
		SELECT id, high, own, CASE WHEN high = 0 THEN 1 + COALESCE(SUM(1 - high) OVER above, 0) END AS place,
			COALESCE(SUM(1 - high) OVER above, 0) AS totals_above, COALESCE(SUM(high) OVER above, 0) AS attainable_above
		FROM (
			SELECT id, total AS value, 0 AS high, CASE WHEN attainable > total THEN 1 ELSE 0 END AS own FROM scorecards
				WHERE assessment = :assessment AND excluded_reason IS NULL
			UNION ALL SELECT id, attainable, 1, 0 FROM scorecards WHERE assessment = :assessment AND excluded_reason IS NULL
		) ends
		WINDOW above AS (ORDER BY value DESC RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW EXCLUDE GROUP)
	) e GROUP BY e.id`;

/** Ranks an assessment anew, from the totals as they are written. Who is taken out has no place. */
export async function writeRanks(trx: Database, assessment: string): Promise<void> {
	await trx.raw(
		`UPDATE scorecards SET rank = r.place, rank_best = r.best, rank_worst = r.worst FROM (${PLACES}
			UNION ALL SELECT id, NULL, NULL, NULL FROM scorecards WHERE assessment = :assessment AND excluded_reason IS NOT NULL) r
		WHERE scorecards.id = r.card AND (scorecards.rank IS DISTINCT FROM r.place OR scorecards.rank_best IS DISTINCT
			FROM r.best OR scorecards.rank_worst IS DISTINCT FROM r.worst)`,
		{ assessment },
	);
}

export interface StoredPlace {
	readonly scorecard: string;
	readonly label: string;
	readonly stored: Readonly<Record<keyof Place, unknown>>;
	readonly computed: Place;
}

/** Every place of an assessment as it is stored and as the totals give it. */
export async function placesOf(database: Database, assessment: string): Promise<readonly StoredPlace[]> {
	const found = rowsOf(
		await database.raw(
			`SELECT s.id, s.label, s.rank, s.rank_best, s.rank_worst, r.place, r.best, r.worst FROM scorecards s
				JOIN (${PLACES}) r ON r.card = s.id`,
			{ assessment },
		),
	);
	return found.map(({ id, label, rank, rank_best, rank_worst, place, best, worst }) => ({
		scorecard: String(id),
		label: String(label),
		stored: { rank, rank_best, rank_worst },
		computed: { rank: Number(place), rank_best: Number(best), rank_worst: Number(worst) },
	}));
}
