// The next year is prepared from the last one, once, and says what is still missing.
import { beforeAll, describe, expect, it } from 'vitest';
import { DATABASES, type Answer } from '../support/harness/index.ts';
import { expectRefusal, row, rows, succeeded, type Row } from '../support/fixtures/answers.ts';
import { criterion, insertItems, item, newAssessment, YEAR, type Assessment } from '../support/fixtures/fixtures.ts';
import { newPerson, type Person } from '../support/fixtures/people.ts';
import { useInstance } from '../support/fixtures/use-instance.ts';

const FIELDS = [
	'year',
	'status',
	'publicity_days',
	'publicity_kind',
	'vote_days',
	'publicity_contact',
	'public_online',
	'submission_deadline',
	'user_created',
];

describe.each(DATABASES)('%s', (database) => {
	const instance = useInstance({ database });
	let last: Assessment = { id: '', cards: [] };
	let office: Person = { id: '', token: '' };
	let clerk: Person = { id: '', token: '' };

	beforeAll(async () => {
		last = await newAssessment(instance(), { villages: 3 });
		const [first, second, third] = last.cards;
		[office, clerk] = await Promise.all([
			newPerson(instance(), 'office'),
			newPerson(instance(), 'clerk', first?.village ?? ''),
		]);
		await insertItems(instance(), [
			item(first?.id ?? '', '4.1', 'target', 3, { observed_on: `${YEAR}-02-01` }),
			item(first?.id ?? '', '4.1', 'target', 5, { observed_on: `${YEAR}-03-01` }),
			item(first?.id ?? '', '4.1', 'actual', 4),
			item(second?.id ?? '', '4.1', 'target', 7, { status: 'submitted' }),
		]);
		await instance()
			.database('assessments')
			.where({ id: last.id })
			.update({ publicity_days: 9, publicity_kind: 'calendar', vote_days: 3, publicity_contact: '街道扶贫办' });
		await instance().database('villages').where({ id: third?.village }).update({ active: false });
	});

	const ask = (who: Person, method: string, path: string, body?: Row): Promise<Answer> =>
		instance().api(method, path, body, { token: who.token });
	const prepare = (who: Person, body: Row = {}): Promise<Answer> =>
		ask(who, 'POST', `/assessment/assessments/${last.id}/next-year`, body);

	it('is prepared by the office only, and from a request that can be read', async () => {
		expectRefusal(await prepare(clerk), 403, 'NOT_ALLOWED');
		for (const body of [{ year: 'x' }, { year: 3 }, { title: '' }, { more: 1 }])
			expectRefusal(await prepare(office, body), 400, 'MALFORMED_REQUEST');
	});

	it('has rulebook, settings and villages of the last one, its targets as drafts, and says what is missing', async () => {
		const answer = row(succeeded(await prepare(office)).data);
		const made = row(
			succeeded(await ask(office, 'GET', `/items/assessments/${String(answer['id'])}?fields=${FIELDS.join()}`)).data,
		);
		expect(made).toEqual({
			year: YEAR + 1,
			status: 'preparing',
			publicity_days: 9,
			publicity_kind: 'calendar',
			vote_days: 3,
			publicity_contact: '街道扶贫办',
			public_online: false,
			submission_deadline: null,
			user_created: office.id,
		});
		expect(answer).toMatchObject({ villages: 2, targets: 1 });
		const missing = rows(answer['missing']);
		expect(
			missing.map(({ what, villages }) => [what, rows.length > 0 && Array.isArray(villages) ? villages.length : 0]),
		).toEqual([
			['deadline', 0],
			['holidays', 0],
			['clerk', 1],
			['targets', 1],
			['gone', 1],
		]);
		const drafts = rows(
			succeeded(
				await ask(
					office,
					'GET',
					`/items/evidence_items?filter[scorecard][assessment][_eq]=${String(answer['id'])}&fields=criterion,fact,value,status,observed_on`,
				),
			).data,
		);
		expect(drafts).toEqual([
			{ criterion: criterion('4.1'), fact: 'target', value: '5', status: 'draft', observed_on: null },
		]);
	});

	it('is prepared once', async () => {
		expectRefusal(await prepare(office), 409, 'YEAR_PREPARED');
		succeeded(await prepare(office, { year: YEAR + 5, title: '另一年' }));
	});
});
