// Many at the same moment, time, and what fails: one decision, one effect on the score.
import { createServer } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { takeInstance, DATABASES, freePort, poll, startInstance, type Instance } from '../support/harness/index.ts';
import { expectRefusal, rows, succeeded, type Row } from '../support/fixtures/answers.ts';
import { day } from '../support/fixtures/fixtures.ts';
import { expectCard, expectRanks } from '../support/fixtures/expect-card.ts';
import {
	as,
	caseOf,
	cast,
	doing,
	newApproved,
	newDraft,
	newGroup,
	newProposal,
	stored,
	votesIn,
	type Group,
} from '../support/fixtures/group.ts';
import { useInstance } from '../support/fixtures/use-instance.ts';

/** A mail server that hangs up on whoever calls. */
const port = await freePort();
const refusing = createServer((socket) => socket.destroy()).listen(port, '127.0.0.1');
afterAll(() => {
	refusing.close();
});
const MAIL = {
	EMAIL_TRANSPORT: 'smtp',
	EMAIL_SMTP_HOST: '127.0.0.1',
	EMAIL_SMTP_PORT: String(port),
	EMAIL_FROM: 'office@example.com',
	EMAIL_VERIFY_SETUP: 'false',
};

const counts = (statuses: readonly number[]): Record<string, number> =>
	Object.fromEntries(
		[...new Set(statuses)].sort().map((status) => [status, statuses.filter((one) => one === status).length]),
	);
const bonusOf = async (instance: Instance, { card }: Group): Promise<unknown> =>
	(await expectCard(instance, card.id))['bonus_points'];
const noticesOf = async ({ database }: Instance, id: string): Promise<Row[]> =>
	rows(await database('directus_notifications').where({ collection: 'adjustments', item: id }).orderBy('id'));

describe.each(DATABASES)('%s', (database) => {
	const instance = useInstance({ database, env: MAIL });

	it('50 votes at the same moment decide once', async () => {
		const group = await newGroup(instance(), { leaders: 50 });
		const id = await newProposal(instance(), group);
		const answers = await Promise.all(group.leaders.map((leader) => cast(instance(), leader, id, 'approve')));
		// 26 of 50 decide; whoever comes after that is told so.
		expect(counts(answers.map(({ status }) => status))).toEqual({ 200: 26, 409: 24 });
		expect(await votesIn(instance(), id)).toHaveLength(26);
		expect(await caseOf(instance(), id)).toMatchObject({ status: 'approved', count: { approvals: 26, not_voted: 24 } });
		expect(await bonusOf(instance(), group)).toBe(2);
		await expectRanks(instance(), group.assessment.id);
		await poll('the author is told', async () =>
			(await noticesOf(instance(), id)).some(({ recipient }) => recipient === group.office.id),
		);
		expect((await noticesOf(instance(), id)).filter(({ recipient }) => recipient === group.office.id)).toHaveLength(1);
		const activity: Row[] = await instance()
			.database('directus_activity')
			.where({ collection: 'adjustments', item: id, action: 'update' });
		expect(activity).toHaveLength(2);
	});

	it('an impatient finger votes once, a change of mind is recorded', async () => {
		const group = await newGroup(instance());
		const [leader] = group.leaders;
		const id = await newProposal(instance(), group);
		const answers = await Promise.all(
			Array.from({ length: 12 }, () => cast(instance(), leader, id, 'approve', '同意')),
		);
		expect(counts(answers.map(({ status }) => status))).toEqual({ 200: 12 });
		expect(await votesIn(instance(), id)).toHaveLength(1);
		for (const vote of ['abstain', 'approve', 'approve']) succeeded(await cast(instance(), leader, id, vote));
		expect((await votesIn(instance(), id)).map(({ vote }) => vote)).toEqual(['approve', 'abstain', 'approve']);
		expect(await caseOf(instance(), id)).toMatchObject({ count: { approvals: 1, not_voted: 4 } });
	});

	it('the vote that decides against the withdrawal: one of them', async () => {
		const group = await newGroup(instance(), { leaders: 2 });
		const outcomes: string[] = [];
		for (let round = 0; round < 6; round += 1) {
			const id = await newProposal(instance(), group);
			await cast(instance(), group.leaders[0], id, 'approve');
			const [vote, withdrawal] = await Promise.all([
				cast(instance(), group.leaders[1], id, 'approve'),
				doing(instance(), group.office, id, 'withdraw', { reason: '撤回' }),
			]);
			const { status } = await caseOf(instance(), id);
			expect([vote.status, withdrawal.status].sort()).toEqual([200, 409]);
			expect(status).toBe(vote.status === 200 ? 'approved' : 'withdrawn');
			outcomes.push(String(status));
		}
		expect(await bonusOf(instance(), group)).toBe(
			Math.min(10, 2 * outcomes.filter((status) => status === 'approved').length),
		);
	});

	it('two revocations, two proposals of one event, a change or a file while it is proposed: one of them', async () => {
		const group = await newGroup(instance());
		const approved = await newApproved(instance(), group);
		const revocations = await Promise.all(
			[0, 1, 2].map(() => doing(instance(), group.office, approved, 'revoke', { reason: '撤销' })),
		);
		expect(counts(revocations.map(({ status }) => status))).toEqual({ 200: 1, 409: 2 });
		const occurred_on = day(12, 30);
		const same = await Promise.all([0, 1].map(() => newDraft(instance(), group, { occurred_on })));
		expect(
			counts(
				(await Promise.all(same.map((id) => doing(instance(), group.office, id, 'propose')))).map(
					({ status }) => status,
				),
			),
		).toEqual({ 200: 1, 409: 1 });
		for (let round = 0; round < 6; round += 1) {
			const id = await newDraft(instance(), group);
			const junction = String(
				(await instance().database('adjustments_files').where({ adjustments_id: id }).first('id'))?.id,
			);
			const [, change] = await Promise.all([
				doing(instance(), group.office, id, 'propose'),
				round % 3 === 0
					? instance().api('PATCH', `/items/adjustments/${id}`, { reason: '改' }, as(group.office))
					: instance().api(
							'DELETE',
							round % 3 === 1 ? `/items/adjustments_files/${junction}` : `/items/adjustments/${id}`,
							undefined,
							as(group.office),
						),
			]);
			expect(change.status).toBeLessThan(500);
			const after: Row | undefined = await instance().database('adjustments').where({ id }).first();
			if (after?.['status'] !== 'proposed') continue;
			expect(await instance().database('adjustments_files').where({ adjustments_id: id })).toHaveLength(1);
			expectRefusal(
				await instance().api('DELETE', `/items/adjustments/${id}`, undefined, as(group.office)),
				409,
				'PROPOSAL_SETTLED',
			);
		}
		expect(instance().log()).not.toMatch(/deadlock|SQLITE_BUSY/i);
	});

	it('where the decision cannot be written, the vote is not either', async () => {
		const group = await newGroup(instance(), { leaders: 2 });
		const id = await newProposal(instance(), group);
		await cast(instance(), group.leaders[0], id, 'approve');
		await breakDecisions(instance());
		const failed = await cast(instance(), group.leaders[1], id, 'approve');
		await mendDecisions(instance());
		expect(failed.status).toBeGreaterThanOrEqual(400);
		expect(await votesIn(instance(), id)).toHaveLength(1);
		expect(await caseOf(instance(), id)).toMatchObject({ status: 'proposed', count: { approvals: 1 } });
		expect(await bonusOf(instance(), group)).toBe(0);
		expect(succeeded(await cast(instance(), group.leaders[1], id, 'approve')).data).toMatchObject({
			status: 'approved',
		});
		expect(await bonusOf(instance(), group)).toBe(2);
	});

	it('the deadline decides at the first look, and no vote comes after it', async () => {
		const group = await newGroup(instance());
		const id = await newProposal(instance(), group);
		for (const leader of group.leaders.slice(0, 2)) await cast(instance(), leader, id, 'approve');
		const passed = new Date(Date.now() - 60_000);
		await instance().database('adjustments').where({ id }).update({ vote_deadline: passed });
		expectRefusal(await cast(instance(), group.leaders[2], id, 'approve'), 409, 'DECISION_COURSE');
		const decided = await caseOf(instance(), id);
		expect(decided).toMatchObject({
			status: 'rejected',
			decision_reason: 'deadline',
			count: { approvals: 2, abstentions: 3, not_voted: 0 },
		});
		expect(Date.parse(String(decided['decided_at']))).toBe(passed.getTime());
		// Undecided it would stand in the way of the notice; what is due is decided first.
		const other = await newProposal(instance(), group);
		await instance().database('adjustments').where({ id: other }).update({ vote_deadline: passed });
		const refused = await instance().api('POST', `/assessment/assessments/${group.assessment.id}/transition`, {
			to: 'reviewing',
		});
		succeeded(refused);
		expect(await stored(instance(), other)).toMatchObject({ status: 'rejected', decision_reason: 'deadline' });
	});

	it('a suspended member counts as abstaining: it is decided when the account is suspended, and the record stays', async () => {
		const group = await newGroup(instance(), { leaders: 3 });
		const id = await newProposal(instance(), group);
		await cast(instance(), group.leaders[0], id, 'reject');
		const [, second, third] = group.leaders;
		succeeded(await instance().api('PATCH', `/users/${second?.id}`, { status: 'suspended' }));
		await poll('it is decided', async () => (await stored(instance(), id))['status'] === 'rejected');
		const decided = await caseOf(instance(), id);
		expect(decided).toMatchObject({
			decision_reason: 'out_of_reach',
			count: { rejections: 1, abstentions: 1, not_voted: 1 },
		});
		succeeded(await instance().api('PATCH', `/users/${second?.id}`, { status: 'active' }));
		succeeded(await instance().api('PATCH', `/users/${third?.id}`, { status: 'suspended', first_name: '改名' }));
		const later = await caseOf(instance(), id);
		expect(later['count']).toEqual(decided['count']);
		expect(
			rows(later['members'])
				.map((member) => [member['id'], member['suspended']])
				.sort(),
		).toEqual(group.leaders.map((leader) => [leader.id, leader.id === second?.id]).sort());
		expect(rows(later['members']).map(({ name }) => name)).toContain('改名');
	});

	it('tells the entitled and the author in their language, whatever the mail server does', async () => {
		const group = await newGroup(instance(), { leaders: 3 });
		const [english] = group.leaders;
		await instance()
			.database('directus_users')
			.whereIn(
				'id',
				group.leaders.map((leader) => leader.id),
			)
			.update({ email_notifications: true });
		await instance()
			.database('directus_users')
			.where('id', english?.id ?? '')
			.update({ language: 'en-US' });
		const id = await newProposal(instance(), group);
		const sent = await poll('the entitled are told', async () => {
			const all = await noticesOf(instance(), id);
			return all.length === 3 && all;
		});
		expect(sent.map(({ recipient }) => recipient).sort()).toEqual(group.leaders.map((leader) => leader.id).sort());
		for (const { recipient, subject, message } of sent) {
			expect(String(subject)).toMatch(recipient === english?.id ? /^Please vote: / : /^请表决：/);
			expect(String(message)).toContain(`/admin/leadership-review/case/${id}`);
		}
		for (const leader of group.leaders.slice(0, 2)) succeeded(await cast(instance(), leader, id, 'approve'));
		await poll('the author is told', async () =>
			(await noticesOf(instance(), id)).some(
				({ recipient, subject }) => recipient === group.office.id && /^已通过：/.test(String(subject)),
			),
		);
		await poll('the mail has failed', async () => /Could not send notification via mail/.test(instance().log()));
		expect(await bonusOf(instance(), group)).toBe(2);
	});
});

it('two servers on one PostgreSQL decide once', async () => {
	const one = await takeInstance({ database: 'postgres' });
	const two = await startInstance({ database: 'postgres', beside: one });
	try {
		const group = await newGroup(one, { leaders: 8 });
		const id = await newProposal(one, group);
		const answers = await Promise.all(
			group.leaders.map((leader, index) => cast(index % 2 === 0 ? one : two, leader, id, 'approve')),
		);
		expect(counts(answers.map(({ status }) => status))).toEqual({ 200: 5, 409: 3 });
		const due = await newProposal(one, group);
		await one
			.database('adjustments')
			.where({ id: due })
			.update({ vote_deadline: new Date(Date.now() - 1000) });
		const looks = await Promise.all([one, two, one, two].map((server) => caseOf(server, due)));
		expect(looks.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected', 'rejected']);
		await poll('the author is told', async () =>
			(await noticesOf(one, due)).some(({ recipient }) => recipient === group.office.id),
		);
		expect((await noticesOf(two, due)).filter(({ recipient }) => recipient === group.office.id)).toHaveLength(1);
		await expectCard(two, group.card.id);
	} finally {
		await two.stop();
		await one.stop();
	}
});

async function breakDecisions({ database, kind }: Instance): Promise<void> {
	if (kind === 'sqlite') {
		await database.raw(
			"CREATE TRIGGER no_decision BEFORE UPDATE ON adjustments WHEN NEW.status = 'approved' BEGIN " +
				"SELECT RAISE(ABORT, 'no decision today'); END",
		);
		return;
	}
	await database.raw(
		'CREATE FUNCTION no_decision() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.status = ' +
			"'approved' THEN RAISE EXCEPTION 'no decision today'; END IF; RETURN NEW; END $$",
	);
	await database.raw(
		'CREATE TRIGGER no_decision BEFORE UPDATE ON adjustments FOR EACH ROW EXECUTE FUNCTION no_decision()',
	);
}

async function mendDecisions({ database, kind }: Instance): Promise<void> {
	await database.raw(kind === 'sqlite' ? 'DROP TRIGGER no_decision' : 'DROP FUNCTION no_decision() CASCADE');
}
