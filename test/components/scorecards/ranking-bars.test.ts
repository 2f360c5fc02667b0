import { mount, type VueWrapper } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import { createI18n } from 'vue-i18n';
import { barOf, scaleOf } from '#app/features/scorecards/ranking/bar.ts';
import type { RankingRow } from '#app/features/scorecards/ranking/load-ranking.ts';
import RankingBars from '#app/features/scorecards/ranking/ranking-bars.vue';

const row = (village_name: string, given: Partial<RankingRow> = {}): RankingRow => ({
	id: village_name,
	rank: 1,
	rank_best: null,
	rank_worst: null,
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
	...given,
});

function show(
	rows: readonly RankingRow[],
	props: { highlight?: string; compact?: boolean } = {},
	locale = 'zh-CN',
): VueWrapper {
	return mount(RankingBars, {
		props: { rows, ...props },
		global: { plugins: [createI18n({ legacy: false, locale, missingWarn: false })] },
	});
}

const buttons = (shown: VueWrapper): string[] =>
	shown
		.findAll('button')
		.map((button) => (button.find('.visually-hidden').exists() ? button.find('.visually-hidden') : button).text());

describe('the ranking', () => {
	it('is in order of rank, whatever the order of the rows; villages of the same rank as they come, which is by code', () => {
		const shown = show([row('清溪村', { rank: 3 }), row('竹山村', { rank: 1 }), row('白云社区', { rank: 1 })]);
		expect(shown.findAll('.name').map((name) => name.text())).toEqual(['竹山村', '白云社区', '清溪村']);
		expect(shown.findAll('.rank').map((rank) => rank.text())).toEqual(['1并列', '1并列', '3']);
	});

	it('says each row in one sentence', () => {
		const [first, second] = buttons(
			show([
				row('竹山村', { base_points: 80.1, bonus_points: 4, penalty_points: 2, total: 82.1, attainable: 92.1 }),
				row('清溪村', { rank: 2, attainable: 80, assessed_count: 28 }),
			]),
		);
		expect(first).toBe('第 1 名，竹山村，82.1分，最高92.1分，基础80.1，加4，扣2，已评20/28项');
		expect(second).toBe('第 2 名，清溪村，80分，已全部评定，基础80，已评28/28项');
	});

	it('tells the ranks that are still possible', () => {
		const shown = show([
			row('竹山村', { rank: 2, rank_best: 1, rank_worst: 5 }),
			row('清溪村', { rank: 3, rank_best: 3, rank_worst: 3 }),
		]);
		expect(shown.findAll('.rank').map((rank) => rank.text())).toEqual(['21～5', '3']);
		expect(buttons(shown).map((sentence) => sentence.split('村')[0])).toEqual([
			'第 1～5 名，暂列第 2 名，竹山',
			'第 3 名，清溪',
		]);
	});

	it('writes points without the dust of binary fractions', () => {
		expect(
			show([row('竹山村', { total: 0.1 + 0.2 })])
				.find('strong')
				.text(),
		).toBe('0.3分');
	});

	it('lists who is taken out at the end, with the reason and without a rank', () => {
		const shown = show([row('停评村', { rank: null, excluded_reason: '整村搬迁' }), row('竹山村', { rank: 2 })]);
		expect(shown.findAll('.name').map((name) => name.text())).toEqual(['竹山村', '停评村']);
		expect(shown.find('.out').text()).toContain('原因：整村搬迁');
		expect(shown.find('.out .track').exists()).toBe(false);
	});

	it('tells what moved where a rank before is given', () => {
		const shown = show([
			row('甲', { rank: 1, rank_before: 3 }),
			row('乙', { rank: 2, rank_before: 1 }),
			row('丙', { rank: 3, rank_before: 3 }),
			row('丁', { rank: 4 }),
		]);
		expect(shown.findAll('.movement').map((movement) => movement.text())).toEqual([
			'升2位（原第3名）',
			'降1位（原第1名）',
			'名次未变',
		]);
	});

	it('marks the one to stand out, and says which was chosen', async () => {
		const shown = show([row('竹山村'), row('清溪村', { rank: 2 })], { highlight: '清溪村' });
		expect(shown.findAll('[aria-current=true]').map((one) => one.find('.name').text())).toEqual(['清溪村']);
		await shown.findAll('button')[1]?.trigger('click');
		expect(shown.emitted('choose')).toEqual([['清溪村']]);
	});

	it('leaves the parts of the total out where there is little room', () => {
		expect(
			show([row('竹山村')], { compact: true })
				.find('.detail')
				.exists(),
		).toBe(false);
		expect(
			show([row('竹山村')])
				.find('.detail')
				.text(),
		).toBe('基础80，已评20/28项');
	});

	it('says so when nobody takes part', () => {
		expect(show([]).text()).toBe('本次考核还没有村（社区）参加。');
	});

	it('speaks English to who reads English', () => {
		const shown = show([row('竹山村', { bonus_points: 2, total: 82, attainable: 92 })], {}, 'en-US');
		expect(buttons(shown)).toEqual(['No. 1, 竹山村, 82 pts, at most 92, base 80, bonus 2, 20 of 28 assessed']);
		expect(shown.text().replaceAll('竹山村', '')).not.toMatch(/\p{Script=Han}/u);
	});
});

describe('a bar', () => {
	it.each([
		[
			'certain and open',
			{ base_points: 60, total: 60, attainable: 85 },
			{ certain: [0, 60], bonus: [0, 0], open: [60, 25], penalty: [60, 0] },
		],
		[
			'a bonus after the base',
			{ base_points: 60, bonus_points: 4, total: 64, attainable: 64 },
			{ certain: [0, 60], bonus: [60, 4], open: [64, 0], penalty: [64, 0] },
		],
		[
			'what the penalty took',
			{ base_points: 60, penalty_points: 10, total: 50, attainable: 50 },
			{ certain: [0, 50], bonus: [0, 0], open: [50, 0], penalty: [50, 10] },
		],
		[
			'both',
			{ base_points: 60, bonus_points: 4, penalty_points: 6, total: 58, attainable: 70 },
			{ certain: [0, 54], bonus: [54, 4], open: [58, 12], penalty: [58, 6] },
		],
		[
			'a total below zero',
			{ base_points: 3, penalty_points: 10, total: -7, attainable: 20 },
			{ certain: [0, 0], bonus: [0, 0], open: [0, 20], penalty: [0, 10] },
		],
	] as const)('has %s', (_what, given, lengths) => {
		const drawn = Object.entries(barOf(row('村', given), 100)).map(([part, { from, length }]) => [
			part,
			[from, length],
		]);
		expect(Object.fromEntries(drawn)).toEqual(lengths);
	});

	it('is drawn to 100 points, and beyond where somebody gets there', () => {
		expect(scaleOf([row('村')])).toBe(100);
		expect(scaleOf([row('村', { total: 104, attainable: 106 })])).toBe(106);
	});
});
