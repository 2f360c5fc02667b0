// Villages by indicators: points lost for certain, and points that nobody knows yet.
import type { AssessmentApi } from '#app/shared/api.ts';
import { loadRanking, type RankingRow } from '#app/features/scorecards/ranking/load-ranking.ts';
import type { PanelAssessment } from './panel-data.ts';

export interface HeatColumn {
	/** The indicator's. */
	readonly id: string;
	readonly code: string;
	readonly title: string;
	readonly title_en: string | null;
	/** Full marks. */
	readonly points: number;
}

export interface HeatCell {
	/** Points that can no longer be had, ≥ 0. */
	readonly lost: number;
	/** Points neither certain nor lost: not assessed. */
	readonly open: number;
	readonly points: number;
	/** 0 nothing lost … 5 more than three quarters. */
	readonly level: 0 | 1 | 2 | 3 | 4 | 5;
}

export interface HeatRow {
	readonly village: RankingRow;
	/** As the columns. */
	readonly cells: readonly HeatCell[];
	readonly all: HeatCell;
}

export interface HeatMap {
	readonly columns: readonly HeatColumn[];
	readonly rows: readonly HeatRow[];
}

export interface CriterionRow {
	readonly id: string;
	readonly points: number;
	readonly indicator: {
		readonly id: string;
		readonly code: string;
		readonly title: string;
		readonly title_en: string | null;
		readonly sort: number | null;
	};
}

export interface LineRow {
	readonly scorecard: string;
	readonly criterion: string;
	readonly awarded: number;
	readonly attainable: number;
}

/** Three requests, whatever the number of villages. Bonus and penalty are decided, not lost, and stay out. */
export async function loadHeatMap(
	api: Pick<AssessmentApi, 'readItems'>,
	{ id, rulebook }: Pick<PanelAssessment, 'id' | 'rulebook'>,
): Promise<HeatMap> {
	const [villages, criteria, lines] = await Promise.all([
		loadRanking(api, id),
		api.readItems('criteria', {
			fields: ['id', 'points', { indicator: ['id', 'code', 'title', 'title_en', 'sort'] }],
			filter: { rulebook: { _eq: rulebook }, method: { _neq: 'discretionary' } },
		}),
		api.readItems('scorecard_lines', {
			fields: ['scorecard', 'criterion', 'awarded', 'attainable'],
			filter: { scorecard: { assessment: { _eq: id } } },
		}),
	]);
	return heatMapOf(villages, criteria, lines);
}

export function heatMapOf(
	villages: readonly RankingRow[],
	criteria: readonly CriterionRow[],
	lines: readonly LineRow[],
): HeatMap {
	const columns = columnsOf(criteria);
	const known = new Map(criteria.map((criterion) => [criterion.id, criterion]));
	const byPlace = new Map<string, Sum>();
	for (const line of lines) {
		const criterion = known.get(line.criterion);
		if (criterion === undefined) continue;
		const place = `${line.scorecard} ${criterion.indicator.id}`;
		byPlace.set(
			place,
			plus(byPlace.get(place), { lost: criterion.points - line.attainable, open: line.attainable - line.awarded }),
		);
	}
	const rows = villages.map((village) => {
		const sums = columns.map(({ id, points }) => ({
			points,
			...(byPlace.get(`${village.id} ${id}`) ?? { lost: 0, open: 0 }),
		}));
		const all = sums.reduce((sum, one) => ({ points: sum.points + one.points, ...plus(sum, one) }), {
			points: 0,
			lost: 0,
			open: 0,
		});
		return { village, cells: sums.map(cellOf), all: cellOf(all) };
	});
	return { columns, rows };
}

interface Sum {
	readonly lost: number;
	readonly open: number;
}

const plus = (a: Sum | undefined, b: Sum): Sum => ({ lost: (a?.lost ?? 0) + b.lost, open: (a?.open ?? 0) + b.open });

function columnsOf(criteria: readonly CriterionRow[]): readonly HeatColumn[] {
	const columns = new Map<string, HeatColumn & { readonly sort: number | null }>();
	for (const { points, indicator } of criteria)
		columns.set(indicator.id, { ...indicator, points: rounded((columns.get(indicator.id)?.points ?? 0) + points) });
	return [...columns.values()].sort((a, b) => (a.sort ?? 0) - (b.sort ?? 0));
}

const STEPS = [0, 0.1, 0.25, 0.5, 0.75];

function cellOf({ points, lost, open }: Sum & { readonly points: number }): HeatCell {
	const certain = rounded(lost);
	const share = points > 0 ? certain / points : 0;
	return {
		points: rounded(points),
		lost: certain,
		open: rounded(open),
		level: LEVELS[STEPS.filter((step) => share > step).length] ?? 0,
	};
}

const LEVELS = [0, 1, 2, 3, 4, 5] as const;

/** Sums of decimals without the dust of binary fractions; never −0. */
const rounded = (value: number): number => Number(value.toFixed(2)) + 0;
