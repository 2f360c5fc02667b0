// The ranking on paper tells the same as on the screen: a rank that may still change stands with the ranks that are possible.
import { mount } from '@vue/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { nextTick } from 'vue';
import type { RankingRow } from '#app/features/scorecards/ranking/load-ranking.ts';
import PrintRanking from '#app/features/scorecards/ranking/print-ranking.vue';
import { i18n, STUBS } from '../support.ts';

const row = (village_name: string, rank: number, [rank_best, rank_worst]: readonly [number, number]): RankingRow => ({
	id: village_name,
	rank,
	rank_best,
	rank_worst,
	village_name,
	village_kind: 'village',
	base_points: 80,
	bonus_points: 0,
	penalty_points: 0,
	total: 80,
	attainable: 90,
	assessed_count: 20,
	criteria_count: 28,
	excluded_reason: null,
});

async function printed(rows: readonly RankingRow[]): Promise<{ readonly places: string[]; readonly facts: string }> {
	const page = mount(PrintRanking, {
		props: { rows, assessment: { title: '2026年度考核', status: 'collecting' } },
		global: { plugins: [i18n()], stubs: STUBS },
		attachTo: document.body,
	});
	window.dispatchEvent(new Event('beforeprint'));
	await nextTick();
	const texts = (selector: string): string[] =>
		Array.from(document.querySelectorAll(selector), (one) => one.textContent ?? '');
	const said = { places: texts('.print-only .place'), facts: texts('.print-only .facts').join('') };
	page.unmount();
	return said;
}
afterEach(() => window.dispatchEvent(new Event('afterprint')));

describe('the printed ranking', () => {
	it('has the possible ranks below a rank that is open, and says what they are', async () => {
		const { places, facts } = await printed([row('竹山村', 1, [1, 4]), row('清溪村', 2, [2, 2])]);
		expect(places).toEqual(['11～4', '2']);
		expect(facts).toContain('仍可能的名次');
	});

	it('says nothing of it once all ranks are certain', async () => {
		expect((await printed([row('竹山村', 1, [1, 1])])).facts).not.toContain('可能的名次');
	});
});
