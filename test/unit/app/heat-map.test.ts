import { describe, expect, it } from 'vitest';
import { heatMapOf, type CriterionRow, type LineRow } from '#app/features/insights/heat-map.ts';
import type { RankingRow } from '#app/features/scorecards/ranking/load-ranking.ts';

const village = (id: string): RankingRow => ({
	id,
	rank: 1,
	rank_best: 1,
	rank_worst: 1,
	village_name: id,
	village_kind: 'village',
	base_points: 0,
	bonus_points: 0,
	penalty_points: 0,
	total: 0,
	attainable: 0,
	assessed_count: 0,
	criteria_count: 3,
	excluded_reason: null,
});
const criterion = (id: string, points: number, indicator: string, sort: number): CriterionRow => ({
	id,
	points,
	indicator: { id: indicator, code: indicator, title: `指标${indicator}`, title_en: null, sort },
});
const line = (scorecard: string, of: string, awarded: number, attainable: number): LineRow => ({
	scorecard,
	criterion: of,
	awarded,
	attainable,
});

const CRITERIA = [criterion('2.1', 10, '2', 2), criterion('1.1', 6, '1', 1), criterion('1.2', 2, '1', 1)];

describe('the map of points lost', () => {
	it('has a column for each indicator that has criteria, in their order, with its full marks', () => {
		const { columns } = heatMapOf([], CRITERIA, []);
		expect(columns.map(({ code, points }) => [code, points])).toEqual([
			['1', 8],
			['2', 10],
		]);
	});

	it('tells what is lost from what is not assessed', () => {
		const lines = [
			line('甲', '1.1', 1, 1),
			line('甲', '1.2', 0, 2),
			line('甲', '2.1', 0, 10),
			line('乙', '1.1', 6, 6),
			line('乙', '1.2', 1.2, 1.6),
			line('乙', '2.1', 9.9, 9.9),
		];
		const [first, second] = heatMapOf([village('甲'), village('乙')], CRITERIA, lines).rows;
		expect(first?.cells.map(({ lost, open }) => [lost, open])).toEqual([
			[5, 2],
			[0, 10],
		]);
		expect(second?.cells.map(({ lost, open }) => [lost, open])).toEqual([
			[0.4, 0.4],
			[0.1, 0],
		]);
		expect(first?.all).toMatchObject({ points: 18, lost: 5, open: 12 });
	});

	it('leaves lines of other criteria out: bonus and penalty are decided, not lost', () => {
		expect(heatMapOf([village('甲')], CRITERIA, [line('甲', '8', -4, -4)]).rows[0]?.all).toMatchObject({
			lost: 0,
			open: 0,
		});
	});

	it.each([
		[0, 0],
		[0.01, 1],
		[1, 1],
		[1.01, 2],
		[2.5, 2],
		[5, 3],
		[7.5, 4],
		[7.51, 5],
		[10, 5],
	])('of 10 points %d lost is level %d', (lost, level) => {
		expect(
			heatMapOf([village('甲')], [criterion('2.1', 10, '2', 2)], [line('甲', '2.1', 10 - lost, 10 - lost)]).rows[0]
				?.cells[0]?.level,
		).toBe(level);
	});
});
