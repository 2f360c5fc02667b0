// A village that was taken out of an assessment takes nothing more in; brought back, everything recorded before is there again.
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { acquireWorkflowLock } from '#server/platform/workflow-lock.ts';
import { DATABASES, type Answer } from '../support/harness/index.ts';
import { at, expectRefusal, row, rows, succeeded, type Row } from '../support/fixtures/answers.ts';
import { expectCard, expectRanks } from '../support/fixtures/expect-card.ts';
import {
	criterion,
	day,
	insertItems,
	item,
	newAssessment,
	newVillages,
	type Assessment,
	type Card,
} from '../support/fixtures/fixtures.ts';
import { newPerson, type Person } from '../support/fixtures/people.ts';
import { useInstance } from '../support/fixtures/use-instance.ts';

describe.each(DATABASES)('%s', (database) => {
	const instance = useInstance({ database });
	let assessment: Assessment = { id: '', cards: [] };
	let out: Card = { id: '', village: '' };
	let other: Card = { id: '', village: '' };
	let office: Person = { id: '', token: '' };
	let clerk: Person = { id: '', token: '' };
	let [verified, draft, submitted, elsewhere] = ['', '', '', ''];

	const asOffice = (method: string, path: string, body?: unknown): Promise<Answer> =>
		instance().api(method, path, body, { token: office.token });
	const asClerk = (method: string, path: string, body?: unknown): Promise<Answer> =>
		instance().api(method, path, body, { token: clerk.token });
	const takeOut = (reason: string, village = out.village): Promise<Answer> =>
		asOffice('POST', `/assessment/assessments/${assessment.id}/take-out`, { village, reason });
	const enrol = (...villages: string[]): Promise<Answer> =>
		asOffice('POST', `/assessment/assessments/${assessment.id}/enrol`, { villages });
	const file = (): string => fileId;
	let fileId = '';

	beforeAll(async () => {
		assessment = await newAssessment(instance(), { villages: 2 });
		succeeded(
			await instance().api('POST', `/assessment/assessments/${assessment.id}/transition`, { to: 'collecting' }),
		);
		[out = out, other = other] = assessment.cards;
		[office, clerk] = await Promise.all([newPerson(instance(), 'office'), newPerson(instance(), 'clerk', out.village)]);
		[verified = '', submitted = '', elsewhere = ''] = await insertItems(instance(), [
			item(out.id, '1.2', 'pledge', 1),
			item(out.id, '3.1.1', 'household', 1, { status: 'submitted' }),
			item(other.id, '3.1.1', 'household', 1, { status: 'draft' }),
		]);
		draft = String(
			at(
				succeeded(
					await asClerk(
						'POST',
						'/items/evidence_items?fields=id',
						item(out.id, '3.1.1', 'household', 2, { status: 'draft' }),
					),
				).data,
				'id',
			),
		);
		fileId = randomUUID();
		await instance()
			.database('directus_files')
			.insert({
				id: fileId,
				storage: 'local',
				filename_disk: `${fileId}.pdf`,
				filename_download: '证明.pdf',
				title: '证明',
				type: 'application/pdf',
				filesize: 10,
				uploaded_by: office.id,
			});
		succeeded(await takeOut('整村搬迁'));
	});

	const fresh = (more: Row = {}): Row => item(out.id, '2.1', 'mismatch', 1, more);
	const importing = async (content: string, type: string, name: string): Promise<Answer> => {
		const form = new FormData();
		form.append('file', new Blob([content], { type }), name);
		return asOffice('POST', '/utils/import/evidence_items', form);
	};

	const WAYS: readonly (readonly [string, () => Promise<Answer>])[] = [
		['POST one, verified', () => asOffice('POST', '/items/evidence_items', fresh())],
		['POST one, a draft of its clerk', () => asClerk('POST', '/items/evidence_items', fresh({ status: 'draft' }))],
		['POST by an administrator', () => instance().api('POST', '/items/evidence_items', fresh())],
		[
			'POST several, one of them for it',
			() => asOffice('POST', '/items/evidence_items', [item(other.id, '2.1', 'mismatch', 1), fresh()]),
		],
		[
			'POST under the scorecard',
			() =>
				instance().api('PATCH', `/items/scorecards/${out.id}`, {
					evidence_items: { create: [fresh()], update: [], delete: [] },
				}),
		],
		['import of JSON', () => importing(JSON.stringify([fresh()]), 'application/json', 'items.json')],
		[
			'import of CSV',
			() =>
				importing(
					`scorecard,criterion,fact,value,status,observed_on\n${out.id},${criterion('2.1')},mismatch,1,verified,${day(3, 1)}`,
					'text/csv',
					'items.csv',
				),
		],
		['PATCH of its draft', () => asClerk('PATCH', `/items/evidence_items/${draft}`, { value: 3 })],
		['handing in its draft', () => asClerk('PATCH', `/items/evidence_items/${draft}`, { status: 'submitted' })],
		[
			'verifying what it handed in',
			() => asOffice('PATCH', `/items/evidence_items/${submitted}`, { status: 'verified' }),
		],
		[
			'PATCH of several',
			() => asOffice('PATCH', '/items/evidence_items', { keys: [submitted], data: { status: 'verified' } }),
		],
		['PATCH of a list', () => asOffice('PATCH', '/items/evidence_items', [{ id: submitted, note: '改' }])],
		[
			'returning what is verified',
			() => asOffice('PATCH', `/items/evidence_items/${verified}`, { status: 'returned', return_reason: '有误' }),
		],
		['moving an item to it', () => asOffice('PATCH', `/items/evidence_items/${elsewhere}`, { scorecard: out.id })],
		[
			'moving an item away from it',
			() => asOffice('PATCH', `/items/evidence_items/${submitted}`, { scorecard: other.id }),
		],
		[
			'GraphQL',
			() =>
				asOffice('POST', '/graphql', {
					query: `mutation { update_evidence_items_item(id: "${submitted}", data: { note: "改" }) { id } }`,
				}),
		],
		[
			'a file to its item',
			() =>
				asOffice('POST', '/items/evidence_items_files', { evidence_items_id: submitted, directus_files_id: file() }),
		],
		[
			'a draft of a bonus',
			() =>
				asOffice('POST', '/items/adjustments', {
					scorecard: out.id,
					criterion: criterion('7'),
					category: 'innovation',
					occurrences: 1,
					occurred_on: day(3, 1),
					reason: '创新',
				}),
		],
		[
			'an appeal',
			() => asClerk('POST', '/items/appeals', { scorecard: out.id, criterion: criterion('2.1'), text: '有异议' }),
		],
	];

	it.each(WAYS)('%s is refused with the reason', async (_name, ask) => {
		const before = await instance().database('evidence_items').whereIn('scorecard', [out.id, other.id]).orderBy('id');
		const answer = await ask();
		const [first] = rows(at(answer.body, 'errors'));
		expect(at(first, 'extensions', 'code'), answer.text).toBe('VILLAGE_TAKEN_OUT');
		expect(first?.['message']).toContain('整村搬迁');
		expect(await instance().database('evidence_items').whereIn('scorecard', [out.id, other.id]).orderBy('id')).toEqual(
			before,
		);
	});

	it('the preview says so while it is typed', async () => {
		const answer = succeeded(await asOffice('POST', '/assessment/evidence/preview', fresh()));
		expect(rows(at(answer.data, 'problems')).map(({ code, field }) => ({ code, field }))).toEqual([
			{ code: 'VILLAGE_TAKEN_OUT', field: 'scorecard' },
		]);
	});

	it('an item under way while the village is taken out is refused, too', async () => {
		let written: Promise<Answer> | undefined;
		await instance().database.transaction(async (trx) => {
			await acquireWorkflowLock(trx, 'exclusive');
			await trx('scorecards').where({ id: other.id }).update({ excluded_reason: '并入邻村' });
			written = asOffice('POST', '/items/evidence_items', item(other.id, '2.1', 'mismatch', 1));
			// By then its guard has read what stood there, and its write waits for this one.
			await new Promise((resolve) => setTimeout(resolve, 400));
		});
		const refused = await written;
		expect({ status: refused?.status, code: refused?.errors[0]?.code }).toEqual({
			status: 409,
			code: 'VILLAGE_TAKEN_OUT',
		});
		expect(
			await instance()
				.database('evidence_items')
				.where({ scorecard: other.id, criterion: criterion('2.1') }),
		).toEqual([]);
		succeeded(await takeOut('', other.village));
	});

	it('what it had handed in does not hold up the notice', async () => {
		const obstacles = async (): Promise<unknown[]> => {
			await instance().database('assessments').where({ id: assessment.id }).update({ status: 'reviewing' });
			const answer = await asOffice('POST', `/assessment/assessments/${assessment.id}/transition`, {
				to: 'publicized',
			});
			await instance().database('assessments').where({ id: assessment.id }).update({ status: 'collecting' });
			expect(answer.status).toBe(409);
			return rows(at(answer.body, 'errors', 0, 'extensions', 'obstacles')).map(({ condition }) => condition);
		};
		expect(await obstacles()).not.toContain('nothing_submitted');
	});

	it('enrolled again it is back with what was recorded before, ranked', async () => {
		expect(row(succeeded(await enrol(out.village)).data)).toEqual({ scorecards: [], brought_back: [out.id] });
		const card = await expectCard(instance(), out.id);
		expect(card).toMatchObject({ excluded_reason: null });
		await expectRanks(instance(), assessment.id);
		succeeded(await asOffice('POST', '/items/evidence_items', fresh({ status: 'draft' })));
		// Whoever takes part already stays as they are.
		expect(row(succeeded(await enrol(out.village)).data)).toEqual({ scorecards: [], brought_back: [] });
	});

	it('new ones, those back again and those there already may be named together, an id in capitals too', async () => {
		const [late = ''] = await newVillages(instance(), 1);
		await instance().database('villages').whereIn('id', [out.village, other.village]).update({ active: true });
		succeeded(await takeOut('暂不参加'));
		const answer = row(succeeded(await enrol(late, out.village.toUpperCase(), other.village, late)).data);
		expect(answer['brought_back']).toEqual([out.id]);
		expect(
			rows(
				await instance()
					.database('scorecards')
					.select('village')
					.whereIn('id', answer['scorecards'] as string[]),
			),
		).toEqual([{ village: late }]);
	});

	it('an inactive village neither joins nor comes back: that says to make it active first', async () => {
		const [idle = ''] = await newVillages(instance(), 1);
		await instance().database('villages').where({ id: idle }).update({ active: false });
		expect(expectRefusal(await enrol(idle), 409, 'VILLAGE_INACTIVE')).toContain('启用');
		await instance().database('villages').where({ id: out.village }).update({ active: true });
		succeeded(await takeOut('撤并'));
		await instance().database('villages').where({ id: out.village }).update({ active: false });
		expectRefusal(await enrol(out.village), 409, 'VILLAGE_INACTIVE');
		expectRefusal(await takeOut(''), 409, 'VILLAGE_INACTIVE');
	});
});
