import { mount, type VueWrapper } from '@vue/test-utils';
import type { Component } from 'vue';
import { describe, expect, it } from 'vitest';
import { createI18n } from 'vue-i18n';
import Completeness from '#app/features/insights/completeness.vue';
import { loadWaiting } from '#app/features/insights/decisions-waiting.ts';
import DecisionsWaiting from '#app/features/insights/decisions-waiting.vue';
import { heatMapOf } from '#app/features/insights/heat-map.ts';
import HeatMap from '#app/features/insights/heat-map.vue';
import type { RankingRow } from '#app/features/scorecards/ranking/load-ranking.ts';

const village = (village_name: string, assessed_count: number, given: Partial<RankingRow> = {}): RankingRow => ({
	id: village_name,
	rank: 1,
	rank_best: null,
	rank_worst: null,
	village_name,
	village_kind: 'village',
	base_points: 0,
	bonus_points: 0,
	penalty_points: 0,
	total: 0,
	attainable: 0,
	assessed_count,
	criteria_count: 28,
	excluded_reason: null,
	...given,
});

const link = { props: ['to'], template: '<a :href="to"><slot /></a>' };
const show = (component: Component, props: Record<string, unknown>, locale = 'zh-CN'): VueWrapper =>
	mount(component, {
		props,
		global: { plugins: [createI18n({ legacy: false, locale, missingWarn: false })], stubs: { 'router-link': link } },
	});

describe('the heat map', () => {
	const indicator = { id: '1', code: '1', title: '组织领导', title_en: 'Organisation', sort: 1 };
	const map = heatMapOf(
		[village('竹山村', 0), village('清溪村', 0)],
		[{ id: '1.1', points: 8, indicator }],
		[
			{ scorecard: '竹山村', criterion: '1.1', awarded: 1, attainable: 6.5 },
			{ scorecard: '清溪村', criterion: '1.1', awarded: 0, attainable: 8 },
		],
	);

	it('is a table with headings, and says in each cell what is lost and what is open', () => {
		const shown = show(HeatMap, { map });
		expect(shown.findAll('thead th').map((heading) => heading.text().replace(/\s+/g, ' '))).toEqual([
			'村（社区）',
			'1 组织领导 满分8',
			'合计',
		]);
		expect(shown.findAll('tbody tr').map((one) => one.findAll('th, td').map((cell) => cell.text()))).toEqual([
			['竹山村', '失1.5分未评5.5', '失1.5分未评5.5'],
			['清溪村', '未评', '未评'],
		]);
		expect(shown.find('td').attributes('title')).toBe('竹山村 · 组织领导：满分8，失1.5，未评5.5');
		expect(shown.find('caption').text()).toBe('各村（社区）在各项指标上的失分');
	});

	it('says which village was chosen', async () => {
		const shown = show(HeatMap, { map });
		await shown.findAll('tbody button')[1]?.trigger('click');
		expect(shown.emitted('choose')).toEqual([['清溪村']]);
	});

	it('names the indicators in English to who reads English', () => {
		expect(show(HeatMap, { map }, 'en-US').findAll('thead th')[1]?.text()).toContain('1 Organisation');
	});
});

describe('completeness', () => {
	it('begins where most is to be done, and leaves out who is taken out', () => {
		const shown = show(Completeness, {
			rows: [
				village('甲村', 28),
				village('乙村', 7),
				village('丙村', 14),
				village('丁村', 0, { excluded_reason: '搬迁' }),
			],
		});
		expect(shown.findAll('button').map((button) => button.text())).toEqual([
			'乙村已评7/28项还有21项未评',
			'丙村已评14/28项还有14项未评',
			'甲村已评28/28项已全部评定',
		]);
		expect(shown.find('.overall').text()).toBe('全部3个村（社区）：58%');
	});
});

describe('decisions waiting', () => {
	const stored = {
		id: 'a',
		scorecard: { village_name: '竹山村' },
		criterion: { points: -10, params: { each: '2' } },
		occurrences: 2,
		reason: '接待任务中出现失误',
		revokes: null,
		electorate: ['1', '2', '3'],
		vote_deadline: '2026-11-30T16:00:00.000Z',
		votes: [{ member: '1' }, { member: '1' }, { member: '2' }],
	};
	const waiting = (rows: readonly object[]): ReturnType<typeof loadWaiting> =>
		loadWaiting({ readItems: () => Promise.resolve(JSON.parse(JSON.stringify(rows))) }, 'assessment');

	it('count members, not votes', async () => {
		expect(await waiting([stored])).toEqual([
			{
				id: 'a',
				village_name: '竹山村',
				points: -4,
				reason: '接待任务中出现失误',
				entitled: 3,
				voted: 2,
				vote_deadline: '2026-11-30T16:00:00.000Z',
			},
		]);
	});

	it('lead to the case, with what it is about and how far it is', async () => {
		const rows = await waiting([
			stored,
			{ ...stored, id: 'b', criterion: { points: 10, params: { each: '2' } }, occurrences: 1, votes: [] },
			{ ...stored, id: 'c', revokes: 'a', occurrences: null },
		]);
		const shown = show(DecisionsWaiting, { rows, now: new Date('2026-11-25T00:00:00Z') });
		expect(shown.findAll('a').map((one) => one.attributes('href'))).toEqual([
			'/leadership-review/case/a',
			'/leadership-review/case/b',
			'/leadership-review/case/c',
		]);
		expect(shown.findAll('.what').map((one) => one.text())).toEqual(['竹山村 扣4分', '竹山村 加2分', '竹山村 撤销']);
		expect(shown.findAll('a')[0]?.text()).toMatch(/截止.*已表决2\/3人/);
	});

	it('say when their time is over, and when there are none', async () => {
		expect(
			show(DecisionsWaiting, { rows: await waiting([stored]), now: new Date('2026-12-01T00:00:00Z') }).text(),
		).toContain('已到期');
		expect(show(DecisionsWaiting, { rows: [] }).text()).toBe('没有等待表决的加分、扣分。');
	});
});
