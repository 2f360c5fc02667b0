// What was returned is handed in again only when something of it has changed, on every path; what its own author took
// back waits for nobody.
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { DATABASES, type Answer } from '../support/harness/index.ts';
import { at, expectRefusal, row, succeeded, type Row } from '../support/fixtures/answers.ts';
import { item, newAssessment, YEAR, type Card } from '../support/fixtures/fixtures.ts';
import { newPerson, type Person } from '../support/fixtures/people.ts';
import { useInstance } from '../support/fixtures/use-instance.ts';

type Who = 'office' | 'colleague' | 'clerk';
const SUBMITTED = { status: 'submitted' };

describe.each(DATABASES)('%s', (database) => {
	const instance = useInstance({ database });
	let card: Card = { id: '', village: '' };
	let people: Readonly<Record<Who, Person>> = {
		office: { id: '', token: '' },
		colleague: { id: '', token: '' },
		clerk: { id: '', token: '' },
	};

	beforeAll(async () => {
		const { id, cards } = await newAssessment(instance(), { villages: 1 });
		card = cards[0] ?? card;
		succeeded(await instance().api('POST', `/assessment/assessments/${id}/transition`, { to: 'collecting' }));
		people = {
			office: await newPerson(instance(), 'office'),
			colleague: await newPerson(instance(), 'office'),
			clerk: await newPerson(instance(), 'clerk', card.village),
		};
	});

	const ask = (who: Who, method: string, path: string, body?: unknown): Promise<Answer> =>
		instance().api(method, path, body, { token: people[who].token });
	const change = (who: Who, id: string, body: Row): Promise<Answer> =>
		ask(who, 'PATCH', `/items/evidence_items/${id}?fields=id`, body);
	const stored = async (id: string): Promise<Row> =>
		row(await instance().database('evidence_items').where({ id }).first());
	const recorded = async (who: Who, status: string): Promise<string> =>
		String(
			at(
				succeeded(
					await ask(who, 'POST', '/items/evidence_items?fields=id', item(card.id, '2.1', 'mismatch', 1, { status })),
				).data,
				'id',
			),
		);
	const returnItem = async (id: string, who: Who = 'office'): Promise<string> => {
		succeeded(await change(who, id, { status: 'returned', return_reason: '照片不清' }));
		return id;
	};
	const returned = async (): Promise<string> => returnItem(await recorded('clerk', 'submitted'));
	const newFile = async (): Promise<string> => {
		const id = randomUUID();
		await instance()
			.database('directus_files')
			.insert({
				id,
				storage: 'local',
				filename_disk: `${id}.txt`,
				filename_download: 'proof.txt',
				type: 'text/plain',
				uploaded_by: people.clerk.id,
			});
		return id;
	};
	const importFile = (rows: readonly Row[]): Promise<Answer> => {
		const form = new FormData();
		form.append('file', new Blob([JSON.stringify(rows)], { type: 'application/json' }), 'items.json');
		return ask('clerk', 'POST', '/utils/import/evidence_items', form);
	};
	const graphql = (query: string, variables: Row): Promise<Answer> =>
		ask('clerk', 'POST', '/graphql', { query, variables });

	const PATHS: readonly (readonly [string, (id: string) => Promise<Answer>])[] = [
		['PATCH one', (id) => change('clerk', id, SUBMITTED)],
		[
			'PATCH one as it was read',
			async (id) =>
				change('clerk', id, {
					...row(
						succeeded(
							await ask('clerk', 'GET', `/items/evidence_items/${id}?fields=criterion,fact,value,note,observed_on`),
						).data,
					),
					...SUBMITTED,
					note: ' \u200b',
					files: { create: [], update: [], delete: [] },
				}),
		],
		['PATCH by keys', (id) => ask('clerk', 'PATCH', '/items/evidence_items', { keys: [id], data: SUBMITTED })],
		['PATCH an array', (id) => ask('clerk', 'PATCH', '/items/evidence_items', [{ id, ...SUBMITTED }])],
		[
			'GraphQL one',
			(id) =>
				graphql(
					'mutation ($id: ID!, $data: update_evidence_items_input!) { update_evidence_items_item(id: $id, data: $data) { id } }',
					{ id, data: SUBMITTED },
				),
		],
		[
			'GraphQL several',
			(id) =>
				graphql(
					'mutation ($ids: [ID]!, $data: update_evidence_items_input!) { update_evidence_items_items(ids: $ids, data: $data) { id } }',
					{ ids: [id], data: SUBMITTED },
				),
		],
		['import', (id) => importFile([{ id, ...SUBMITTED }])],
		[
			'changed and changed back',
			async (id) => {
				succeeded(await change('clerk', id, { value: 2, note: '改' }));
				succeeded(await change('clerk', id, { value: 1, note: null }));
				return change('clerk', id, SUBMITTED);
			},
		],
		[
			'beside one that was changed',
			async (id) => {
				const other = await returned();
				succeeded(await change('clerk', other, { note: '已补充' }));
				return ask('clerk', 'PATCH', '/items/evidence_items', { keys: [other, id], data: SUBMITTED });
			},
		],
	];
	it.each(PATHS)('unchanged, it stays returned: %s', async (_path, handIn) => {
		const id = await returned();
		const answer = await handIn(id);
		expect(answer.text).toContain('RETURNED_UNCHANGED');
		expect(await stored(id)).toMatchObject({ status: 'returned' });
	});

	const CHANGES: readonly (readonly [string, (id: string) => Promise<Answer>])[] = [
		['another value', (id) => change('clerk', id, { ...SUBMITTED, value: 2 })],
		['a word in the note', (id) => change('clerk', id, { ...SUBMITTED, note: '已与台账核对，数字无误' })],
		[
			'changed first, handed in later',
			async (id) => {
				succeeded(await change('clerk', id, { observed_on: `${YEAR}-01-05` }));
				return change('clerk', id, SUBMITTED);
			},
		],
		[
			'proof along with it',
			async (id) =>
				change('clerk', id, {
					...SUBMITTED,
					files: { create: [{ directus_files_id: await newFile() }], update: [], delete: [] },
				}),
		],
		[
			'proof attached before',
			async (id) => {
				succeeded(
					await ask('clerk', 'POST', '/items/evidence_items_files', {
						evidence_items_id: id,
						directus_files_id: await newFile(),
					}),
				);
				return change('clerk', id, SUBMITTED);
			},
		],
	];
	it.each(CHANGES)('changed, it is handed in; returned again, it must be changed again: %s', async (_what, handIn) => {
		const id = await returned();
		succeeded(await handIn(id));
		expect(await stored(id)).toMatchObject({ status: 'submitted', returned_as: null });
		await returnItem(id);
		expectRefusal(await change('clerk', id, SUBMITTED), 409, 'RETURNED_UNCHANGED');
	});

	it('so is one that was returned before it was kept how', async () => {
		const id = await returned();
		await instance().database('evidence_items').where({ id }).update({ returned_as: null });
		expectRefusal(await change('clerk', id, SUBMITTED), 409, 'RETURNED_UNCHANGED');
		succeeded(
			await ask('clerk', 'POST', '/items/evidence_items_files', {
				evidence_items_id: id,
				directus_files_id: await newFile(),
			}),
		);
		succeeded(await change('clerk', id, SUBMITTED));
	});

	it('the office takes a return of its own back', async () => {
		const id = await returned();
		succeeded(await change('office', id, SUBMITTED));
	});

	it('what its own author takes back waits for nobody; what another returns does', async () => {
		const takenBack = async (id: string): Promise<boolean> => Boolean((await stored(id))['taken_back']);
		const own = await returnItem(await recorded('office', 'verified'));
		expect(await takenBack(own)).toBe(true);
		expect(await takenBack(await returnItem(await recorded('office', 'submitted'), 'colleague'))).toBe(false);
		expect(await takenBack(await returned())).toBe(false);
		succeeded(await change('office', own, SUBMITTED));
		expect(await takenBack(own)).toBe(false);
		expect(await takenBack(await returnItem(own, 'colleague'))).toBe(false);
	});

	it('nobody says so himself; a form that sends back what it read is not refused', async () => {
		const id = await returnItem(await recorded('office', 'submitted'));
		for (const body of [{ taken_back: false }, { returned_as: null }, { returned_as: '[]' }])
			expectRefusal(await instance().api('PATCH', `/items/evidence_items/${id}`, body), 403, 'WRITTEN_BY_THE_SERVER');
		const read = row(
			succeeded(await instance().api('GET', `/items/evidence_items/${id}?fields=taken_back,returned_as,note`)).data,
		);
		succeeded(await instance().api('PATCH', `/items/evidence_items/${id}?fields=id`, { ...read, note: '改' }));
	});
});
