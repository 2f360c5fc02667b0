// The leadership group decides: as each role, by the endpoints, and nobody otherwise.
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { DATABASES, type Answer } from '../support/harness/index.ts';
import { at, expectRefusal, row, rows, succeeded, type Row } from '../support/fixtures/answers.ts';
import { expectCard, expectRanks } from '../support/fixtures/expect-card.ts';
import { copyRulebook, criterion, day, insertItems, item, YEAR } from '../support/fixtures/fixtures.ts';
import {
	anotherDay,
	as,
	caseOf,
	cast,
	doing,
	draftOf,
	newApproved,
	newDraft,
	newGroup,
	newMembers,
	newProposal,
	stored,
	votesIn,
	type Group,
} from '../support/fixtures/group.ts';
import { shaped } from '../support/fixtures/shaped.ts';
import { useInstance } from '../support/fixtures/use-instance.ts';

const TEXT = /[\u4e00-\u9fff]/;

describe.each(DATABASES)('%s', (database) => {
	const instance = useInstance({ database });
	let group: Group;
	beforeAll(async () => {
		group = await newGroup(instance());
		await insertItems(
			instance(),
			group.assessment.cards.map(({ id }, index) => item(id, '2.1', 'mismatch', index)),
		);
	});

	describe('from draft to decision', () => {
		it('is drafted by the office, proposed, voted on, approved, and counts', async () => {
			const { office, leaders, card } = group;
			const id = await newDraft(instance(), group, { occurrences: 2 });
			const before = await expectCard(instance(), card.id);
			const whatIf = row(
				shaped(
					'GET /assessment/adjustments/:id/preview',
					succeeded(await instance().api('GET', `/assessment/adjustments/${id}/preview`, undefined, as(office))).data,
				),
			);
			expect(whatIf).toMatchObject({
				points: 4,
				points_used: { before: before['bonus_points'], after: 4, cap: 10 },
				lost_to_cap: 0,
				total: { before: before['total'], after: Number(before['total']) + 4 },
			});
			const proposed = row(succeeded(await doing(instance(), office, id, 'propose')).data);
			expect(proposed).toMatchObject({
				status: 'proposed',
				share: 0.5,
				direction: 'bonus',
				points: 4,
				count: { electorate: 5, base: 5, needed: 3, not_voted: 5 },
				barred: [],
				proposed_by: { id: office.id },
			});
			expect(
				rows(proposed['members'])
					.map((member) => member['id'])
					.sort(),
			).toEqual(leaders.map((leader) => leader.id).sort());
			const deadline = new Date(String(proposed['vote_deadline'])).toLocaleString('sv-SE', {
				timeZone: 'Asia/Shanghai',
			});
			const lastDay = new Date(Date.parse(String(proposed['proposed_at'])) + 7 * 86_400_000).toLocaleDateString(
				'sv-SE',
				{
					timeZone: 'Asia/Shanghai',
				},
			);
			expect(deadline).toBe(`${lastDay} 23:59:59`);
			await cast(instance(), leaders[0], id, 'reject', '再议');
			await cast(instance(), leaders[0], id, 'approve', '同意');
			await cast(instance(), leaders[1], id, 'recuse');
			await cast(instance(), leaders[2], id, 'approve');
			expect(await caseOf(instance(), id)).toMatchObject({
				status: 'proposed',
				count: { base: 4, needed: 3, approvals: 2, recused: 1 },
			});
			const decided = row(succeeded(await cast(instance(), leaders[3], id, 'approve')).data);
			expect(decided).toMatchObject({
				status: 'approved',
				decision_reason: 'majority',
				count: { approvals: 3, not_voted: 1 },
			});
			expect(
				at(
					rows(decided['members']).find((member) => member['id'] === leaders[0]?.id),
					'history',
				),
			).toMatchObject([
				{ vote: 'reject', comment: '再议' },
				{ vote: 'approve', comment: '同意' },
			]);
			const card_ = await expectCard(instance(), card.id);
			expect(card_['total']).toBe(at(whatIf, 'total', 'after'));
			expect(card_['rank']).toBe(at(whatIf, 'rank', 'after'));
			expect(
				await instance()
					.api('GET', `/assessment/adjustments/${id}/preview`)
					.then(({ data }) => at(data, 'points_used')),
			).toEqual({ before: 4, after: 4, cap: 10 });
			expectRefusal(await cast(instance(), leaders[4], id, 'approve'), 409, 'DECISION_COURSE');
		});

		it('bars the author, the proposer and the liaison leader, and tells each why', async () => {
			const other = await newGroup(instance(), { leaders: 5 });
			const [author, proposer, liaison, ...members] = other.leaders;
			if (author === undefined || proposer === undefined || liaison === undefined) throw new Error('five leaders');
			await instance().database('villages').where('id', other.card.village).update({ liaison_leader: liaison.id });
			const id = await newDraft(instance(), other, { by: author });
			const answer = row(succeeded(await doing(instance(), proposer, id, 'propose')).data);
			expect(
				rows(answer['members'])
					.map((member) => member['id'])
					.sort(),
			).toEqual(members.map((member) => member.id).sort());
			expect(Object.fromEntries(rows(answer['barred']).map((one) => [one['id'], one['bar']]))).toEqual({
				[author.id]: 'author',
				[proposer.id]: 'proposer',
				[liaison.id]: 'liaison',
			});
			for (const barred of [author, proposer, liaison]) {
				expectRefusal(await cast(instance(), barred, id, 'approve'), 403, 'NOT_ENTITLED');
				const mine = row(
					succeeded(await instance().api('GET', `/assessment/adjustments/${id}`, undefined, as(barred))).data,
				);
				const voting = rows(mine['actions']).find(({ action }) => action === 'vote');
				expect(voting).toMatchObject({ allowed: false });
				expect(String(at(voting, 'reason', 'zh-CN'))).toMatch(/不参加本提案的表决/);
			}
			// The village gets another liaison leader: who was entitled stays as it was.
			await instance().database('villages').where('id', other.card.village).update({ liaison_leader: members[0]?.id });
			expect(at(await caseOf(instance(), id), 'members')).toHaveLength(2);
			expect(await votesIn(instance(), id)).toEqual([]);
			await instance().database('villages').where('id', other.card.village).update({ liaison_leader: author.id });
			const third = await newDraft(instance(), other, { by: members[0] ?? author });
			expect((await doing(instance(), proposer, third, 'propose')).status).toBe(200);
			await instance()
				.database('directus_users')
				.whereIn(
					'id',
					members.map((member) => member.id),
				)
				.update({ status: 'archived' });
			expectRefusal(
				await doing(instance(), proposer, await newDraft(instance(), other, { by: author }), 'propose'),
				422,
				'ELECTORATE_TOO_SMALL',
			);
			group = await newGroup(instance());
		});

		it('is proposed complete, sound, by office or leader, while collecting or reviewing', async () => {
			const { office, clerk, leaders, card } = group;
			for (const [lack, name] of [
				[{ category: null }, 'category'],
				[{ occurred_on: null }, 'occurred_on'],
				[{ reason: ' ' }, 'reason'],
				[{ files: [] }, 'files'],
				[{ occurrences: null }, 'occurrences'],
			] as const) {
				const answer = await doing(instance(), office, await newDraft(instance(), group, lack), 'propose');
				expectRefusal(answer, 422, 'PROPOSAL_INCOMPLETE');
				expect(at(answer.body, 'errors', 0, 'extensions', 'missing')).toEqual([name]);
			}
			const id = await newDraft(instance(), group);
			expectRefusal(await doing(instance(), clerk, id, 'propose'), 403, 'NOT_ALLOWED');
			expectRefusal(
				await doing(instance(), (await newMembers(instance(), 'auditor'))[0] ?? clerk, id, 'propose'),
				403,
				'NOT_ALLOWED',
			);
			expect((await instance().api('POST', `/assessment/adjustments/${id}/propose`, {}, { token: null })).status).toBe(
				403,
			);
			await instance().api('POST', `/assessment/assessments/${group.assessment.id}/take-out`, {
				village: card.village,
				reason: '撤并',
			});
			expectRefusal(await doing(instance(), office, id, 'propose'), 409, 'VILLAGE_TAKEN_OUT');
			await instance().api('POST', `/assessment/assessments/${group.assessment.id}/take-out`, {
				village: card.village,
				reason: '',
			});
			await instance().database('assessments').where('id', group.assessment.id).update({ status: 'preparing' });
			expectRefusal(await doing(instance(), office, id, 'propose'), 409, 'NOT_IN_THIS_STATE');
			await instance().database('assessments').where('id', group.assessment.id).update({ status: 'reviewing' });
			succeeded(await doing(instance(), leaders[0] ?? office, id, 'propose'));
			expectRefusal(await doing(instance(), office, id, 'propose'), 409, 'DECISION_COURSE');
		});

		it('asks to confirm the same village, day and category', async () => {
			const { office } = group;
			const occurred_on = day(12, 31);
			const first = await newProposal(instance(), group, { occurred_on });
			const second = await newDraft(instance(), group, { occurred_on });
			const refused = await doing(instance(), office, second, 'propose');
			expectRefusal(refused, 409, 'SAME_EVENT');
			expect(at(refused.body, 'errors', 0, 'extensions', 'adjustment')).toBe(first);
			expect(at(await caseOf(instance(), second), 'same_event')).toMatchObject([{ id: first, status: 'proposed' }]);
			succeeded(await doing(instance(), office, second, 'propose', { confirm_same_event: true }));
			succeeded(
				await doing(
					instance(),
					office,
					await newDraft(instance(), group, { occurred_on, category: 'reception' }),
					'propose',
				),
			);
		});

		it('is rejected when approvals are out of reach, and when too few are left', async () => {
			const { leaders } = group;
			const rejected = await newProposal(instance(), group);
			for (const leader of leaders.slice(0, 3)) await cast(instance(), leader, rejected, 'reject');
			expect(await caseOf(instance(), rejected)).toMatchObject({ status: 'rejected', decision_reason: 'out_of_reach' });
			const inquorate = await newProposal(instance(), group);
			for (const leader of leaders.slice(0, 4)) await cast(instance(), leader, inquorate, 'recuse');
			const decided = await caseOf(instance(), inquorate);
			expect(decided).toMatchObject({ status: 'rejected', decision_reason: 'inquorate' });
			expect(String(at(decided, 'decision_reason_text', 'zh-CN'))).toMatch(TEXT);
			await expectCard(instance(), group.card.id);
		});

		it('is withdrawn by its author with a reason, before the decision only', async () => {
			const { office, leaders } = group;
			const id = await newProposal(instance(), group);
			await cast(instance(), leaders[0], id, 'approve');
			expectRefusal(
				await doing(instance(), leaders[0] ?? office, id, 'withdraw', { reason: '不该' }),
				403,
				'NOT_YOUR_PROPOSAL',
			);
			expectRefusal(await doing(instance(), office, id, 'withdraw'), 422, 'REASON_MISSING');
			expect(succeeded(await doing(instance(), office, id, 'withdraw', { reason: '材料不足' })).data).toMatchObject({
				status: 'withdrawn',
				withdraw_reason: '材料不足',
			});
			expectRefusal(await cast(instance(), leaders[1], id, 'approve'), 409, 'DECISION_COURSE');
			expectRefusal(await doing(instance(), office, id, 'withdraw', { reason: '再来' }), 409, 'DECISION_COURSE');
			expectRefusal(
				await doing(instance(), office, await newApproved(instance(), group, { occurrences: 1 }), 'withdraw', {
					reason: '晚了',
				}),
				409,
				'DECISION_COURSE',
			);
			expect(await votesIn(instance(), id)).toHaveLength(1);
		});

		it('of malformed requests says what is wrong', async () => {
			const { office, leaders } = group;
			const id = await newProposal(instance(), group);
			const [leader = office] = leaders;
			for (const body of [
				{},
				{ vote: 'yes' },
				{ vote: null },
				[],
				'approve',
				{ vote: 'approve', comment: 7 },
				{ vote: 'approve', comment: 'x'.repeat(2001) },
				{ vote: 'approve', comment: 'a\u0000b' },
			]) {
				expect((await doing(instance(), leader, id, 'vote', body)).status, JSON.stringify(body).slice(0, 60)).toBe(400);
			}
			expectRefusal(
				await doing(instance(), office, id, 'propose', { confirm_same_event: 'yes' }),
				400,
				'MALFORMED_REQUEST',
			);
			for (const unknown of [randomUUID(), 'x', '%00', "1' OR 1=1"])
				expectRefusal(
					await doing(instance(), leader, encodeURIComponent(unknown), 'vote', { vote: 'approve' }),
					404,
					'ADJUSTMENT_NOT_FOUND',
				);
			for (const query of ['scope=all', 'assessment=x', 'limit=-1', 'limit=1e9', 'direction=up'])
				expectRefusal(await instance().api('GET', `/assessment/adjustments/queue?${query}`), 400, 'MALFORMED_REQUEST');
			for (const query of ['', 'ids=x', 'date=2026-02-30', 'date=2026-01-01&ids=x'])
				expectRefusal(
					await instance().api('GET', `/assessment/adjustments/minutes?${query}`),
					400,
					'MALFORMED_REQUEST',
				);
			expect(await votesIn(instance(), id)).toEqual([]);
		});
	});

	describe('revocation', () => {
		it('takes the points back, and what the cap had cut off revives', async () => {
			const own = await newGroup(instance());
			const [first] = own.leaders;
			const big = await newApproved(instance(), own, { occurrences: 4 });
			await newApproved(instance(), own, { occurrences: 3 });
			expect((await expectCard(instance(), own.card.id))['bonus_points']).toBe(10);
			const revocation = row(
				succeeded(await doing(instance(), own.leaders[4] ?? own.office, big, 'revoke', { reason: '查无此事' })).data,
			);
			const id = String(revocation['id']);
			expect(revocation).toMatchObject({
				status: 'proposed',
				revokes: big,
				category: null,
				occurrences: null,
				points: -8,
				original: { id: big, occurrences: 4 },
				count: { electorate: 4 },
			});
			expect(
				succeeded(
					await instance().api('GET', `/assessment/adjustments/${id}/preview`, undefined, as(first ?? own.office)),
				).data,
			).toMatchObject({ points: -8, points_used: { before: 10, after: 6, cap: 10 }, lost_to_cap: 4 });
			expectRefusal(await doing(instance(), own.office, big, 'revoke', { reason: '再撤' }), 409, 'REVOCATION_OPEN');
			for (const leader of own.leaders.slice(0, 3)) await cast(instance(), leader, id, 'approve');
			expect(await caseOf(instance(), big)).toMatchObject({
				status: 'revoked',
				revocation: { id, status: 'approved' },
			});
			expect((await expectCard(instance(), own.card.id))['bonus_points']).toBe(6);
			expectRefusal(
				await doing(instance(), own.office, id, 'revoke', { reason: '撤销撤销' }),
				422,
				'REVOCATION_STANDS',
			);
			expectRefusal(await doing(instance(), own.office, big, 'revoke', { reason: '再撤' }), 409, 'DECISION_COURSE');
			const minutes = row(
				shaped(
					'GET /assessment/adjustments/minutes',
					succeeded(await instance().api('GET', `/assessment/adjustments/minutes?ids=${big},${id}`)).data,
				),
			);
			expect(rows(minutes['decisions']).map(({ effect }) => effect)).toEqual([
				{ before: 0, after: 8, cap: 10 },
				{ before: 10, after: 6, cap: 10 },
			]);
			expect(rows(minutes['signatories'])).toHaveLength(5);
			await expectRanks(instance(), own.assessment.id);
			group = own;
		});

		it('rejected, leaves the decision as it was, and may be proposed anew; the author of the first is barred', async () => {
			const [author, other] = group.leaders;
			if (author === undefined || other === undefined) throw new Error('leaders');
			const id = await newProposal(instance(), group, {
				by: author,
				criterion: criterion('8'),
				category: 'activity_fault',
			});
			for (const leader of group.leaders.slice(1, 4)) await cast(instance(), leader, id, 'approve');
			const revocation = row(succeeded(await doing(instance(), other, id, 'revoke', { reason: '过重' })).data);
			expect(Object.fromEntries(rows(revocation['barred']).map((one) => [one['id'], one['bar']]))).toEqual({
				[author.id]: 'author_of_first',
				[other.id]: 'author',
			});
			for (const leader of group.leaders.slice(2)) await cast(instance(), leader, String(revocation['id']), 'reject');
			expect(await caseOf(instance(), id)).toMatchObject({ status: 'approved', revocation: { status: 'rejected' } });
			expect((await expectCard(instance(), group.card.id))['penalty_points']).toBe(2);
			succeeded(await doing(instance(), other, id, 'revoke', { reason: '新的依据' }));
		});
	});

	describe('hostile calls', () => {
		const upload = (list: readonly Row[], collection = 'adjustments'): [string, string, FormData] => {
			const form = new FormData();
			form.append('file', new Blob([JSON.stringify(list)], { type: 'application/json' }), 'rows.json');
			return ['POST', `/utils/import/${collection}`, form];
		};
		const graphql = (query: string): [string, string, Row] => [
			'POST',
			'/graphql',
			{ query: `mutation { ${query} { id } }` },
		];
		type Attempt = readonly [method: string, path: string, body?: unknown];
		interface Aim {
			readonly id: string;
			readonly vote: string;
			readonly member: string;
			readonly junction: string;
			readonly group: Group;
		}
		const forged = ({ id, member }: Aim): Row => ({
			adjustment: id,
			member,
			vote: 'approve',
			cast_at: new Date().toISOString(),
		});
		const children = (changes: Row): Row => ({ create: [], update: [], delete: [], ...changes });
		const ATTEMPTS: Readonly<Record<string, (aim: Aim) => Attempt>> = {
			status: ({ id }) => ['PATCH', `/items/adjustments/${id}`, { status: 'approved' }],
			electorate: ({ id, member }) => ['PATCH', `/items/adjustments/${id}`, { electorate: [member] }],
			share: ({ id }) => ['PATCH', `/items/adjustments/${id}`, { share: 0.9 }],
			deadline: ({ id }) => ['PATCH', `/items/adjustments/${id}`, { vote_deadline: '2020-01-01T00:00:00Z' }],
			author: ({ id, member }) => ['PATCH', `/items/adjustments/${id}`, { user_created: member }],
			'reason, once proposed': ({ id }) => ['PATCH', `/items/adjustments/${id}`, { reason: '改了' }],
			'occurrences, by keys': ({ id }) => ['PATCH', '/items/adjustments', { keys: [id], data: { occurrences: 5 } }],
			'status, in an array': ({ id }) => ['PATCH', '/items/adjustments', [{ id, status: 'approved' }]],
			'status, by query': ({ id }) => [
				'PATCH',
				'/items/adjustments',
				{ query: { filter: { id: { _eq: id } } }, data: { status: 'approved' } },
			],
			'status, by import': ({ id }) => upload([{ id, status: 'approved' }]),
			'status, by GraphQL': ({ id }) => graphql(`update_adjustments_item(id: "${id}", data: {status: "approved"})`),
			'status, nested under the scorecard': ({ id, group: { card } }) => [
				'PATCH',
				`/items/scorecards/${card.id}`,
				{ adjustments: children({ update: [{ id, status: 'approved' }] }) },
			],
			'status, nested above a file': ({ id, junction }) => [
				'PATCH',
				`/items/adjustments_files/${junction}`,
				{ adjustments_id: { id, status: 'approved' } },
			],
			deleted: ({ id }) => ['DELETE', `/items/adjustments/${id}`],
			'deleted, by GraphQL': ({ id }) => graphql(`delete_adjustments_item(id: "${id}")`),
			'an approved one made': (aim) => ['POST', '/items/adjustments', draftOf(aim.group, { status: 'approved' })],
			'one with an electorate made': (aim) => [
				'POST',
				'/items/adjustments',
				draftOf(aim.group, { electorate: [aim.member] }),
			],
			'a revocation made': (aim) => ['POST', '/items/adjustments', draftOf(aim.group, { revokes: aim.id })],
			'a file added': ({ id, group: { file } }) => [
				'POST',
				'/items/adjustments_files',
				{ adjustments_id: id, directus_files_id: file },
			],
			'a file added, nested': ({ id, group: { file } }) => [
				'PATCH',
				`/items/adjustments/${id}`,
				{ files: children({ create: [{ directus_files_id: file }] }) },
			],
			'a file taken away': ({ junction }) => ['DELETE', `/items/adjustments_files/${junction}`],
			'a file taken away, nested': ({ id, junction }) => [
				'PATCH',
				`/items/adjustments/${id}`,
				{ files: children({ delete: [junction] }) },
			],
			'its file deleted': ({ group: { file } }) => ['DELETE', `/files/${file}`],
			'a vote forged': (aim) => ['POST', '/items/adjustment_votes', forged(aim)],
			'votes forged, nested': (aim) => [
				'PATCH',
				`/items/adjustments/${aim.id}`,
				{ votes: children({ create: [forged(aim)] }) },
			],
			'a vote forged, by import': (aim) => upload([forged(aim)], 'adjustment_votes'),
			'a vote changed': ({ vote }) => ['PATCH', `/items/adjustment_votes/${vote}`, { vote: 'reject' }],
			'a vote changed, by GraphQL': ({ vote }) =>
				graphql(`update_adjustment_votes_item(id: "${vote}", data: {vote: "reject"})`),
			'a vote deleted': ({ vote }) => ['DELETE', `/items/adjustment_votes/${vote}`],
			'a vote deleted, nested': ({ id, vote }) => [
				'PATCH',
				`/items/adjustments/${id}`,
				{ votes: children({ delete: [vote] }) },
			],
			'all votes unlinked': ({ id }) => ['PATCH', `/items/adjustments/${id}`, { votes: [] }],
			'the voter deleted': ({ member }) => ['DELETE', `/users/${member}`],
			'a silent member deleted': ({ group: { leaders } }) => ['DELETE', `/users/${leaders[4]?.id}`],
		};

		it('are refused to everyone, administrators too, and change nothing', async () => {
			const own = await newGroup(instance());
			const [voter] = own.leaders;
			const id = await newProposal(instance(), own);
			await cast(instance(), voter, id, 'approve');
			const vote = String((await votesIn(instance(), id))[0]?.['id']);
			const junction = String(
				(await instance().database('adjustments_files').where({ adjustments_id: id }).first('id'))?.id,
			);
			const state = async (): Promise<unknown> => [
				await stored(instance(), id),
				await votesIn(instance(), id),
				await instance().database('adjustments_files').where({ adjustments_id: id }),
				await instance().database('adjustments').where({ scorecard: own.card.id }).count({ n: '*' }),
			];
			const before = JSON.stringify(await state());
			for (const [name, attempt] of Object.entries(ATTEMPTS)) {
				for (const who of [undefined, as(own.office), as(voter ?? own.office)]) {
					const [method, path, body] = attempt({ id, vote, member: voter?.id ?? '', junction, group: own });
					const answer: Answer = await instance().api(method, path, body, who);
					const refused =
						answer.status >= 400 ? answer.status < 500 : answer.errors.length > 0 || name === 'all votes unlinked';
					expect({ name, refused, status: answer.status }, answer.text.slice(0, 300)).toMatchObject({
						name,
						refused: true,
					});
				}
				expect(JSON.stringify(await state()), name).toBe(before);
			}
			// Voting in another's name: whoever is signed in votes, nobody else.
			await instance().api(
				'POST',
				`/assessment/adjustments/${id}/vote`,
				{ vote: 'reject', member: voter?.id },
				as(own.leaders[1] ?? own.office),
			);
			expect((await votesIn(instance(), id)).map(({ member }) => member)).toEqual([voter?.id, own.leaders[1]?.id]);
			group = own;
		});

		it('a revision is not reverted over a decision', async () => {
			const id = await newProposal(instance(), group);
			const revision: Row | undefined = await instance()
				.database('directus_revisions')
				.where({ collection: 'adjustments', item: id })
				.orderBy('id')
				.first();
			expectRefusal(await instance().api('POST', `/utils/revert/${String(revision?.['id'])}`), 409, 'PROPOSAL_SETTLED');
			expect(await stored(instance(), id)).toMatchObject({ status: 'proposed' });
		});

		it('drafts are their author’s or the office’s, and say what the criterion knows', async () => {
			const [author, other] = group.leaders;
			if (author === undefined || other === undefined) throw new Error('leaders');
			const { api } = instance();
			const id = await newDraft(instance(), group, { by: author });
			expect((await api('PATCH', `/items/adjustments/${id}`, { reason: '别人的' }, as(other))).status).toBe(403);
			expect((await api('DELETE', `/items/adjustments/${id}`, undefined, as(other))).status).toBe(403);
			succeeded(await api('PATCH', `/items/adjustments/${id}`, { reason: '自己的' }, as(author)));
			succeeded(await api('PATCH', `/items/adjustments/${id}`, { reason: '办事处的' }, as(group.office)));
			const wrong: readonly [Row, number, string][] = [
				[{ criterion: criterion('2.1') }, 422, 'NOT_DISCRETIONARY'],
				[{ category: 'activity_fault' }, 422, 'UNKNOWN_CATEGORY'],
				[{ occurrences: 0 }, 400, 'MALFORMED_VALUE'],
				[{ occurrences: 1.5 }, 400, 'MALFORMED_VALUE'],
				[{ occurred_on: `${YEAR - 1}-12-31` }, 422, 'OUTSIDE_THE_YEAR'],
				[{ criterion: (await copyRulebook(instance())).criteria.get('7') }, 422, 'CRITERION_OF_OTHER_RULEBOOK'],
			];
			for (const [change, status, code] of wrong) {
				expectRefusal(await api('PATCH', `/items/adjustments/${id}`, change, as(group.office)), status, code);
				expectRefusal(
					await api(
						'POST',
						'/items/adjustments',
						draftOf(group, { occurred_on: anotherDay(), ...change }),
						as(group.office),
					),
					status,
					code,
				);
			}
			succeeded(await api('DELETE', `/items/adjustments/${id}`, undefined, as(author)));
		});
	});

	it('waits for whom it waits, the oldest first, in a fixed number of statements', async () => {
		const own = await newGroup(instance(), { leaders: 3 });
		const [one, two] = own.leaders;
		if (one === undefined || two === undefined) throw new Error('leaders');
		const ids: string[] = [];
		for (let index = 0; index < 3; index += 1) ids.push(await newProposal(instance(), own));
		await cast(instance(), one, ids[0] ?? '', 'approve');
		const penalty = await newProposal(instance(), own, {
			by: one,
			criterion: criterion('8'),
			category: 'activity_fault',
		});
		const queue = async (query: string, by = one): Promise<Row> =>
			row(
				shaped(
					'GET /assessment/adjustments/queue',
					succeeded(
						await instance().api(
							'GET',
							`/assessment/adjustments/queue?assessment=${own.assessment.id}&${query}`,
							undefined,
							as(by),
						),
					).data,
				),
			);
		const waiting = await queue('');
		expect(rows(waiting['entries']).map(({ id }) => id)).toEqual(ids.slice(1));
		expect(waiting['counts']).toMatchObject({ waiting: 2, open: 4, drafts: 0, mine: 2, decided: 0 });
		expect(rows((await queue('', two))['entries']).map(({ id }) => id)).toEqual([...ids, penalty]);
		expect(rows((await queue('scope=open&direction=penalty', two))['entries'])).toMatchObject([
			{
				id: penalty,
				direction: 'penalty',
				points: -2,
				entitled: true,
				own_vote: null,
				village: { id: own.card.village },
			},
		]);
		expect(
			rows((await queue('scope=mine'))['entries'])
				.map(({ id }) => id)
				.sort(),
		).toEqual([ids[0], penalty].sort());
		expect(rows((await queue('scope=open&limit=1&offset=1'))['entries'])).toMatchObject([
			{ id: ids[1], count: { electorate: 3 } },
		]);
		expect((await instance().api('GET', '/assessment/adjustments/queue', undefined, as(own.clerk))).status).toBe(403);
	});

	it('a rulebook without the category of a decision is not moved to; with it, decisions go along', async () => {
		const own = await newGroup(instance());
		const id = await newApproved(instance(), own);
		const { id: rulebook, criteria } = await copyRulebook(instance());
		const seven: Row = row(
			await instance()
				.database('criteria')
				.where('id', criteria.get('7') ?? '')
				.first(),
		);
		const params: unknown = typeof seven['params'] === 'string' ? JSON.parse(seven['params']) : seven['params'];
		const without = {
			...row(params),
			categories: rows(at(params, 'categories')).filter(({ key }) => key !== 'innovation'),
		};
		const write = (value: unknown): Promise<unknown> =>
			instance()
				.database('criteria')
				.where('id', String(seven['id']))
				.update({ params: JSON.stringify(value) });
		await write(without);
		await instance().database('rulebooks').where('id', rulebook).update({ status: 'published' });
		const move = (): Promise<Answer> =>
			instance().api('POST', `/assessment/assessments/${own.assessment.id}/move-rulebook`, { rulebook });
		expectRefusal(await move(), 409, 'IN_USE');
		await write(params);
		succeeded(await move());
		expect((await stored(instance(), id))['criterion']).toBe(criteria.get('7'));
		expect((await expectCard(instance(), own.card.id))['bonus_points']).toBe(2);
	});

	it('leaves nothing behind that a verification finds', async () => {
		const answer = succeeded(await instance().api('GET', `/assessment/assessments/${group.assessment.id}/verify`));
		expect(at(answer.data, 'differences')).toEqual([]);
	});
});
