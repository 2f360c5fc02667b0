// Villages merge and split: what is recorded in years that still change moves along, what collides is decided by the office, what was
// published stays, and every score is afterwards what the facts give.
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { DATABASES, type Answer } from '../support/harness/index.ts';
import { at, expectRefusal, row, rows, succeeded, type Row } from '../support/fixtures/answers.ts';
import { expectCard, expectRanks } from '../support/fixtures/expect-card.ts';
import {
	criterion,
	day,
	insertAdjustment,
	insertItems,
	item,
	newAssessment,
	newVillages,
	RULEBOOK,
	YEAR,
	type Assessment,
	type Card,
} from '../support/fixtures/fixtures.ts';
import { newPerson, type Person } from '../support/fixtures/people.ts';
import { useInstance } from '../support/fixtures/use-instance.ts';

const WATCHED = [
	'evidence_items',
	'adjustments',
	'appeals',
	'scorecards',
	'scorecard_lines',
	'villages',
	'village_changes',
	'directus_activity',
	'directus_revisions',
] as const;

describe.each(DATABASES)('%s', (database) => {
	const instance = useInstance({ database });
	let office: Person = { id: '', token: '' };

	beforeAll(async () => {
		office = await newPerson(instance(), 'office');
	});

	const asOffice = (method: string, path: string, body?: unknown): Promise<Answer> =>
		instance().api(method, path, body, { token: office.token });
	const merge = (body: Row): Promise<Answer> =>
		asOffice('POST', '/assessment/villages/merge', { reason: '区划调整', ...body });
	const previewMerge = (body: Row): Promise<Answer> => asOffice('POST', '/assessment/villages/merge/preview', body);
	const split = (body: Row): Promise<Answer> =>
		asOffice('POST', '/assessment/villages/split', { reason: '区划调整', ends: false, ...body });
	const undo = (action: unknown): Promise<Answer> =>
		asOffice('POST', `/assessment/villages/changes/${String(action)}/undo`, { reason: '办错了' });
	const newVillage = (more: Row = {}): Row => ({
		code: randomUUID(),
		name: `新村${randomUUID().slice(0, 6)}`,
		...more,
	});

	/** An assessment that collects, with villages of its own. */
	async function collecting(
		villages: number,
	): Promise<{ assessment: Assessment; cards: readonly [Card, Card, ...Card[]] }> {
		const assessment = await newAssessment(instance(), { villages });
		succeeded(
			await instance().api('POST', `/assessment/assessments/${assessment.id}/transition`, { to: 'collecting' }),
		);
		const [a, b, ...others] = assessment.cards;
		if (a === undefined || b === undefined) throw new Error('two villages at least');
		return { assessment, cards: [a, b, ...others] };
	}

	async function expectSound(assessment: string): Promise<void> {
		const cards = rows(await instance().database('scorecards').select('id', 'excluded_reason').where({ assessment }));
		for (const { id } of cards) await expectCard(instance(), String(id));
		if (cards.every((card) => card['excluded_reason'] === null)) await expectRanks(instance(), assessment);
		expect(row(succeeded(await asOffice('GET', `/assessment/assessments/${assessment}/verify`)).data)).toMatchObject({
			waiting: 0,
			differences: [],
		});
	}

	const counts = async (): Promise<unknown> =>
		Object.fromEntries(
			await Promise.all(WATCHED.map(async (table) => [table, await instance().database(table).orderBy('id')] as const)),
		);
	const itemsOf = async (scorecard: string): Promise<Row[]> =>
		rows(await instance().database('evidence_items').where({ scorecard }).orderBy('id'));
	const cardNow = async (id: string): Promise<Row> =>
		row(await instance().database('scorecards').where({ id }).first());
	const historyOf = async (village: string): Promise<Row[]> =>
		rows(
			succeeded(
				await asOffice(
					'GET',
					`/items/village_changes?filter[village][_eq]=${village}&sort=date_created&fields=id,kind,text,reason,action,user_created,undone_at`,
				),
			).data,
		);

	it('into one that goes on: a preview writes nothing; then all has moved, scores and ranks are right, the record says who', async () => {
		const {
			assessment,
			cards: [ending, going, third],
		} = await collecting(3);
		const next = String(
			row(
				succeeded(
					await instance().api('POST', '/items/assessments?fields=id', {
						title: '下一年度',
						year: YEAR + 1,
						rulebook: RULEBOOK,
					}),
				).data,
			)['id'],
		);
		const clerk = await newPerson(instance(), 'clerk', ending.village);
		await instance()
			.database('villages')
			.where({ id: ending.village })
			.update({ poor_households: 30, designated_poor: true });
		await instance()
			.database('villages')
			.where({ id: going.village })
			.update({ poor_households: 12, designated_poor: false });
		const [pledge = '', draft = '', returned = '', household = ''] = await insertItems(instance(), [
			item(ending.id, '1.2', 'pledge', 1),
			item(ending.id, '3.1.1', 'household', 1, { status: 'draft' }),
			item(ending.id, '2.1', 'mismatch', 1, { status: 'returned' }),
			item(ending.id, '2.1', 'mismatch', 2),
		]);
		await insertItems(instance(), [item(going.id, '2.1', 'mismatch', 1), item(going.id, '3.1.1', 'household', 1)]);
		const bonus = await insertAdjustment(instance(), ending.id, { occurrences: 2 });
		const appeal = randomUUID();
		await instance()
			.database('appeals')
			.insert({
				id: appeal,
				scorecard: ending.id,
				criterion: criterion('2.1'),
				text: '有异议',
				status: 'open',
				user_created: clerk.id,
				date_created: new Date(),
			});
		await asOffice('GET', '/items/scorecards?limit=1');

		const before = await counts();
		const shown = row(succeeded(await previewMerge({ villages: [ending.village], into: going.village })).data);
		expect(await counts()).toEqual(before);
		expect(shown).toMatchObject({
			action: null,
			undecided: 0,
			collisions: [],
			moved: { evidence_items: 4, adjustments: 1, appeals: 1, accounts: 1 },
		});
		expect(
			rows(shown['assessments'])
				.map(({ id, status }) => [id, status])
				.sort(),
		).toEqual(
			[
				[assessment.id, 'collecting'],
				[next, 'preparing'],
			].sort(),
		);
		expect(rows(shown['villages'])).toEqual([
			expect.objectContaining({
				id: going.village,
				goes_on: true,
				poor_households: { before: 12, after: 42 },
				designated_poor: { before: false, after: true },
			}),
			expect.objectContaining({ id: ending.village, goes_on: false, poor_households: { before: 30, after: null } }),
		]);

		expectRefusal(
			await asOffice('POST', '/assessment/villages/merge', {
				villages: [ending.village],
				into: going.village,
				reason: ' ',
			}),
			422,
			'REASON_MISSING',
		);
		const done = row(
			succeeded(await merge({ villages: [ending.village.toUpperCase(), going.village], into: going.village })).data,
		);
		expect(rows(done['scorecards'])).toEqual(rows(shown['scorecards']));
		const mine = rows(done['scorecards']).find(({ scorecard }) => scorecard === going.id);
		const stored = await cardNow(going.id);
		expect(mine).toMatchObject({
			total: { after: Number(stored['total']) },
			attainable: { after: Number(stored['attainable']) },
			rank: { after: stored['rank'] },
		});

		expect((await itemsOf(going.id)).map(({ id }) => id)).toEqual(
			expect.arrayContaining([pledge, draft, returned, household]),
		);
		expect(await itemsOf(ending.id)).toEqual([]);
		expect(await instance().database('adjustments').where({ id: bonus }).first('scorecard')).toEqual({
			scorecard: going.id,
		});
		expect(await instance().database('appeals').where({ id: appeal }).first('scorecard')).toEqual({
			scorecard: going.id,
		});
		expect(await cardNow(ending.id)).toMatchObject({
			rank: null,
			excluded_reason: expect.stringContaining('区划调整'),
		});
		for (const one of [assessment.id, next]) await expectSound(one);
		expect(third).toBeDefined();

		expect(row(succeeded(await asOffice('GET', `/items/villages/${ending.village}?fields=active`)).data)).toEqual({
			active: false,
		});
		expect(
			row(
				succeeded(
					await asOffice('GET', `/items/villages/${going.village}?fields=active,poor_households,designated_poor`),
				).data,
			),
		).toEqual({ active: true, poor_households: 42, designated_poor: true });
		// The clerk goes on where the village went: sees and changes what came along.
		expect(
			rows(
				succeeded(await instance().api('GET', '/items/scorecards?fields=village', undefined, { token: clerk.token }))
					.data,
			).every(({ village }) => village === going.village),
		).toBe(true);
		expectRefusal(
			await instance().api(
				'POST',
				'/items/evidence_items',
				item(ending.id, '2.1', 'mismatch', 1, { status: 'draft' }),
				{ token: clerk.token },
			),
			403,
			'OTHER_VILLAGE',
		);
		expectRefusal(
			await asOffice('POST', '/items/evidence_items', item(ending.id, '2.1', 'mismatch', 1)),
			409,
			'VILLAGE_TAKEN_OUT',
		);

		expect(await historyOf(going.village)).toEqual([
			expect.objectContaining({
				kind: 'merged',
				text: expect.stringContaining('并入'),
				reason: '区划调整',
				user_created: office.id,
				action: done['action'],
			}),
		]);
		expect(await historyOf(ending.village)).toEqual([
			expect.objectContaining({ kind: 'merged', text: expect.stringContaining('停用') }),
		]);
		const activity = rows(
			await instance()
				.database('directus_activity')
				.where({ collection: 'evidence_items', item: pledge, action: 'update' }),
		);
		expect(activity.map(({ user }) => user)).toEqual([office.id]);
	});

	it('published years stay as they are; while a result is out for notice nothing merges or splits', async () => {
		const {
			assessment,
			cards: [ending, going],
		} = await collecting(2);
		await insertItems(instance(), [item(ending.id, '1.2', 'pledge', 1)]);
		await asOffice('GET', '/items/scorecards?limit=1');
		const become = (status: string): Promise<unknown> =>
			instance().database('assessments').where({ id: assessment.id }).update({ status });
		await become('publicized');
		for (const answer of [
			await merge({ villages: [ending.village], into: going.village }),
			await previewMerge({ villages: [ending.village], into: going.village }),
			await split({ village: ending.village, parts: [{ into: newVillage() }] }),
		]) {
			expect(expectRefusal(answer, 409, 'VILLAGES_PUBLICIZED')).toContain('公示');
		}
		await become('final');
		const frozen = async (): Promise<unknown> => ({
			cards: await instance().database('scorecards').where({ assessment: assessment.id }).orderBy('id'),
			items: await itemsOf(ending.id),
		});
		const before = await frozen();
		expect(row(succeeded(await merge({ villages: [ending.village], into: going.village })).data)).toMatchObject({
			assessments: [],
			moved: { evidence_items: 0 },
		});
		expect(await frozen()).toEqual(before);
	});

	describe('what collides', () => {
		it('one name on both: it counts once, or it is another and gets a name of its own', async () => {
			const {
				assessment,
				cards: [ending, going],
			} = await collecting(2);
			const [theirs = '', other = ''] = await insertItems(instance(), [
				item(ending.id, '3.1.1', 'household', 1, { case_ref: '张三' }),
				item(ending.id, '3.1.1', 'household', 1, { case_ref: '李四' }),
				item(going.id, '3.1.1', 'household', 1, { case_ref: '张三' }),
				item(going.id, '3.1.1', 'household', 1, { case_ref: '李四', status: 'draft' }),
				item(going.id, '3.1.1', 'household', 1, { case_ref: '王五' }),
			]);
			const shown = row(succeeded(await previewMerge({ villages: [ending.village], into: going.village })).data);
			expect(
				rows(shown['collisions']).map(({ key, kind, choices, decided }) => ({ key, kind, choices, decided })),
			).toEqual(
				expect.arrayContaining(
					[theirs, other].map((id) => ({
						key: `case:${id}`,
						kind: 'case',
						choices: ['return', 'rename'],
						decided: false,
					})),
				),
			);
			expect(
				expectRefusal(await merge({ villages: [ending.village], into: going.village }), 409, 'COLLISIONS_UNDECIDED'),
			).toContain('2 处');
			const wrong = {
				villages: [ending.village],
				into: going.village,
				decisions: [
					{ collision: `case:${theirs}`, choice: 'rename', case_ref: ' 张　三 ' },
					{ collision: `case:${other}`, choice: 'return' },
				],
			};
			expectRefusal(await merge(wrong), 422, 'COLLISION_DECISION');
			expectRefusal(
				await merge({ ...wrong, decisions: [{ collision: `case:${randomUUID()}`, choice: 'return' }] }),
				409,
				'COLLISION_UNKNOWN',
			);
			expectRefusal(
				await merge({ ...wrong, decisions: [{ collision: `case:${theirs}`, choice: 'latest' }] }),
				422,
				'COLLISION_DECISION',
			);
			expect(await itemsOf(ending.id)).toHaveLength(2);
			succeeded(
				await merge({
					villages: [ending.village],
					into: going.village,
					decisions: [
						{ collision: `case:${theirs}`, choice: 'rename', case_ref: '张三（二组）' },
						{ collision: `case:${other}`, choice: 'return' },
					],
				}),
			);
			const now = await itemsOf(going.id);
			expect(now.find(({ id }) => id === theirs)).toMatchObject({ case_ref: '张三（二组）', status: 'verified' });
			expect(now.find(({ id }) => id === other)).toMatchObject({
				case_ref: '李四',
				status: 'returned',
				return_reason: expect.stringContaining('同一对象'),
			});
			await expectSound(assessment.id);
		});

		it.each([
			['keep', 'waived'],
			['return', 'pending'],
		])('a waiver of one of them: %s', async (choice, state) => {
			const {
				assessment,
				cards: [ending, going],
			} = await collecting(2);
			const [waiver = ''] = await insertItems(instance(), [item(ending.id, '5.2', 'waiver', 1, { note: '没有项目' })]);
			const key = `waiver:${assessment.id}:${criterion('5.2')}`;
			expect(
				rows(at(succeeded(await previewMerge({ villages: [ending.village], into: going.village })).data, 'collisions')),
			).toEqual([expect.objectContaining({ key, kind: 'waiver', choices: ['keep', 'return'] })]);
			succeeded(
				await merge({ villages: [ending.village], into: going.village, decisions: [{ collision: key, choice }] }),
			);
			const line = await instance()
				.database('scorecard_lines')
				.where({ scorecard: going.id, criterion: criterion('5.2') })
				.first('state');
			expect(line).toEqual({ state });
			expect((await itemsOf(going.id)).find(({ id }) => id === waiver)).toMatchObject({
				status: choice === 'keep' ? 'verified' : 'returned',
			});
			await expectSound(assessment.id);
		});

		it('a waiver of both holds for the whole', async () => {
			const {
				assessment,
				cards: [ending, going],
			} = await collecting(2);
			await insertItems(
				instance(),
				[ending, going].map(({ id }) => item(id, '5.2', 'waiver', 1, { note: '没有项目' })),
			);
			expect(row(succeeded(await merge({ villages: [ending.village], into: going.village })).data)).toMatchObject({
				collisions: [],
				undecided: 0,
			});
			await expectSound(assessment.id);
		});

		it('two answers to one fact: one stands, the latest, or a new one for the whole; equal ones are no collision', async () => {
			const {
				assessment,
				cards: [ending, going],
			} = await collecting(2);
			const [no = '', target = '', actual = ''] = await insertItems(instance(), [
				item(ending.id, '1.1', 'office', 0, { observed_on: day(2, 1) }),
				item(ending.id, '3.4.3', 'target', 50, { observed_on: day(2, 1) }),
				item(ending.id, '3.4.3', 'actual', 40, { observed_on: day(5, 1) }),
				item(ending.id, '1.2', 'pledge', 1),
				item(going.id, '1.1', 'office', 1, { observed_on: day(3, 1) }),
				item(going.id, '3.4.3', 'target', 30, { observed_on: day(3, 1) }),
				item(going.id, '3.4.3', 'actual', 30, { observed_on: day(4, 1) }),
				item(going.id, '1.2', 'pledge', 1),
			]);
			const key = (code: string, fact: string): string => `answer:${assessment.id}:${criterion(code)}:${fact}`;
			const shown = rows(
				at(succeeded(await previewMerge({ villages: [ending.village], into: going.village })).data, 'collisions'),
			);
			expect(shown.map((one) => [one['key'], at(one, 'proposed', 'value')]).sort()).toEqual(
				[
					[key('1.1', 'office'), null],
					[key('3.4.3', 'actual'), '70'],
					[key('3.4.3', 'target'), '80'],
				].sort(),
			);
			const decisions = [
				{ collision: key('1.1', 'office'), choice: 'keep', item: no },
				{ collision: key('3.4.3', 'target'), choice: 'value', value: '80' },
				{ collision: key('3.4.3', 'actual'), choice: 'value', value: '-1' },
			];
			expectRefusal(await merge({ villages: [ending.village], into: going.village, decisions }), 422, 'INVALID_FACT');
			succeeded(
				await merge({
					villages: [ending.village],
					into: going.village,
					decisions: [...decisions.slice(0, 2), { collision: key('3.4.3', 'actual'), choice: 'latest' }],
				}),
			);
			const verified = (await itemsOf(going.id)).filter(({ status }) => status === 'verified');
			const of = (code: string, fact: string): unknown[] =>
				verified
					.filter((one) => one['criterion'] === criterion(code) && one['fact'] === fact)
					.map((one) => Number(one['value']));
			expect({
				office: of('1.1', 'office'),
				target: of('3.4.3', 'target'),
				actual: of('3.4.3', 'actual').sort(),
				pledge: of('1.2', 'pledge'),
			}).toEqual({ office: [0], target: [80], actual: [30, 40], pledge: [1, 1] });
			expect(verified.map(({ id }) => id)).not.toContain(target);
			expect(verified.map(({ id }) => id)).toContain(actual);
			await expectSound(assessment.id);
		});
	});

	it('into a new village: made with its fields, enrolled, or refused whole', async () => {
		const {
			assessment,
			cards: [one, two, third = one],
		} = await collecting(3);
		await insertItems(instance(), [item(one.id, '2.1', 'mismatch', 1), item(two.id, '2.1', 'mismatch', 2)]);
		const taken = String((await instance().database('villages').where({ id: third.village }).first('code'))?.code);
		for (const [wrong, status, code] of [
			[{ code: taken, name: '新村' }, 409, 'CODE_TAKEN'],
			[{ name: '新村' }, 400, 'MISSING_VALUE'],
			[newVillage({ kind: 'town' }), 400, 'MALFORMED_VALUE'],
			[newVillage({ poor_households: -1 }), 400, 'MALFORMED_VALUE'],
		] as const) {
			expectRefusal(await merge({ villages: [one.village, two.village], into: wrong }), status, code);
		}
		const made = newVillage();
		const before = await instance().database('villages').count({ n: '*' });
		succeeded(await previewMerge({ villages: [one.village, two.village], into: made }));
		expect(await instance().database('villages').count({ n: '*' })).toEqual(before);
		const done = row(succeeded(await merge({ villages: [one.village, two.village], into: made })).data);
		const village = String(at(done, 'villages', 0, 'id'));
		const card = rows(await instance().database('scorecards').where({ assessment: assessment.id, village }));
		expect(card).toHaveLength(1);
		expect(await itemsOf(String(card[0]?.['id']))).toHaveLength(2);
		expect(card[0]).toMatchObject({ village_name: made['name'] });
		await expectSound(assessment.id);
	});

	it('is refused: to others than the office, malformed, with votes under way, into what is inactive or taken out', async () => {
		const {
			assessment,
			cards: [ending, going],
		} = await collecting(2);
		const body = { villages: [ending.village], into: going.village, reason: '合村' };
		for (const role of ['clerk', 'leader', 'auditor'] as const) {
			const { token } = await newPerson(instance(), role, role === 'clerk' ? ending.village : null);
			for (const path of ['merge', 'merge/preview'])
				expectRefusal(
					await instance().api('POST', `/assessment/villages/${path}`, body, { token }),
					403,
					'NOT_ALLOWED',
				);
			expectRefusal(
				await instance().api(
					'POST',
					'/assessment/villages/split',
					{ village: ending.village, parts: [{ into: going.village }], ends: false, reason: '分村' },
					{ token },
				),
				403,
				'NOT_ALLOWED',
			);
			expect(
				(
					await instance().api(
						'POST',
						'/items/village_changes',
						{ village: ending.village, kind: 'merged', text: '自拟' },
						{ token },
					)
				).status,
			).toBe(403);
		}
		expectRefusal(
			await instance().api('POST', '/items/village_changes', {
				village: ending.village,
				kind: 'merged',
				text: '自拟',
				action: randomUUID(),
			}),
			403,
			'WRITTEN_BY_THE_SERVER',
		);
		for (const wrong of [
			{},
			{ villages: [] },
			{ villages: ['x'] },
			{ into: 7 },
			{ villages: [going.village] },
			{ into: newVillage() },
			{ decisions: 'all' },
			{ more: 1 },
			{ reason: 'a\u0000b' },
			{ facts: { poor_households: -1 } },
		]) {
			expectRefusal(
				await merge('villages' in wrong || Object.keys(wrong).length > 0 ? { ...body, ...wrong } : wrong),
				400,
				'MALFORMED_REQUEST',
			);
		}
		expectRefusal(await merge({ ...body, villages: [randomUUID()] }), 404, 'VILLAGE_NOT_FOUND');
		expectRefusal(await merge({ ...body, into: randomUUID() }), 404, 'VILLAGE_NOT_FOUND');
		const vote = await insertAdjustment(instance(), ending.id, { status: 'proposed' });
		const refused = await merge(body);
		expectRefusal(refused, 409, 'VOTES_UNDER_WAY');
		expect(at(refused.body, 'errors', 0, 'extensions', 'adjustments')).toEqual([vote]);
		await instance().database('adjustments').where({ id: vote }).update({ status: 'withdrawn' });
		succeeded(
			await asOffice('POST', `/assessment/assessments/${assessment.id}/take-out`, {
				village: going.village,
				reason: '暂缓',
			}),
		);
		expectRefusal(await merge(body), 409, 'VILLAGE_TAKEN_OUT');
		succeeded(
			await asOffice('POST', `/assessment/assessments/${assessment.id}/take-out`, {
				village: going.village,
				reason: '',
			}),
		);
		await instance().database('villages').where({ id: going.village }).update({ active: false });
		expectRefusal(await merge(body), 409, 'VILLAGE_INACTIVE');
		await expectSound(assessment.id);
	});

	it('evidence written while villages merge: what is accepted has moved, what came too late is refused with the reason', async () => {
		for (let round = 0; round < 3; round += 1) {
			const {
				assessment,
				cards: [ending, going],
			} = await collecting(2);
			const [draft = ''] = await insertItems(instance(), [
				item(ending.id, '2.1', 'mismatch', 1, { status: 'submitted' }),
			]);
			const writing = Array.from({ length: 10 }, (_, index) =>
				asOffice(
					'POST',
					'/items/evidence_items?fields=id',
					item(ending.id, '3.1.1', 'household', 1, { case_ref: `户 ${round} ${index}` }),
				),
			);
			const [merged, verified, ...answers] = await Promise.all([
				merge({ villages: [ending.village], into: going.village }),
				asOffice('PATCH', `/items/evidence_items/${draft}`, { status: 'verified' }),
				...writing,
			]);
			succeeded(merged);
			for (const answer of [verified, ...answers])
				if (answer.status >= 300)
					expect([answer.status, answer.errors[0]?.code], answer.text).toEqual([
						409,
						expect.stringMatching(/^(VILLAGE_TAKEN_OUT|CHANGED_MEANWHILE)$/),
					]);
			const accepted = answers.filter(({ status }) => status < 300).map(({ data }) => String(at(data, 'id')));
			expect(await itemsOf(ending.id)).toEqual([]);
			expect((await itemsOf(going.id)).map(({ id }) => id)).toEqual([draft, ...accepted].sort());
			await expectSound(assessment.id);
		}
	});

	it('of two that merge into each other at once one is too late', async () => {
		const {
			assessment,
			cards: [one, two],
		} = await collecting(2);
		const answers = await Promise.all([
			merge({ villages: [one.village], into: two.village }),
			merge({ villages: [two.village], into: one.village }),
		]);
		expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
		await expectSound(assessment.id);
	});

	describe('split', () => {
		it('the office says what goes where; what it does not name stays', async () => {
			const {
				assessment,
				cards: [whole, there],
			} = await collecting(2);
			await instance().database('villages').where({ id: whole.village }).update({ poor_households: 40 });
			const [goes = '', stays = '', target = '', actual = ''] = await insertItems(instance(), [
				item(whole.id, '2.1', 'mismatch', 1),
				item(whole.id, '2.1', 'mismatch', 2),
				item(whole.id, '3.4.3', 'target', 40),
				item(whole.id, '3.4.3', 'actual', 30),
			]);
			const clash =
				(await insertItems(instance(), [item(there.id, '1.2', 'pledge', 0), item(whole.id, '1.2', 'pledge', 1)]))[1] ??
				'';
			const bonus = await insertAdjustment(instance(), whole.id);
			const body = {
				village: whole.village,
				parts: [{ into: newVillage({ poor_households: 10 }), items: [goes, target], adjustments: [bonus] }],
				facts: { poor_households: 25 },
			};
			const shown = row(
				succeeded(await asOffice('POST', '/assessment/villages/split/preview', { ...body, ends: false })).data,
			);
			expect(
				rows(shown['warnings'])
					.map(({ code }) => code)
					.sort(),
			).toEqual(['households', 'target_apart']);
			const done = row(succeeded(await split(body)).data);
			const part = String(
				at(
					rows(done['villages']).find(({ id }) => id !== whole.village),
					'id',
				),
			);
			const card = String(
				(await instance().database('scorecards').where({ assessment: assessment.id, village: part }).first('id'))?.id,
			);
			expect((await itemsOf(card)).map(({ id }) => id)).toEqual([goes, target].sort());
			expect((await itemsOf(whole.id)).map(({ id }) => id)).toEqual([stays, actual, clash].sort());
			expect(await instance().database('adjustments').where({ id: bonus }).first('scorecard')).toEqual({
				scorecard: card,
			});
			expect(await cardNow(whole.id)).toMatchObject({ excluded_reason: null });
			await expectSound(assessment.id);
			expect(await historyOf(part)).toEqual([
				expect.objectContaining({ kind: 'split', text: expect.stringContaining('分出') }),
			]);

			// To a village that has evidence of its own: the same questions as in a merge.
			const along = { village: whole.village, parts: [{ into: there.village, items: [clash] }] };
			expectRefusal(await split(along), 409, 'COLLISIONS_UNDECIDED');
			succeeded(
				await split({
					...along,
					decisions: [{ collision: `answer:${assessment.id}:${criterion('1.2')}:pledge`, choice: 'keep', item: clash }],
				}),
			);
			await expectSound(assessment.id);
		});

		it('a village that ends is shared out whole, its clerks too', async () => {
			const {
				assessment,
				cards: [whole, other],
			} = await collecting(2);
			const clerk = await newPerson(instance(), 'clerk', whole.village);
			const [one = '', two = ''] = await insertItems(instance(), [
				item(whole.id, '2.1', 'mismatch', 1),
				item(whole.id, '2.1', 'mismatch', 2),
			]);
			const [foreign = ''] = await insertItems(instance(), [item(other.id, '2.1', 'mismatch', 1)]);
			const parts = (more: Row = {}): Row[] => [
				{ into: newVillage(), items: [one] },
				{ into: newVillage(), items: [two], ...more },
			];
			const incomplete = await split({ village: whole.village, ends: true, parts: parts() });
			expect(expectRefusal(incomplete, 422, 'SPLIT_INCOMPLETE')).toContain('填报员 1 人');
			for (const wrong of [[foreign], [one, one], [randomUUID()]])
				expectRefusal(
					await split({ village: whole.village, parts: [{ into: newVillage(), items: wrong }] }),
					422,
					'SPLIT_SHARE',
				);
			expectRefusal(
				await split({ village: whole.village, parts: [{ into: whole.village }] }),
				400,
				'MALFORMED_REQUEST',
			);
			succeeded(await split({ village: whole.village, ends: true, parts: parts({ accounts: [clerk.id] }) }));
			expect(await cardNow(whole.id)).toMatchObject({ rank: null, excluded_reason: expect.stringContaining('分为') });
			expect(await itemsOf(whole.id)).toEqual([]);
			await expectSound(assessment.id);
		});
	});

	it('a wrong merge is undone: every record, account and score is again what it was', async () => {
		const {
			assessment,
			cards: [ending, going, third = going],
		} = await collecting(3);
		const clerk = await newPerson(instance(), 'clerk', ending.village);
		const [named = '', theirs = ''] = await insertItems(instance(), [
			item(ending.id, '3.1.1', 'household', 1, { case_ref: '张三' }),
			item(going.id, '3.1.1', 'household', 1, { case_ref: '张三' }),
			item(ending.id, '3.4.3', 'target', 50),
			item(going.id, '3.4.3', 'target', 30),
		]);
		await insertAdjustment(instance(), ending.id);
		await asOffice('GET', '/items/scorecards?limit=1');
		const standing = async (): Promise<unknown> => ({
			items: rows(
				await instance().database('evidence_items').whereIn('scorecard', [ending.id, going.id]).orderBy('id'),
			).map(({ id, scorecard, status, case_ref, value, return_reason }) => ({
				id,
				scorecard,
				status,
				case_ref,
				value,
				return_reason,
			})),
			cards: rows(await instance().database('scorecards').where({ assessment: assessment.id }).orderBy('id')).map(
				({ id, total, attainable, rank, excluded_reason }) => ({ id, total, attainable, rank, excluded_reason }),
			),
			villages: rows(
				await instance().database('villages').whereIn('id', [ending.village, going.village]).orderBy('id'),
			).map(({ id, active, poor_households }) => ({ id, active, poor_households })),
			account: await instance().database('directus_users').where({ id: clerk.id }).first('village'),
		});
		const before = await standing();
		const decisions = [
			{ collision: `case:${named}`, choice: 'return' },
			{ collision: `answer:${assessment.id}:${criterion('3.4.3')}:target`, choice: 'value', value: '80' },
		];
		const first = row(succeeded(await merge({ villages: [ending.village], into: going.village, decisions })).data)[
			'action'
		];
		const second = row(succeeded(await merge({ villages: [third.village], into: going.village })).data)['action'];
		expectRefusal(await undo(first), 409, 'VILLAGE_CHANGE_LATER');
		succeeded(await undo(second));
		expect(row(succeeded(await undo(first)).data)).toMatchObject({ kept: 0 });
		expect(await standing()).toEqual(before);
		await expectSound(assessment.id);
		expectRefusal(await undo(first), 409, 'VILLAGE_CHANGE_UNDONE');
		expectRefusal(await undo(randomUUID()), 404, 'VILLAGE_CHANGE_NOT_FOUND');
		expect((await historyOf(ending.village)).map(({ kind }) => kind)).toEqual(['merged', 'undone']);

		// A new village goes with its merge, unless something was recorded of it since.
		const made = row(
			succeeded(
				await merge({
					villages: [ending.village, going.village],
					into: newVillage(),
					decisions: [
						{ collision: `case:${[named, theirs].sort()[1] ?? ''}`, choice: 'return' },
						{ collision: `answer:${assessment.id}:${criterion('3.4.3')}:target`, choice: 'latest' },
					],
				}),
			).data,
		);
		const card = String(
			(
				await instance()
					.database('scorecards')
					.where({ assessment: assessment.id, village: String(at(made, 'villages', 0, 'id')) })
					.first('id')
			)?.id,
		);
		const [since = ''] = await insertItems(instance(), [item(card, '2.1', 'mismatch', 1, { status: 'draft' })]);
		expectRefusal(await undo(made['action']), 409, 'VILLAGE_CHANGE_RECORDED');
		await instance().database('evidence_items').where({ id: since }).delete();
		succeeded(await undo(made['action']));
		expect(await standing()).toEqual(before);
		await expectSound(assessment.id);
		await instance().database('assessments').where({ id: assessment.id }).update({ status: 'publicized' });
	});

	it('a new name or kind is told in the history on every path, and stands on the sheets of what still runs only', async () => {
		const {
			assessment,
			cards: [one, two],
		} = await collecting(2);
		const past = await newAssessment(instance(), { villages: 0 });
		succeeded(
			await instance().api('POST', `/assessment/assessments/${past.id}/enrol`, { villages: await active(one.village) }),
		);
		await asOffice('GET', '/items/scorecards?limit=1');
		await instance().database('assessments').where({ id: past.id }).update({ status: 'final' });
		const old = String((await instance().database('villages').where({ id: one.village }).first('name'))?.name);
		succeeded(await asOffice('PATCH', `/items/villages/${one.village}`, { name: '新名村', kind: 'community' }));
		succeeded(await asOffice('PATCH', '/items/villages', [{ id: one.village, name: '又名村' }]));
		succeeded(await asOffice('PATCH', `/items/villages/${one.village}`, { name: '又名村', poor_households: 3 }));
		const form = new FormData();
		form.append(
			'file',
			new Blob([JSON.stringify([{ id: two.village, name: '导入村' }])], { type: 'application/json' }),
			'villages.json',
		);
		succeeded(await instance().api('POST', '/utils/import/villages', form));
		succeeded(
			await asOffice('POST', '/graphql', {
				query: `mutation { update_villages_item(id: "${two.village}", data: { name: "图村" }) { id } }`,
			}),
		);
		expect((await historyOf(one.village)).map(({ text }) => text).sort()).toEqual(
			[`名称由「${old}」改为「新名村」。`, '由村改为社区。', '名称由「新名村」改为「又名村」。'].sort(),
		);
		expect((await historyOf(two.village)).map(({ kind, user_created: by }) => [kind, by === office.id])).toEqual([
			['renamed', false],
			['renamed', true],
		]);
		const names = rows(
			succeeded(
				await asOffice(
					'GET',
					`/items/scorecards?filter[village][_eq]=${one.village}&fields=assessment,village_name,village_kind`,
				),
			).data,
		);
		expect(names).toEqual(
			expect.arrayContaining([
				{ assessment: assessment.id, village_name: '又名村', village_kind: 'community' },
				{ assessment: past.id, village_name: old, village_kind: expect.any(String) },
			]),
		);
	});

	/** Enrolling asks for villages that are in use. */
	async function active(village: string): Promise<string[]> {
		await newVillages(instance(), 0);
		await instance().database('villages').where({ id: village }).update({ active: true });
		return [village];
	}
});
