import { describe, expect, it } from 'vitest';
import { isUnsaved } from '#app/interfaces/assessment-adjustment-course/unsaved.ts';
import { bodyOf, EMPTY_DRAFT, missing, type Draft } from '#app/features/adjustments/draft.ts';
import { loadKinds } from '#app/features/adjustments/kinds.ts';
import { movedNear } from '#app/features/adjustments/moved-near.ts';
import { dayOf } from '#domain/days.ts';
import { distanceText, dayText } from '#app/shared/moments.ts';
import type { RankingRow } from '#app/features/scorecards/ranking/load-ranking.ts';
import { adjustment } from '../../support/fixtures/adjustment-cases.ts';

const file = (id: string) => ({ id, title: id, type: 'image/jpeg', filename_download: `${id}.jpg`, filesize: 1 });
const whole: Draft = {
	scorecard: 's',
	criterion: 'c',
	category: 'innovation',
	occurrences: 1,
	occurred_on: '2026-06-18',
	reason: '事由',
	files: [file('f')],
};

describe('a draft', () => {
	it('is kept with village and kind alone; to be proposed it must be complete', () => {
		expect(missing(EMPTY_DRAFT, 'save')).toEqual(['scorecard', 'criterion']);
		expect(missing({ ...EMPTY_DRAFT, scorecard: 's', criterion: 'c' }, 'save')).toEqual([]);
		expect(missing({ ...EMPTY_DRAFT, scorecard: 's', criterion: 'c' }, 'propose')).toEqual([
			'category',
			'occurred_on',
			'reason',
			'files',
		]);
		expect(missing(whole, 'propose')).toEqual([]);
		expect(missing({ ...whole, reason: '  ', occurrences: 0 }, 'propose')).toEqual(['occurrences', 'reason']);
	});

	it('sends its files as a difference to those stored', () => {
		const stored = [
			{ id: 'j1', directus_files_id: file('kept') },
			{ id: 'j2', directus_files_id: file('dropped') },
		];
		expect(bodyOf({ ...whole, files: [file('kept'), file('added')] }, stored)['files']).toEqual({
			create: [{ directus_files_id: 'added' }],
			update: [],
			delete: ['j2'],
		});
		expect(bodyOf({ ...whole, reason: '  ' }, [])['reason']).toBeNull();
	});
});

describe('the form of the Studio', () => {
	const stored = {
		scorecard: 'card',
		criterion: { id: 'criterion', code: '7' },
		category: 'innovation',
		occurrences: 1,
		occurred_on: '2026-06-18',
		reason: '建立“帮扶积分超市”。',
		files: [{ id: 'j' }],
	};

	it('has nothing unsaved while it says what is stored', () => {
		expect(isUnsaved(stored, adjustment())).toBe(false);
		expect(isUnsaved({ ...stored, scorecard: { id: 'card' } }, adjustment())).toBe(false);
	});

	it.each([
		{ reason: '另一事由' },
		{ category: null },
		{ occurrences: 2 },
		{ criterion: 'other' },
		{ files: { create: [{}], update: [], delete: [] } },
	])('has with %j', (change) => {
		expect(isUnsaved({ ...stored, ...change }, adjustment())).toBe(true);
	});
});

describe('the kinds of a rulebook', () => {
	it('are signed by their points', async () => {
		const rows = [
			{
				id: 'b',
				title: '加分规定',
				title_en: null,
				wording: null,
				points: 10,
				params: { each: '2', cap: '10', categories: [] },
			},
			{
				id: 'p',
				title: '扣分规定',
				title_en: 'Penalty',
				wording: '…',
				points: -10,
				params: { each: '2', cap: '10', categories: [] },
			},
		];
		const readItems = () => Promise.resolve(JSON.parse(JSON.stringify(rows)));
		const kinds = await loadKinds({ readItems }, { rulebook: 'r' });
		expect(kinds.map(({ direction, each, cap }) => [direction, each, cap])).toEqual([
			['bonus', 2, 10],
			['penalty', -2, 10],
		]);
	});
});

describe('what a decision moved', () => {
	const row = (id: string, rank: number): RankingRow => ({
		id,
		rank,
		rank_best: rank,
		rank_worst: rank,
		village_name: id,
		village_kind: 'village',
		base_points: 80,
		bonus_points: 0,
		penalty_points: 0,
		total: 100 - rank,
		attainable: 100,
		assessed_count: 1,
		criteria_count: 28,
		excluded_reason: null,
	});

	it('is the village with its neighbours and whom it passed, each with its rank before where that is known', () => {
		const rows = Array.from({ length: 12 }, (_, index) => row(`v${index + 1}`, index + 1));
		const before = {
			rank: { before: 7, after: 5 },
			overtakes: [
				{ scorecard: 'v7', village_name: 'v7', total: 1, rank: 6 },
				{ scorecard: 'v9', village_name: 'v9', total: 1, rank: 8 },
			],
			overtaken_by: [],
		};
		const moved = movedNear(rows, { scorecard: 'v5', before });
		expect(moved.map(({ id }) => id)).toEqual(['v3', 'v4', 'v5', 'v6', 'v7', 'v9']);
		expect(moved.map(({ rank_before: one }) => one)).toEqual([undefined, undefined, 7, undefined, 6, 8]);
	});
});

describe('moments', () => {
	it('are told in the largest unit that has passed', () => {
		const now = Date.UTC(2026, 0, 10, 12);
		const at = (ms: number): string => new Date(now + ms).toISOString();
		expect([3.5 * 86_400_000, -5 * 3_600_000, 90_000].map((ms) => distanceText(at(ms), 'zh-CN', now))).toEqual([
			'3天后',
			'5小时前',
			'1分钟后',
		]);
	});

	it('days stay the day they are, wherever the browser is', () => {
		expect(dayText('2026-06-18', 'zh-CN')).toBe('2026年6月18日');
		expect(dayText(null, 'zh-CN')).toBe('');
		expect(dayOf(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
	});
});
