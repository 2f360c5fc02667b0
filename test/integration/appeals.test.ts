// An appeal contests one line or one decision, is answered once, and upheld during 公示 leads back to the review.
import { beforeAll, describe, expect, it } from 'vitest';
import { acquireWorkflowLock } from '#server/platform/workflow-lock.ts';
import { DATABASES, poll, type Answer } from '../support/harness/index.ts';
import { at, expectRefusal, row, rows, succeeded, type Row } from '../support/fixtures/answers.ts';
import {
	copyRulebook,
	criterion,
	insertAdjustment,
	newAssessment,
	type Assessment,
	type Card,
} from '../support/fixtures/fixtures.ts';
import { newPerson, type Person } from '../support/fixtures/people.ts';
import { useInstance } from '../support/fixtures/use-instance.ts';

describe.each(DATABASES)('%s', (database) => {
	const instance = useInstance({ database });
	let assessment: Assessment = { id: '', cards: [] };
	let home: Card = { id: '', village: '' };
	let away: Card = { id: '', village: '' };
	let clerk: Person = { id: '', token: '' };
	let office: Person = { id: '', token: '' };

	beforeAll(async () => {
		assessment = await newAssessment(instance(), { villages: 2 });
		[home = home, away = away] = assessment.cards;
		[clerk, office] = await Promise.all([
			newPerson(instance(), 'clerk', home.village),
			newPerson(instance(), 'office'),
		]);
		await become('reviewing');
	});

	const become = (status: string): Promise<unknown> =>
		instance().database('assessments').where({ id: assessment.id }).update({ status });
	const asClerk = (method: string, path: string, body?: unknown): Promise<Answer> =>
		instance().api(method, path, body, { token: clerk.token });
	const asOffice = (method: string, path: string, body?: unknown): Promise<Answer> =>
		instance().api(method, path, body, { token: office.token });
	const about = (more: Row = {}): Row => ({
		scorecard: home.id,
		criterion: criterion('2.1'),
		text: '台账已于四月补齐',
		...more,
	});
	/** Those of earlier tests are withdrawn: one at a time waits for its answer. */
	const withdrawAll = (): Promise<unknown> =>
		instance().database('appeals').where({ scorecard: home.id, status: 'open' }).update({ status: 'withdrawn' });
	const appeal = async (): Promise<string> => {
		await withdrawAll();
		return String(at(succeeded(await asClerk('POST', '/items/appeals?fields=id', about())).data, 'id'));
	};
	const answer = (id: string, body: Row, ask = asOffice): Promise<Answer> =>
		ask('PATCH', `/items/appeals/${id}?fields=id`, body);

	it('is about one line or one decision of its own scorecard', async () => {
		const own = await insertAdjustment(instance(), home.id);
		const foreign = await insertAdjustment(instance(), away.id);
		const draft = await copyRulebook(instance());
		for (const wrong of [
			about({ criterion: null }),
			about({ adjustment: own }),
			about({ criterion: null, adjustment: foreign }),
			about({ criterion: draft.criteria.get('2.1') }),
		]) {
			expectRefusal(await asOffice('POST', '/items/appeals', wrong), 422, 'APPEAL_SUBJECT');
		}
		succeeded(await asClerk('POST', '/items/appeals?fields=id', about({ criterion: null, adjustment: own })));
		const id = await appeal();
		expectRefusal(await instance().api('PATCH', `/items/appeals/${id}`, { scorecard: away.id }), 422, 'APPEAL_SUBJECT');
	});

	it('begins open, is answered once with a response, and its answer stays', async () => {
		expectRefusal(await instance().api('POST', '/items/appeals', about({ status: 'upheld' })), 409, 'APPEAL_COURSE');
		const id = await appeal();
		expectRefusal(await answer(id, { status: 'dismissed' }), 422, 'APPEAL_RESPONSE_MISSING');
		expect((await answer(id, { status: 'upheld', response: '同意' }, asClerk)).status).toBe(403);
		expectRefusal(await answer(id, { status: 'withdrawn' }), 403, 'NOT_ALLOWED');
		succeeded(await answer(id, { status: 'dismissed', response: '照片为上一年度' }));
		for (const status of ['upheld', 'open', 'withdrawn'])
			expectRefusal(await answer(id, { status, response: '改' }), 409, 'APPEAL_COURSE');
		expectRefusal(await instance().api('DELETE', `/items/appeals/${id}`), 409, 'APPEAL_COURSE');
		const other = await appeal();
		succeeded(await answer(other, { status: 'withdrawn' }, asClerk));
		expectRefusal(await answer(other, { status: 'upheld', response: '同意' }), 409, 'APPEAL_COURSE');
	});

	it('is made once about a line, by whatever path and at once; about another, or once it is answered, again', async () => {
		const id = await appeal();
		expectRefusal(await asClerk('POST', '/items/appeals', about({ text: '再次说明' })), 409, 'APPEAL_OPEN');
		expectRefusal(
			await asOffice('POST', '/items/appeals', [about({ criterion: criterion('2.2') }), about()]),
			409,
			'APPEAL_OPEN',
		);
		expectRefusal(
			await asClerk('POST', '/items/appeals', [
				about({ criterion: criterion('2.3') }),
				about({ criterion: criterion('2.3') }),
			]),
			409,
			'APPEAL_OPEN',
		);
		expectRefusal(
			await instance().api('PATCH', `/items/scorecards/${home.id}`, {
				appeals: { create: [{ criterion: criterion('2.1'), text: '又一份' }], update: [], delete: [] },
			}),
			409,
			'APPEAL_OPEN',
		);
		succeeded(await asClerk('POST', '/items/appeals?fields=id', about({ criterion: criterion('2.2') })));
		succeeded(await answer(id, { status: 'dismissed', response: '照片为上一年度' }));
		succeeded(await asClerk('POST', '/items/appeals?fields=id', about()));
		for (let round = 0; round < 3; round += 1) {
			await withdrawAll();
			const answers = await Promise.all([
				asClerk('POST', '/items/appeals?fields=id', about()),
				asClerk('POST', '/items/appeals?fields=id', about()),
				asOffice('POST', '/items/appeals?fields=id', about()),
			]);
			expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
		}
	});

	it('is the village’s: a successor changes its text and files, and withdraws it', async () => {
		const successor = await newPerson(instance(), 'clerk', home.village);
		const asSuccessor = (method: string, path: string, body?: unknown): Promise<Answer> =>
			instance().api(method, path, body, { token: successor.token });
		const id = await appeal();
		succeeded(await instance().api('PATCH', `/users/${clerk.id}?fields=id`, { status: 'suspended' }));
		const form = new FormData();
		form.append('file', new Blob(['proof'], { type: 'text/plain' }), 'proof.txt');
		const file = String(at(succeeded(await asSuccessor('POST', '/files?fields=id', form)).data, 'id'));
		succeeded(
			await asSuccessor('PATCH', `/items/appeals/${id}?fields=id`, {
				text: '补充说明',
				files: { create: [{ directus_files_id: file }], update: [], delete: [] },
			}),
		);
		const [link] = rows(succeeded(await asSuccessor('GET', `/items/appeals_files?filter[appeals_id][_eq]=${id}`)).data);
		expect((await asSuccessor('DELETE', `/items/appeals_files/${String(link?.['id'])}`)).status).toBe(204);
		succeeded(await asSuccessor('PATCH', `/items/appeals/${id}?fields=id`, { status: 'withdrawn' }));
		const stranger = await newPerson(instance(), 'clerk', away.village);
		succeeded(await instance().api('PATCH', `/users/${clerk.id}?fields=id`, { status: 'active' }));
		expect(
			(
				await instance().api(
					'PATCH',
					`/items/appeals/${await appeal()}`,
					{ status: 'withdrawn' },
					{ token: stranger.token },
				)
			).status,
		).toBe(403);
	});

	it('of two that answer at once one is too late', async () => {
		for (let round = 0; round < 5; round += 1) {
			const id = await appeal();
			const answers = await Promise.all([
				answer(id, { status: 'upheld', response: '同意' }),
				answer(id, { status: 'dismissed', response: '不成立' }, instance().api),
				answer(id, { status: 'withdrawn' }, asClerk),
			]);
			expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
			for (const { status } of answers.filter((one) => one.status !== 200)) expect([403, 409]).toContain(status);
		}
	});

	it('does not come in while the result becomes final', async () => {
		await become('publicized');
		let written: Promise<Answer> | undefined;
		await instance().database.transaction(async (trx) => {
			await acquireWorkflowLock(trx, 'exclusive');
			await trx('assessments').where({ id: assessment.id }).update({ status: 'final' });
			written = asClerk('POST', '/items/appeals', about({ criterion: criterion('2.4') }));
			// By then its guard has read what stood there, and its write waits for this one.
			await new Promise((resolve) => setTimeout(resolve, 400));
		});
		expect([403, 409]).toContain((await written)?.status);
		await become('reviewing');
	});

	it('upheld during 公示 it takes the assessment back to the review: the notice ends, and nothing becomes final', async () => {
		await become('publicized');
		await instance()
			.database('assessments')
			.where({ id: assessment.id })
			.update({ publicity_from: '2026-01-01', publicity_to: '2026-01-07' });
		const id = await appeal();
		// PostgreSQL finds the row whatever the case of its id.
		succeeded(
			await answer(database === 'postgres' ? id.toUpperCase() : id, { status: 'upheld', response: '情况属实' }),
		);
		const now = row(
			succeeded(await asOffice('GET', `/items/assessments/${assessment.id}?fields=status,publicity_from,publicity_to`))
				.data,
		);
		expect(now).toEqual({ status: 'reviewing', publicity_from: null, publicity_to: null });
		expectRefusal(
			await instance().api('POST', `/assessment/assessments/${assessment.id}/transition`, { to: 'final' }),
			409,
			'TRANSITION_REFUSED',
		);

		// The appeal is settled by that: in the next notice nothing that is written to it ends the notice again.
		await become('publicized');
		for (const body of [{ status: 'upheld' }, { response: '情况属实' }, {}])
			for (const ask of [asOffice, instance().api]) succeeded(await answer(id, body, ask));
		expect(row(succeeded(await asOffice('GET', `/items/assessments/${assessment.id}?fields=status`)).data)).toEqual({
			status: 'publicized',
		});

		const [reason] = rows(
			succeeded(await asOffice('GET', `/comments?filter[item][_eq]=${assessment.id}&fields=id,comment,user_created`))
				.data,
		);
		expect(reason).toMatchObject({ comment: '转为「复核中」：有申诉成立，公示已撤回', user_created: office.id });
		expectRefusal(
			await asOffice('PATCH', `/comments/${String(reason?.['id'])}`, { comment: '改' }),
			409,
			'REASON_OF_A_STEP',
		);
		expectRefusal(await asOffice('DELETE', `/comments/${String(reason?.['id'])}`), 409, 'REASON_OF_A_STEP');
		const note = String(
			at(
				succeeded(
					await asOffice('POST', '/comments', { collection: 'assessments', item: assessment.id, comment: '另注' }),
				).data,
				'id',
			),
		);
		expectRefusal(
			await asOffice('PATCH', `/comments/${note}`, { comment: '转为「复核中」：改' }),
			409,
			'REASON_OF_A_STEP',
		);
		expect((await asOffice('DELETE', `/comments/${note}`)).status).toBe(204);
		expectRefusal(
			await asClerk('POST', '/comments', {
				collection: 'assessments',
				item: assessment.id,
				comment: ' 转为「复核中」：自拟',
			}),
			409,
			'REASON_OF_A_STEP',
		);
	});

	describe('who is told', () => {
		interface Notice {
			readonly subject: string;
			readonly message: string;
			readonly item: string | null;
		}
		let cards: readonly Card[] = [];
		let year = '';
		/** The village's clerk who appeals, a second one, one who has left; of the other village; and of the rest. */
		let people: Readonly<
			Record<'appellant' | 'second' | 'gone' | 'neighbour' | 'out' | 'leader' | 'office' | 'colleague' | 'left', Person>
		>;
		const noticesOf = (one: Person): Promise<Notice[]> =>
			instance()
				.database('directus_notifications')
				.select('subject', 'message', 'item')
				.where('recipient', one.id)
				.orderBy('id');
		const subjectsOf = async (one: Person, about: RegExp): Promise<string[]> =>
			(await noticesOf(one)).map(({ subject }) => subject).filter((subject) => about.test(subject));
		const come = (one: Person, about: RegExp, count = 1): Promise<string[]> =>
			poll(`${count} of ${String(about)}`, async () =>
				((found) => found.length >= count && found)(await subjectsOf(one, about)),
			);
		const ask = (one: Person, method: string, path: string, body?: unknown): Promise<Answer> =>
			instance().api(method, path, body, { token: one.token });
		const step = (to: string, by: Person | null = null, more: Row = {}): Promise<Answer> =>
			instance().api(
				'POST',
				`/assessment/assessments/${year}/transition`,
				{ to, ...more },
				by === null ? undefined : { token: by.token },
			);
		/** As if every criterion had been assessed. */
		const publicized = async (): Promise<Answer> => {
			await instance()
				.database('scorecard_lines')
				.whereIn(
					'scorecard',
					cards.map(({ id }) => id),
				)
				.update({ state: 'assessed' });
			await instance().database('score_marks').delete();
			return step('publicized', people.office);
		};
		const contest = async (): Promise<string> =>
			String(
				at(
					succeeded(
						await ask(people.appellant, 'POST', '/items/appeals?fields=id', {
							scorecard: cards[0]?.id,
							criterion: criterion('2.1'),
							text: '台账已于四月补齐',
						}),
					).data,
					'id',
				),
			);

		beforeAll(async () => {
			// The office of the tests above hears of these, too; it is nobody's business here.
			await instance().database('directus_users').where({ id: office.id }).update({ status: 'suspended' });
			({ id: year, cards } = await newAssessment(instance(), { villages: 3 }));
			succeeded(
				await instance().api('POST', `/assessment/assessments/${year}/take-out`, {
					village: cards[2]?.village,
					reason: '已撤并',
				}),
			);
			const make = (role: 'clerk' | 'office' | 'leader', place: number | null = null): Promise<Person> =>
				newPerson(instance(), role, place === null ? null : cards[place]?.village);
			const [appellant, second, gone, neighbour, out, leader, one, colleague, left] = await Promise.all([
				make('clerk', 0),
				make('clerk', 0),
				make('clerk', 0),
				make('clerk', 1),
				make('clerk', 2),
				make('leader'),
				make('office'),
				make('office'),
				make('office'),
			]);
			people = { appellant, second, gone, neighbour, out, leader, office: one, colleague, left };
			await instance().database('directus_users').whereIn('id', [gone.id, left.id]).update({ status: 'suspended' });
			await instance().database('assessments').where({ id: year }).update({ status: 'reviewing' });
		});

		it('of 公示: the active clerks of the villages that take part, and the leadership group, with the last day and the own place', async () => {
			succeeded(await publicized());
			const { publicity_to: last } = row(
				succeeded(await ask(people.appellant, 'GET', `/items/assessments/${year}?fields=publicity_to`)).data,
			);
			await come(people.leader, /^考核结果公示至/);
			const [{ subject, message } = { subject: '', message: '' }] = await noticesOf(people.appellant);
			expect(subject).toContain(`公示至 ${String(last)}`);
			expect(message).toMatch(new RegExp(`得 \\d+(\\.\\d+)? 分，第 \\d+ 名。对得分有异议的，请不晚于 ${String(last)}`));
			for (const one of [people.second, people.neighbour, people.leader])
				expect(await come(one, /公示/)).toHaveLength(1);
			for (const one of [people.gone, people.out, people.office, people.left]) expect(await noticesOf(one)).toEqual([]);
		});

		it('of an appeal that is filed: every active account of the office, once', async () => {
			const id = await contest();
			for (const one of [people.office, people.colleague]) {
				const [subject] = await come(one, /^收到申诉/);
				expect(subject).toMatch(/^收到申诉：村\d-.+，细则 2\.1$/);
				expect((await noticesOf(one)).map(({ item }) => item)).toEqual([id]);
			}
			expect(await noticesOf(people.left)).toEqual([]);
			succeeded(
				await ask(people.appellant, 'PATCH', `/items/appeals/${id}?fields=id`, { text: '台账已于四月补齐，附照片' }),
			);
			succeeded(
				await ask(people.office, 'PATCH', `/items/appeals/${id}?fields=id`, {
					status: 'dismissed',
					response: '照片[为]上一年度',
				}),
			);
			await come(people.appellant, /^申诉不成立/);
			expect(await subjectsOf(people.office, /^收到申诉/)).toHaveLength(1);
		});

		it('of its answer: the village’s active clerks, once, with what was answered', async () => {
			expect(await come(people.second, /^申诉不成立：/)).toHaveLength(1);
			expect((await noticesOf(people.second)).at(-1)?.message).toContain('照片\\[为\\]上一年度');
			for (const one of [people.gone, people.neighbour, people.office, people.colleague])
				expect(await subjectsOf(one, /^申诉(不)?成立/)).toEqual([]);
		});

		it('that 公示 ends by an upheld appeal: whoever was told that it began; and anew when it begins again', async () => {
			const id = await contest();
			succeeded(
				await ask(people.office, 'PATCH', `/items/appeals/${id}?fields=id`, { status: 'upheld', response: '情况属实' }),
			);
			for (const one of [people.neighbour, people.leader]) expect(await come(one, /^公示已撤回/)).toHaveLength(1);
			for (const one of [people.appellant, people.second])
				expect([await come(one, /^申诉成立/), await subjectsOf(one, /^公示已撤回/)]).toEqual([
					[expect.any(String)],
					[],
				]);
			expect((await noticesOf(people.neighbour)).at(-1)?.message).toMatch(/原因：村\d\\-.+的申诉成立/);
			expect(
				(await noticesOf(people.appellant)).find(({ subject }) => subject.startsWith('申诉成立'))?.message,
			).toContain('公示因此撤回');
			expect(await subjectsOf(people.out, /./)).toEqual([]);
			succeeded(await publicized());
			expect(await come(people.neighbour, /^考核结果公示至/, 2)).toHaveLength(2);
			// What is written to a settled appeal is no answer any more.
			succeeded(await ask(people.office, 'PATCH', `/items/appeals/${id}?fields=id`, { status: 'upheld' }));
			succeeded(await step('reviewing', people.office, { reason: '名次有误' }));
			expect(await come(people.leader, /^公示已撤回/, 2)).toHaveLength(2);
			expect((await noticesOf(people.leader)).at(-1)?.message).toContain('原因：名次有误');
			expect(await subjectsOf(people.second, /^申诉成立/)).toHaveLength(1);
		});
	});
});
