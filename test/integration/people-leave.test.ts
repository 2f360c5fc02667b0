// Who leaves the office or the leadership group leaves nothing behind that nobody can go on with.
import { beforeAll, describe, expect, it } from 'vitest';
import { ROLES } from '#domain/roles.ts';
import { DATABASES, poll } from '../support/harness/index.ts';
import { expectRefusal, succeeded } from '../support/fixtures/answers.ts';
import {
	as,
	anotherDay,
	cast,
	doing,
	newDraft,
	newGroup,
	newMembers,
	newProposal,
	stored,
	type Group,
	type Member,
} from '../support/fixtures/group.ts';
import { useInstance } from '../support/fixtures/use-instance.ts';

describe.each(DATABASES)('%s', (database) => {
	const instance = useInstance({ database });
	let group: Group;
	beforeAll(async () => {
		group = await newGroup(instance());
	});

	const colleague = async (): Promise<Member> => {
		const [one] = await newMembers(instance(), 'office');
		if (one === undefined) throw new Error('nobody');
		return one;
	};
	const become = async ({ id }: Member, change: object): Promise<unknown> =>
		succeeded(await instance().api('PATCH', `/users/${id}?fields=id`, change));

	it.each(['office', 'leader'] as const)(
		'a colleague of the office goes on with the draft of somebody who is gone, and puts it to the vote: %s',
		async (role) => {
			const [author] = role === 'office' ? [await colleague()] : await newMembers(instance(), 'leader');
			if (author === undefined) return;
			const id = await newDraft(instance(), group, { by: author, occurred_on: anotherDay() });
			await become(author, { status: 'suspended' });
			const next = await colleague();
			succeeded(await instance().api('PATCH', `/items/adjustments/${id}?fields=id`, { reason: '接办' }, as(next)));
			succeeded(await doing(instance(), next, id, 'propose'));
		},
	);

	it('a proposal is withdrawn by a colleague once neither its author nor its proposer is there any more', async () => {
		const [author, proposer, next] = [await colleague(), await colleague(), await colleague()];
		const id = await newDraft(instance(), group, { by: author, occurred_on: anotherDay() });
		succeeded(await doing(instance(), proposer, id, 'propose'));
		expectRefusal(await doing(instance(), next, id, 'withdraw', { reason: '撤回' }), 403, 'NOT_YOUR_PROPOSAL');
		await become(author, { status: 'archived' });
		expectRefusal(await doing(instance(), next, id, 'withdraw', { reason: '撤回' }), 403, 'NOT_YOUR_PROPOSAL');
		await become(proposer, { status: 'suspended' });
		const [leader] = group.leaders;
		if (leader !== undefined)
			expectRefusal(await doing(instance(), leader, id, 'withdraw', { reason: '撤回' }), 403, 'NOT_YOUR_PROPOSAL');
		succeeded(await doing(instance(), next, id, 'withdraw', { reason: '撤回' }));
		expect(await stored(instance(), id)).toMatchObject({ status: 'withdrawn' });
	});

	it.each([{ role: ROLES.office }, { status: 'suspended' }, { status: 'archived' }])(
		'a leader who leaves abstains, whatever was voted, and what that decides is decided: %j',
		async (change) => {
			const own = await newGroup(instance(), { leaders: 2 });
			const id = await newProposal(instance(), own, { occurred_on: anotherDay() });
			const [first, second] = own.leaders;
			if (first === undefined || second === undefined) throw new Error('two leaders are needed');
			succeeded(await cast(instance(), first, id, 'approve'));
			await become(second, change);
			await poll('it is decided', async () => (await stored(instance(), id))['status'] === 'rejected');
		},
	);
});
