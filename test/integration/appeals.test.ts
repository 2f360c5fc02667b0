// An appeal contests one line or one decision, is answered once, and upheld during 公示 leads back to the review.
import { beforeAll, describe, expect, it } from 'vitest';
import { holdCourse } from '../../extensions/village-assessment/src/course/lock.ts';
import { DATABASES, type Answer } from '../harness/index.ts';
import { at, expectRefusal, row, rows, succeeded, type Row } from './support/answers.ts';
import { copyRulebook, criterion, insertAdjustment, newAssessment, type Assessment, type Card } from './support/fixtures.ts';
import { newPerson, type Person } from './support/people.ts';
import { useInstance } from './support/use-instance.ts';

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
		[clerk, office] = await Promise.all([newPerson(instance(), 'clerk', home.village), newPerson(instance(), 'office')]);
		await become('reviewing');
	});

	const become = (status: string): Promise<unknown> => instance().database('assessments').where({ id: assessment.id }).update({ status });
	const asClerk = (method: string, path: string, body?: unknown): Promise<Answer> => instance().api(method, path, body, { token: clerk.token });
	const asOffice = (method: string, path: string, body?: unknown): Promise<Answer> => instance().api(method, path, body, { token: office.token });
	const about = (more: Row = {}): Row => ({ scorecard: home.id, criterion: criterion('2.1'), text: '台账已于四月补齐', ...more });
	/** Those of earlier tests are withdrawn: one at a time waits for its answer. */
	const withdrawAll = (): Promise<unknown> => instance().database('appeals').where({ scorecard: home.id, status: 'open' }).update({ status: 'withdrawn' });
	const appeal = async (): Promise<string> => {
		await withdrawAll();
		return String(at(succeeded(await asClerk('POST', '/items/appeals?fields=id', about())).data, 'id'));
	};
	const answer = (id: string, body: Row, ask = asOffice): Promise<Answer> => ask('PATCH', `/items/appeals/${id}?fields=id`, body);

	it('is about one line or one decision of its own scorecard', async () => {
		const own = await insertAdjustment(instance(), home.id);
		const foreign = await insertAdjustment(instance(), away.id);
		const draft = await copyRulebook(instance());
		for (const wrong of [about({ criterion: null }), about({ adjustment: own }), about({ criterion: null, adjustment: foreign }), about({ criterion: draft.criteria.get('2.1') })]) {
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
		for (const status of ['upheld', 'open', 'withdrawn']) expectRefusal(await answer(id, { status, response: '改' }), 409, 'APPEAL_COURSE');
		expectRefusal(await instance().api('DELETE', `/items/appeals/${id}`), 409, 'APPEAL_COURSE');
		const other = await appeal();
		succeeded(await answer(other, { status: 'withdrawn' }, asClerk));
		expectRefusal(await answer(other, { status: 'upheld', response: '同意' }), 409, 'APPEAL_COURSE');
	});

	it('is made once about a line, by whatever path and at once; about another, or once it is answered, again', async () => {
		const id = await appeal();
		expectRefusal(await asClerk('POST', '/items/appeals', about({ text: '再次说明' })), 409, 'APPEAL_OPEN');
		expectRefusal(await asOffice('POST', '/items/appeals', [about({ criterion: criterion('2.2') }), about()]), 409, 'APPEAL_OPEN');
		expectRefusal(await asClerk('POST', '/items/appeals', [about({ criterion: criterion('2.3') }), about({ criterion: criterion('2.3') })]), 409, 'APPEAL_OPEN');
		expectRefusal(await instance().api('PATCH', `/items/scorecards/${home.id}`, { appeals: { create: [{ criterion: criterion('2.1'), text: '又一份' }], update: [], delete: [] } }), 409, 'APPEAL_OPEN');
		succeeded(await asClerk('POST', '/items/appeals?fields=id', about({ criterion: criterion('2.2') })));
		succeeded(await answer(id, { status: 'dismissed', response: '照片为上一年度' }));
		succeeded(await asClerk('POST', '/items/appeals?fields=id', about()));
		for (let round = 0; round < 3; round += 1) {
			await withdrawAll();
			const answers = await Promise.all([asClerk('POST', '/items/appeals?fields=id', about()), asClerk('POST', '/items/appeals?fields=id', about()), asOffice('POST', '/items/appeals?fields=id', about())]);
			expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
		}
	});

	it('of two that answer at once one is too late', async () => {
		for (let round = 0; round < 5; round += 1) {
			const id = await appeal();
			const answers = await Promise.all([answer(id, { status: 'upheld', response: '同意' }), answer(id, { status: 'dismissed', response: '不成立' }, instance().api), answer(id, { status: 'withdrawn' }, asClerk)]);
			expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
			for (const { status } of answers.filter((one) => one.status !== 200)) expect([403, 409]).toContain(status);
		}
	});

	it('does not come in while the result becomes final', async () => {
		await become('publicized');
		let written: Promise<Answer> | undefined;
		await instance().database.transaction(async (trx) => {
			await holdCourse(trx);
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
		await instance().database('assessments').where({ id: assessment.id }).update({ publicity_from: '2026-01-01', publicity_to: '2026-01-07' });
		const id = await appeal();
		// PostgreSQL finds the row whatever the case of its id.
		succeeded(await answer(database === 'postgres' ? id.toUpperCase() : id, { status: 'upheld', response: '情况属实' }));
		const now = row(succeeded(await asOffice('GET', `/items/assessments/${assessment.id}?fields=status,publicity_from,publicity_to`)).data);
		expect(now).toEqual({ status: 'reviewing', publicity_from: null, publicity_to: null });
		expectRefusal(await instance().api('POST', `/assessment/assessments/${assessment.id}/transition`, { to: 'final' }), 409, 'TRANSITION_REFUSED');

		// The appeal is settled by that: in the next notice nothing that is written to it ends the notice again.
		await become('publicized');
		for (const body of [{ status: 'upheld' }, { response: '情况属实' }, {}]) for (const ask of [asOffice, instance().api]) succeeded(await answer(id, body, ask));
		expect(row(succeeded(await asOffice('GET', `/items/assessments/${assessment.id}?fields=status`)).data)).toEqual({ status: 'publicized' });

		const [reason] = rows(succeeded(await asOffice('GET', `/comments?filter[item][_eq]=${assessment.id}&fields=id,comment,user_created`)).data);
		expect(reason).toMatchObject({ comment: '转为「复核中」：有申诉成立', user_created: office.id });
		expectRefusal(await asOffice('PATCH', `/comments/${String(reason?.['id'])}`, { comment: '改' }), 409, 'REASON_OF_A_STEP');
		expectRefusal(await asOffice('DELETE', `/comments/${String(reason?.['id'])}`), 409, 'REASON_OF_A_STEP');
		const note = String(at(succeeded(await asOffice('POST', '/comments', { collection: 'assessments', item: assessment.id, comment: '另注' })).data, 'id'));
		expectRefusal(await asOffice('PATCH', `/comments/${note}`, { comment: '转为「复核中」：改' }), 409, 'REASON_OF_A_STEP');
		expect((await asOffice('DELETE', `/comments/${note}`)).status).toBe(204);
		expectRefusal(await asClerk('POST', '/comments', { collection: 'assessments', item: assessment.id, comment: ' 转为「复核中」：自拟' }), 409, 'REASON_OF_A_STEP');
	});
});
