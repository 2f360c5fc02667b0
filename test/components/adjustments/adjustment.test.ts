import { describe, expect, it } from 'vitest';
import CapBar from '#app/features/adjustments/cap-bar.vue';
import AdjustmentActions from '#app/features/adjustments/adjustment-actions.vue';
import AdjustmentEffect from '#app/features/adjustments/adjustment-effect.vue';
import AdjustmentFacts from '#app/features/adjustments/adjustment-facts.vue';
import ElectorateMembers from '#app/features/adjustments/electorate-members.vue';
import PointsBadge from '#app/features/adjustments/points-badge.vue';
import QueueList from '#app/features/adjustments/queue-list.vue';
import type { ActionState, DecisionPreview } from '#domain/contracts/adjustments.ts';
import { INELIGIBILITY_LABELS } from '#domain/adjustments/status.ts';
import { entry, member, adjustment, show } from '../../support/fixtures/adjustment-cases.ts';

describe('the buttons of a case', () => {
	const state = (action: ActionState['action'], allowed: boolean, why?: string): ActionState => ({
		action,
		allowed,
		reason: allowed ? null : { 'zh-CN': why ?? '不行', 'en-US': 'no' },
	});
	const shown = (status: 'draft' | 'proposed' | 'approved', actions: readonly ActionState[], more = {}) =>
		show(AdjustmentActions, { adjustment: { status, actions }, busy: false, ...more });

	it('are those that the table allows, and no others', () => {
		const actions = [
			state('edit', true),
			state('delete', false),
			state('propose', true),
			state('vote', false),
			state('withdraw', false),
			state('revoke', false),
		];
		expect(
			shown('draft', actions)
				.findAll('v-button')
				.map((button) => button.text()),
		).toEqual(['修改草稿', '提请表决']);
	});

	it('where there is none, a sentence says why; but not of what nobody expects', () => {
		const actions = [
			state('edit', false, '草稿才能修改'),
			state('vote', false, '您不参加本提案的表决：该村（社区）的包村领导。'),
			state('withdraw', false, '只有起草人可以撤回'),
		];
		const page = shown('proposed', actions);
		expect(page.findAll('v-button')).toHaveLength(0);
		expect(page.findAll('v-notice').map((notice) => notice.text())).toEqual([
			'您不参加本提案的表决：该村（社区）的包村领导。',
		]);
	});

	it('voting has its own bar', () => {
		expect(
			shown('proposed', [state('vote', true), state('withdraw', true)])
				.findAll('v-button')
				.map((button) => button.text()),
		).toEqual(['撤回']);
	});

	it('leave out what is done elsewhere on the page, and say which was chosen', async () => {
		const page = shown('draft', [state('edit', true), state('propose', true)], { without: ['edit'] });
		await page.find('v-button').trigger('click');
		expect(page.emitted('choose')).toEqual([['propose']]);
	});
});

describe('what a yes would do', () => {
	const preview = (more: Partial<DecisionPreview> = {}): DecisionPreview => ({
		points: 2,
		points_used: { before: 4, after: 6, cap: 10 },
		lost_to_cap: 0,
		total: { before: 0.1 + 0.2, after: 2.3 },
		attainable: { before: 98, after: 100 },
		rank: { before: 5, after: 3 },
		overtakes: [{ scorecard: 'other', village_name: '示例三村', total: 2, rank: 3 }],
		overtaken_by: [],
		...more,
	});
	const text = (more: Partial<DecisionPreview> = {}, of = {}): string =>
		show(AdjustmentEffect, { adjustment: adjustment(of), preview: preview(more) }).text();

	it('says points of the cap, total, rank, and whom it passes', () => {
		const told = text();
		expect(told).toContain('加分已用 4 分，上限 10 分；通过后为 6 分');
		expect(told).toContain('全部计入，未超出上限');
		expect(told).toMatch(/总分\s*0\.3 分\s*→\s*2\.3 分/);
		expect(told).toMatch(/名次\s*第 5 名\s*→\s*第 3 名/);
		expect(told).toContain('示例三村（第 3 名，2 分）');
	});

	it('says what the cap cuts off', () => {
		expect(text({ points_used: { before: 9, after: 10, cap: 10 }, lost_to_cap: 1 })).toContain(
			'其中 1 分超出上限，不计入',
		);
	});

	it('of a revocation says what comes back into account', () => {
		expect(text({ points_used: { before: 10, after: 10, cap: 10 }, lost_to_cap: 2 }, { revokes: 'first' })).toContain(
			'原被上限截去的 2 分恢复计入',
		);
	});

	it('says so where nothing moves, or where the village is not ranked', () => {
		expect(text({ rank: { before: 2, after: 2 }, overtakes: [] })).toContain('不影响其他村（社区）的名次');
		expect(text({ rank: { before: null, after: null } })).toContain('不参加排名');
	});

	it('draws the points within the cap and what is lost beyond it', () => {
		const bar = show(CapBar, {
			preview: preview({ points_used: { before: 8, after: 10, cap: 10 }, lost_to_cap: 2 }),
			revocation: false,
			text: '说明',
		});
		const width = (part: string): string | undefined =>
			bar
				.find(part)
				.attributes('style')
				?.match(/inline-size: ([\d.]+)/)?.[1];
		expect([width('.kept'), width('.added'), width('.lost')].map((value) => Number(value).toFixed(1))).toEqual([
			'66.7',
			'16.7',
			'16.7',
		]);
		expect(bar.attributes('aria-label')).toBe('说明');
	});
});

describe('the members', () => {
	it('are shown with their vote, its changes, and who has none and why', () => {
		const changed = member(0, 'approve', {
			comment: '材料齐全',
			history: [
				{ vote: 'reject', comment: '缺照片', cast_at: '2026-07-07T00:00:00.000Z' },
				{ vote: 'approve', comment: '材料齐全', cast_at: '2026-07-07T01:00:00.000Z' },
			],
		});
		const barred = [{ id: 'liaison', name: '领导丙', bar: 'liaison' as const, reason: INELIGIBILITY_LABELS.liaison }];
		const page = show(ElectorateMembers, {
			adjustment: adjustment({ members: [changed, member(1, null)], barred }),
			me: 'member-1',
		});
		const [first, second] = page.findAll('.members > li').map((row) => row.text());
		expect(first).toContain('领导甲同意');
		expect(first).toContain('改票记录（1 次）');
		expect(first).toContain('不同意：缺照片');
		expect(second).toContain('领导乙（我）尚未表决');
		expect(page.find('.barred').text()).toContain('领导丙：该村（社区）的包村领导');
	});

	it('who was silent when it was decided, or is suspended, is told', () => {
		const page = show(ElectorateMembers, {
			adjustment: adjustment({
				status: 'rejected',
				members: [member(0, null), member(1, 'approve', { suspended: true })],
			}),
			me: '',
		});
		expect(page.findAll('.vote-text').map((vote) => vote.text())).toEqual([
			'未表决',
			'账号已停用或已不在领导小组，按弃权计',
		]);
	});
});

describe('an adjustment', () => {
	it('is named by its direction and sign', () => {
		const badge = (more: object): string => show(PointsBadge, { adjustment: adjustment(more) }).text();
		expect(badge({})).toBe('加分 +2 分');
		expect(badge({ direction: 'penalty', points: -4 })).toBe('扣分 −4 分');
		expect(badge({ revokes: 'first', points: -2 })).toBe('撤销加分 −2 分');
	});

	it('tells what is not filled in, and leaves out what does not apply', () => {
		const text = show(AdjustmentFacts, {
			adjustment: adjustment({
				status: 'draft',
				category: null,
				category_label: null,
				occurrences: null,
				reason: null,
				occurred_on: null,
				proposed_at: null,
				vote_deadline: null,
			}),
		}).text();
		expect(text).toContain('类别（未填写）');
		expect(text).not.toContain('表决截止');
	});

	it('in the queue leads to its page, with what is pressing', () => {
		const list = show(QueueList, { entries: [entry({ own_vote: 'approve' })] });
		expect(list.find('a').attributes('href')).toBe('/leadership-review/case/case');
		expect(list.text()).toContain('示例二村');
		expect(list.text()).toContain('我：同意');
		expect(
			show(QueueList, { entries: [entry({ vote_deadline: '2020-01-01T00:00:00.000Z' })] })
				.find('.urgent')
				.text(),
		).toContain('已截止');
	});
});
