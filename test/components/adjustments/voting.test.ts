import { describe, expect, it } from 'vitest';
import ActionDialog from '#app/features/adjustments/action-dialog.vue';
import ConfirmDialog from '#app/shared/confirm-dialog.vue';
import { consequenceOf } from '#app/features/adjustments/consequence.ts';
import VoteBar from '#app/features/adjustments/vote-bar.vue';
import VoteCount from '#app/features/adjustments/vote-count.vue';
import type { Vote } from '#domain/adjustments/status.ts';
import { counted, members, adjustment, show } from '../../support/fixtures/adjustment-cases.ts';

type Votes = readonly (Vote | null)[];
const voted = (votes: Votes, share = 0.5, more = {}) =>
	adjustment({ members: members(...votes), count: counted(share, ...votes), share, ...more });

describe('the count in words', () => {
	const words = (votes: Votes, share = 0.5, more = {}): string[] =>
		show(VoteCount, { adjustment: voted(votes, share, more) })
			.findAll('p')
			.map((part) => part.text());

	it('says first what is still needed', () => {
		expect(words([null, null, null])).toEqual([
			'还需 2 票同意即通过',
			'同意 0 票不同意 0 票尚未表决 3 人',
			'有表决权 3 人，同意须超过半数，即 2 票',
			'未表决成员中再有 2 人不同意或弃权，即不通过',
		]);
		expect(words(['approve', null, null])[0]).toBe('还需 1 票同意即通过');
	});

	it('counts on from a recusal: of 5 with one recused 3 are needed', () => {
		expect(words(['recuse', 'approve', 'approve', 'reject', null]).slice(0, 3)).toEqual([
			'还需 1 票同意即通过',
			'同意 2 票不同意 1 票回避 1 人尚未表决 1 人',
			'有表决权 5 人，回避 1 人，以 4 人计，同意须超过半数，即 3 票',
		]);
	});

	it('names the share where it is not a half', () => {
		expect(words([null, null, null], 0.66)[2]).toBe('有表决权 3 人，同意须超过 66%，即 2 票');
	});

	it('no longer says what is needed once it is decided', () => {
		expect(words(['approve', 'approve', 'abstain'], 0.5, { status: 'approved' })).toEqual([
			'同意 2 票不同意 0 票弃权 1 人',
			'有表决权 3 人，同意须超过半数，即 2 票',
		]);
	});

	it('is not there before there is a count', () => {
		expect(show(VoteCount, { adjustment: adjustment({ status: 'draft', count: null, members: [] }) }).text()).toBe('');
	});

	it('speaks English', () => {
		expect(show(VoteCount, { adjustment: voted(['approve', null, null]) }, 'en-US').text()).not.toMatch(
			/\p{Script=Han}/u,
		);
	});
});

describe('the vote bar', () => {
	it('offers the four votes by name and says which was chosen', async () => {
		const bar = show(VoteBar, { own: null, disabled: false });
		expect(bar.findAll('button').map((button) => button.text())).toEqual(['同意', '不同意', '弃权', '回避']);
		await bar.findAll('button')[1]?.trigger('click');
		expect(bar.emitted('choose')).toEqual([['reject']]);
	});

	it('shows the vote that was cast, which may be changed', () => {
		const bar = show(VoteBar, { own: 'approve', disabled: false });
		expect(bar.find('p').text()).toBe('我的表决：同意（可改）');
		expect(bar.findAll('button').map((button) => button.attributes('aria-pressed'))).toEqual([
			'true',
			'false',
			'false',
			'false',
		]);
	});

	it('takes no second press while the first is under way', () => {
		expect(
			show(VoteBar, { own: null, disabled: true })
				.findAll('button')
				.every((button) => button.attributes('disabled') !== undefined),
		).toBe(true);
	});
});

describe('what a vote would bring about', () => {
	const after = (votes: Votes, vote: Vote): string | null =>
		consequenceOf({ members: members(...votes), share: 0.5 }, { member: 'member-0', vote });

	it.each<[Votes, Vote, string | null]>([
		[[null, null, null], 'approve', null],
		[[null, 'approve', null], 'approve', 'vote_decides'],
		[[null, 'reject', null], 'reject', 'vote_ends'],
		[[null, 'approve', 'reject'], 'abstain', 'vote_ends'],
		// A recusal can decide: of 3 two are left, and both must approve; of 4 with two approvals two of three suffice.
		[[null, 'reject', null], 'recuse', 'vote_ends'],
		[[null, 'approve', 'approve', 'reject'], 'recuse', 'vote_decides'],
		[['reject', 'approve', null], 'approve', 'vote_decides'],
	])('%j, then %s: %s', (votes, vote, expected) => {
		expect(after(votes, vote)).toBe(expected);
	});

	it('stands in the dialog before it is confirmed', () => {
		const dialog = show(ActionDialog, {
			adjustment: voted([null, 'approve', null]),
			asked: { action: 'vote', vote: 'approve' },
			me: 'member-0',
			busy: false,
			failure: null,
		});
		expect(dialog.text()).toContain('这一票将使提案通过。');
		expect(dialog.text()).toContain('确认表决：同意');
	});

	it('a changed vote is named with the one before', () => {
		const dialog = show(ActionDialog, {
			adjustment: voted(['approve', null, null, null]),
			asked: { action: 'vote', vote: 'reject' },
			me: 'member-0',
			busy: false,
			failure: null,
		});
		expect(dialog.text()).toContain('您已投“同意”，将改为“不同意”。');
	});
});

describe('the dialog', () => {
	const ask = (more = {}) =>
		show(ConfirmDialog, {
			title: '撤回提案',
			modelValue: true,
			action: '撤回',
			reasonLabel: '撤回原因',
			busy: false,
			failure: null,
			...more,
		});

	it('does not go on without the reason that is needed, and says so', async () => {
		const dialog = ask();
		await dialog.findAll('v-button')[1]?.trigger('click');
		expect(dialog.emitted('confirm')).toBeUndefined();
		expect(dialog.find('[role=alert]').text()).toBe('请填写原因。');
	});

	it('goes on without a text that may be left out', async () => {
		const dialog = ask({ reasonOptional: true });
		await dialog.findAll('v-button')[1]?.trigger('click');
		expect(dialog.emitted('confirm')).toEqual([['']]);
	});

	it('confirms nothing twice while it is under way', async () => {
		const dialog = ask({ reasonOptional: true, busy: true });
		await dialog.findAll('v-button')[1]?.trigger('click');
		expect(dialog.emitted('confirm')).toBeUndefined();
	});
});
