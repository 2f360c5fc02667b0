// The last save does not win silently: who says what was read is refused where somebody has changed it since, on every path, also at once.
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { DATABASES, type Answer } from '../support/harness/index.ts';
import { at, expectRefusal, row, rows as rowsOf, succeeded, type Row } from '../support/fixtures/answers.ts';
import {
	copyRulebook,
	criterion,
	item,
	newAssessment,
	type Assessment,
	type Card,
} from '../support/fixtures/fixtures.ts';
import { newDraft, newGroup } from '../support/fixtures/group.ts';
import { newPerson, type Person } from '../support/fixtures/people.ts';
import { useInstance } from '../support/fixtures/use-instance.ts';

const NOBODY: Person = { id: '', token: '' };

describe.each(DATABASES)('%s', (database) => {
	const instance = useInstance({ database });
	let assessment: Assessment = { id: '', cards: [] };
	let card: Card = { id: '', village: '' };
	let people = { office: NOBODY, colleague: NOBODY, clerk: NOBODY, other: NOBODY, administrator: NOBODY };

	beforeAll(async () => {
		assessment = await newAssessment(instance(), { villages: 1 });
		[card = card] = assessment.cards;
		succeeded(
			await instance().api('POST', `/assessment/assessments/${assessment.id}/transition`, { to: 'collecting' }),
		);
		const [office = NOBODY, colleague = NOBODY, clerk = NOBODY, other = NOBODY, administrator = NOBODY] =
			await Promise.all([
				newPerson(instance(), 'office'),
				newPerson(instance(), 'office'),
				newPerson(instance(), 'clerk', card.village),
				newPerson(instance(), 'clerk', card.village),
				newPerson(instance(), 'administrator'),
			]);
		people = { office, colleague, clerk, other, administrator };
		succeeded(await instance().api('PATCH', `/users/${office.id}?fields=id`, { last_name: '李', first_name: '甲' }));
	});

	type Who = keyof typeof people;
	const ask = (
		who: Who,
		method: string,
		path: string,
		body?: unknown,
		headers: Readonly<Record<string, string>> = {},
	): Promise<Answer> => instance().api(method, path, body, { token: people[who].token, headers });
	const made = async (who: Who, collection: string, body: Row): Promise<string> =>
		String(at(succeeded(await ask(who, 'POST', `/items/${collection}?fields=id`, body)).data, 'id'));
	const submitted = (more: Row = {}): Promise<string> =>
		made('clerk', 'evidence_items', item(card.id, '2.1', 'mismatch', 1, { status: 'submitted', ...more }));
	/** What a page reads before somebody changes something there. */
	const read = async (collection: string, id: string): Promise<unknown> =>
		at(succeeded(await ask('office', 'GET', `/items/${collection}/${id}?fields=date_updated`)).data, 'date_updated');
	const stored = async (collection: string, id: string): Promise<Row> =>
		row(await instance().database(collection).where({ id }).first());
	const graphql = (collection: string, id: string, fields: string): unknown => ({
		query: `mutation { update_${collection}_item(id: "${id}", data: {${fields}}) { id } }`,
	});

	/** About one line only one is open at a time. */
	async function anotherAppeal(): Promise<string> {
		await instance().database('appeals').where({ status: 'open' }).update({ status: 'withdrawn' });
		return made('clerk', 'appeals', { scorecard: card.id, criterion: criterion('2.1'), text: '申诉' });
	}
	/** Of one draft rulebook. */
	let criteria: string[] | undefined;
	async function anotherCriterion(): Promise<string> {
		criteria ??= [...(await copyRulebook(instance())).criteria.values()];
		return criteria.pop() ?? '';
	}
	/** What else than items: by whom, what is changed, and two values of it. */
	const ROWS: readonly { readonly collection: string; readonly field: string; readonly row: () => Promise<string> }[] =
		[
			{ collection: 'evidence_items', field: 'note', row: () => submitted() },
			{ collection: 'appeals', field: 'response', row: anotherAppeal },
			{
				collection: 'adjustments',
				field: 'reason',
				row: () => made('office', 'adjustments', { scorecard: card.id, criterion: criterion('7'), reason: '提案' }),
			},
			{
				collection: 'villages',
				field: 'name',
				row: () => made('office', 'villages', { code: randomUUID(), name: '新村', kind: 'village' }),
			},
			{
				collection: 'assessments',
				field: 'title',
				row: async () => (await newAssessment(instance(), { villages: 1 })).id,
			},
			{ collection: 'criteria', field: 'title', row: anotherCriterion },
			{
				collection: 'rulebooks',
				field: 'title',
				row: () => made('office', 'rulebooks', { code: randomUUID().slice(0, 8), version: '1', title: '草稿' }),
			},
			{
				collection: 'holidays',
				field: 'name',
				row: async () =>
					made('office', 'holidays', {
						date: `2027-0${1 + (holiday % 9)}-1${(holiday += 1) % 9}`,
						name: '节',
						kind: 'holiday',
					}),
			},
		];
	let holiday = database === 'sqlite' ? 0 : 3;

	describe.each(ROWS)('$collection', ({ collection, field, row: create }) => {
		it('what was read is changed; a change of what has been changed since is refused, with both values', async () => {
			const id = await create();
			const before = await read(collection, id);
			succeeded(
				await ask('office', 'PATCH', `/items/${collection}/${id}?fields=id`, { [field]: '甲的', date_updated: before }),
			);
			const answer = await ask('colleague', 'PATCH', `/items/${collection}/${id}?fields=id`, {
				[field]: '乙的',
				date_updated: before,
			});
			const message = expectRefusal(answer, 409, 'CHANGED_MEANWHILE');
			for (const part of ['李甲', '甲的', '乙的']) expect(message).toContain(part);
			const conflict = at(answer.body, 'errors', 0, 'extensions', 'conflicts', 0);
			expect(conflict).toMatchObject({ collection, item: id, fields: { [field]: { stored: '甲的', yours: '乙的' } } });
			expect(await stored(collection, id)).toMatchObject({ [field]: '甲的' });
			// With what is there now it goes through.
			succeeded(
				await ask('colleague', 'PATCH', `/items/${collection}/${id}?fields=id`, {
					[field]: '乙的',
					date_updated: at(conflict, 'date_updated'),
				}),
			);
		});

		it('of several that change it at once one wins, and the others are told', async () => {
			for (let round = 0; round < 3; round += 1) {
				const id = await create();
				const before = await read(collection, id);
				const wishes = (['office', 'colleague', 'administrator'] as const).map((who) =>
					ask(who, 'PATCH', `/items/${collection}/${id}?fields=id,${field}`, { [field]: who, date_updated: before }),
				);
				const answers = await Promise.all(wishes);
				expect(answers.map(({ status }) => status).sort(), answers.map(({ text }) => text).join()).toEqual([
					200, 409, 409,
				]);
				expect((await stored(collection, id))[field]).toBe(
					at(answers.find(({ status }) => status === 200)?.data, field),
				);
			}
		});
	});

	it('a draft is put to the vote as its proposer has read it', async () => {
		const group = await newGroup(instance());
		const id = await newDraft(instance(), group);
		const seen = await read('adjustments', id);
		succeeded(await ask('office', 'PATCH', `/items/adjustments/${id}?fields=id`, { reason: '另一件事' }));
		const propose = (date: unknown): Promise<Answer> =>
			ask('colleague', 'POST', `/assessment/adjustments/${id}/propose`, { date_updated: date });
		expect(expectRefusal(await propose(seen), 409, 'CHANGED_MEANWHILE')).toContain('另一件事');
		expect((await propose('gestern')).status).toBe(400);
		succeeded(await propose(await read('adjustments', id)));
	});

	describe('every path', () => {
		const importOf = (list: readonly Row[], type = 'application/json'): FormData => {
			const form = new FormData();
			const text =
				type === 'text/csv'
					? [Object.keys(list[0] ?? {}).join(), ...list.map((one) => Object.values(one).join())].join('\n')
					: JSON.stringify(list);
			form.append('file', new Blob([text], { type }), type === 'text/csv' ? 'items.csv' : 'items.json');
			return form;
		};
		const PATHS: Readonly<Record<string, (id: string, seen: unknown) => Promise<Answer>>> = {
			one: (id, seen) => ask('colleague', 'PATCH', `/items/evidence_items/${id}`, { note: '乙', date_updated: seen }),
			'by If-Match': (id, seen) =>
				ask(
					'colleague',
					'PATCH',
					`/items/evidence_items/${id}`,
					{ note: '乙' },
					{ 'If-Match': `"${seen === null ? '' : String(seen)}"` },
				),
			'deleted by If-Match': (id, seen) =>
				ask('colleague', 'DELETE', `/items/evidence_items/${id}`, undefined, {
					'If-Match': `"${seen === null ? '' : String(seen)}"`,
				}),
			'by keys': (id, seen) =>
				ask('colleague', 'PATCH', '/items/evidence_items', { keys: [id], data: { note: '乙', date_updated: seen } }),
			'by query': (id, seen) =>
				ask('colleague', 'PATCH', '/items/evidence_items', {
					query: { filter: { id: { _eq: id } } },
					data: { note: '乙', date_updated: seen },
				}),
			'a list': (id, seen) =>
				ask('colleague', 'PATCH', '/items/evidence_items', [{ id, note: '乙', date_updated: seen }]),
			GraphQL: (id, seen) =>
				ask(
					'colleague',
					'POST',
					'/graphql',
					graphql('evidence_items', id, `note: "乙", date_updated: ${seen === null ? 'null' : `"${String(seen)}"`}`),
				),
			'GraphQL by ids': (id, seen) =>
				ask('colleague', 'POST', '/graphql', {
					query: `mutation {
						update_evidence_items_items(
							ids: ["${id}"], data: {note: "乙", date_updated: ${seen === null ? 'null' : `"${String(seen)}"`}}
						) { id }
					}`,
				}),
			'under its scorecard': (id, seen) =>
				ask('administrator', 'PATCH', `/items/scorecards/${card.id}`, {
					evidence_items: { create: [], update: [{ id, note: '乙', date_updated: seen }], delete: [] },
				}),
			imported: (id, seen) =>
				ask(
					'administrator',
					'POST',
					'/utils/import/evidence_items',
					importOf([{ id, note: '乙', date_updated: seen }]),
				),
			'imported as CSV': (id, seen) =>
				ask(
					'administrator',
					'POST',
					'/utils/import/evidence_items',
					importOf([{ id, note: '乙', date_updated: seen ?? '' }], 'text/csv'),
				),
		};

		it.each(Object.keys(PATHS))('%s', async (path) => {
			const write = PATHS[path] ?? PATHS['one'];
			// An empty cell of a CSV says nothing.
			for (const changedBefore of path === 'imported as CSV' ? [true] : [false, true]) {
				const id = await submitted();
				if (changedBefore)
					succeeded(await ask('office', 'PATCH', `/items/evidence_items/${id}?fields=id`, { note: '先' }));
				const seen = await read('evidence_items', id);
				succeeded(await ask('office', 'PATCH', `/items/evidence_items/${id}?fields=id`, { note: '甲' }));
				const answer = await write?.(id, seen);
				expect(answer?.errors[0]?.code, answer?.text).toBe('CHANGED_MEANWHILE');
				expect((await stored('evidence_items', id))['note']).toBe('甲');
				const now = await write?.(id, await read('evidence_items', id));
				expect([now?.status, now?.errors.length], now?.text).toEqual([now?.status === 204 ? 204 : 200, 0]);
			}
		});

		it('one of a list that has been changed keeps all of them from being written', async () => {
			const ids = [await submitted(), await submitted()];
			const seen = await Promise.all(ids.map((id) => read('evidence_items', id)));
			succeeded(await ask('office', 'PATCH', `/items/evidence_items/${ids[1]}?fields=id`, { note: '甲' }));
			expectRefusal(
				await ask(
					'colleague',
					'PATCH',
					'/items/evidence_items',
					ids.map((id, index) => ({ id, note: '乙', date_updated: seen[index] })),
				),
				409,
				'CHANGED_MEANWHILE',
			);
			expect((await stored('evidence_items', ids[0] ?? ''))['note']).toBeNull();
		});

		it('what is no moment is malformed, and a clerk learns no name', async () => {
			const id = await made('clerk', 'evidence_items', item(card.id, '2.1', 'mismatch', 1, { status: 'draft' }));
			expect(
				(await ask('office', 'PATCH', `/items/evidence_items/${id}`, { note: 'x', date_updated: 'yesterday' })).status,
			).toBe(400);
			succeeded(await ask('office', 'PATCH', `/items/evidence_items/${id}?fields=id`, { note: '甲' }));
			const answer = await ask('other', 'PATCH', `/items/evidence_items/${id}`, { note: '丙', date_updated: null });
			expect(expectRefusal(answer, 409, 'CHANGED_MEANWHILE')).toMatch(/^其他人/);
			expect(answer.text).not.toContain('李甲');
			expect(answer.text).not.toContain(people.office.id);
		});

		it('without saying what was read it is written as before', async () => {
			const id = await submitted();
			for (const who of ['office', 'colleague'] as const)
				succeeded(await ask(who, 'PATCH', `/items/evidence_items/${id}?fields=id`, { note: who }));
		});
	});

	describe('nobody verifies what he has not seen', () => {
		const verify = (id: string, seen: unknown): Promise<Answer> =>
			ask('colleague', 'PATCH', `/items/evidence_items/${id}?fields=id,value,verified_by`, {
				status: 'verified',
				...(seen === undefined ? {} : { date_updated: seen }),
			});
		const change = (id: string): Promise<Answer> =>
			ask('office', 'PATCH', `/items/evidence_items/${id}?fields=id`, { value: 5 });

		it('of a change and a verification at once, what is verified is what was looked at: with its date and without', async () => {
			const outcomes = new Set<string>();
			for (let round = 0; round < 12; round += 1) {
				const id = await submitted();
				const seen = round % 3 === 2 ? undefined : await read('evidence_items', id);
				const both = round % 2 === 0 ? [change(id), verify(id, seen)] : [verify(id, seen), change(id)];
				const answers = await Promise.all(both);
				for (const { status, text } of answers) expect([200, 409], text).toContain(status);
				const { status, value, verified_by: by } = await stored('evidence_items', id);
				outcomes.add(`${String(status)} ${Number(value)}`);
				if (status === 'verified') expect([Number(value), by]).toEqual([1, people.colleague.id]);
				else expect(Number(value)).toBe(5);
			}
			expect([...outcomes].every((one) => ['verified 1', 'submitted 5'].includes(one))).toBe(true);
		}, 60_000);

		it('what is written while the verification waits for it is seen by it', async () => {
			const { database: db } = instance();
			const id = await submitted();
			let answer: Promise<Answer> | undefined;
			await db.transaction(async (trx) => {
				await trx('evidence_items').where({ id }).update({ value: 7, date_updated: new Date() });
				await trx('directus_activity').insert({
					action: 'update',
					collection: 'evidence_items',
					item: id,
					user: people.office.id,
					timestamp: new Date(Date.now() - 60_000),
				});
				answer = verify(id, undefined);
				// By then its guard has read what stood there, and its write waits for this one.
				await new Promise((resolve) => setTimeout(resolve, 400));
			});
			const answered = await answer;
			// SQLite's one connection of the test and of the server do not wait for each other's reads alike:
			// refused, or verified as it is now by one who looked now.
			if (answered?.status === 200) expect(database).toBe('sqlite');
			else expectRefusal(answered ?? (await verify(id, undefined)), 409, 'CHANGED_MEANWHILE');
		});

		it.each(['added', 'taken away', 'exchanged'] as const)('a file %s since is a change, too', async (what) => {
			const upload = async (): Promise<string> => {
				const form = new FormData();
				form.append('file', new Blob([randomUUID()], { type: 'text/plain' }), 'proof.txt');
				return String(at(succeeded(await ask('clerk', 'POST', '/files?fields=id', form)).data, 'id'));
			};
			const id = await submitted({
				files: { create: [{ directus_files_id: await upload() }], update: [], delete: [] },
			});
			const seen = await read('evidence_items', id);
			const [link] = await instance().database('evidence_items_files').where({ evidence_items_id: id }).select('id');
			if (what !== 'added')
				expect((await ask('clerk', 'DELETE', `/items/evidence_items_files/${String(at(link, 'id'))}`)).status).toBe(
					204,
				);
			if (what !== 'taken away')
				succeeded(
					await ask('clerk', 'POST', '/items/evidence_items_files?fields=id', {
						evidence_items_id: id,
						directus_files_id: await upload(),
					}),
				);
			expectRefusal(await verify(id, seen), 409, 'CHANGED_MEANWHILE');
			expect((await stored('evidence_items', id))['status']).toBe('submitted');
			succeeded(await verify(id, await read('evidence_items', id)));
		});

		it('a bulk is taken back in one request: all wait again, no reason is left, and what was changed since stays', async () => {
			const ids = [await submitted(), await submitted()];
			const verified = succeeded(
				await ask(
					'office',
					'PATCH',
					'/items/evidence_items?fields=id,date_updated',
					await Promise.all(
						ids.map(async (id) => ({ id, status: 'verified', date_updated: await read('evidence_items', id) })),
					),
				),
			);
			const steps = rowsOf(verified.data).flatMap(({ id, date_updated }) => [
				{ id, status: 'returned', return_reason: '误核', date_updated },
				{ id, status: 'submitted', return_reason: null },
			]);
			succeeded(await ask('office', 'PATCH', '/items/evidence_items?fields=id', steps));
			for (const id of ids) {
				expect(await stored('evidence_items', id)).toMatchObject({
					status: 'submitted',
					return_reason: null,
					verified_by: null,
					verified_at: null,
				});
				expect(
					await instance()
						.database('directus_activity')
						.where({ collection: 'evidence_items', item: id, action: 'update' })
						.select('id'),
				).toHaveLength(3);
			}
			expectRefusal(await ask('office', 'PATCH', '/items/evidence_items', steps), 409, 'CHANGED_MEANWHILE');
		});

		it('in bulk by keys: one that is being changed keeps all from being verified', async () => {
			for (let round = 0; round < 4; round += 1) {
				const ids = [await submitted(), await submitted(), await submitted()];
				const [bulk] = await Promise.all([
					ask('colleague', 'PATCH', '/items/evidence_items?fields=id', { keys: ids, data: { status: 'verified' } }),
					change(ids[1] ?? ''),
				]);
				const rows = await Promise.all(ids.map((id) => stored('evidence_items', id)));
				const verified = rows.filter(({ status }) => status === 'verified');
				expect(verified).toHaveLength(bulk?.status === 200 ? 3 : 0);
				for (const one of verified) expect(Number(one['value'])).toBe(1);
			}
		});
	});
});
