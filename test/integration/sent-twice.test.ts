// On a poor network a request is sent again: with a key, or with rows that bring their own ids, a repeat is answered with the first result.
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { DATABASES, startInstance, type Answer, type Instance } from '../support/harness/index.ts';
import { at, expectRefusal, row, rows, succeeded, type Row } from '../support/fixtures/answers.ts';
import {
	criterion,
	day,
	item,
	newAssessment,
	newVillages,
	RULEBOOK,
	YEAR,
	type Card,
} from '../support/fixtures/fixtures.ts';
import { newPerson, type Person } from '../support/fixtures/people.ts';
import { useInstance } from '../support/fixtures/use-instance.ts';

const NOBODY: Person = { id: '', token: '' };

describe.each(DATABASES)('%s', (database) => {
	const instance = useInstance({ database });
	let card: Card = { id: '', village: '' };
	let assessment = '';
	let people = { office: NOBODY, clerk: NOBODY, leader: NOBODY, second: NOBODY, third: NOBODY };

	beforeAll(async () => {
		const made = await newAssessment(instance(), { villages: 1 });
		[card = card] = made.cards;
		assessment = made.id;
		succeeded(await instance().api('POST', `/assessment/assessments/${assessment}/transition`, { to: 'collecting' }));
		const [office = NOBODY, clerk = NOBODY, leader = NOBODY, second = NOBODY, third = NOBODY] = await Promise.all([
			newPerson(instance(), 'office'),
			newPerson(instance(), 'clerk', card.village),
			...Array.from({ length: 3 }, () => newPerson(instance(), 'leader')),
		]);
		people = { office, clerk, leader, second, third };
	});

	type Who = keyof typeof people;
	const ask = (
		who: Who,
		method: string,
		path: string,
		body?: unknown,
		key?: string,
		on: Instance = instance(),
	): Promise<Answer> =>
		on.api(method, path, body, {
			token: people[who].token,
			...(key === undefined ? {} : { headers: { 'Idempotency-Key': key } }),
		});
	const fact = (more: Row = {}): Row => item(card.id, '2.1', 'mismatch', 1, { status: 'submitted', ...more });
	const count = async (table: string, where: Row = {}): Promise<number> =>
		(await instance().database(table).where(where).select('id')).length;
	/** About one line only one is open at a time. */
	const withdrawAppeals = (): Promise<unknown> =>
		instance().database('appeals').where({ status: 'open' }).update({ status: 'withdrawn' });
	const same = (first: Answer, second: Answer): void => {
		expect({ status: second.status, body: second.body }).toEqual({ status: first.status, body: first.body });
		expect(second.headers.get('idempotent-replayed')).toBe('true');
	};
	const draft = async (): Promise<string> => {
		const form = new FormData();
		form.append('file', new Blob(['proof'], { type: 'text/plain' }), 'proof.txt');
		const file = String(
			at(succeeded(await instance().api('POST', '/files?fields=id', form, { token: people.office.token })).data, 'id'),
		);
		const body = {
			scorecard: card.id,
			criterion: criterion('7'),
			category: 'innovation',
			occurrences: 1,
			reason: '测试',
			occurred_on: day(3, 1),
			files: { create: [{ directus_files_id: file }], update: [], delete: [] },
		};
		return String(at(succeeded(await ask('office', 'POST', '/items/adjustments?fields=id', body)).data, 'id'));
	};

	describe('with a key', () => {
		const WRITES: readonly {
			readonly name: string;
			readonly table: string;
			readonly send: (key: string) => Promise<() => Promise<Answer>>;
		}[] = [
			{
				name: 'an item',
				table: 'evidence_items',
				send: async (key) => {
					const body = fact({ note: key });
					return () => ask('clerk', 'POST', '/items/evidence_items', body, key);
				},
			},
			{
				name: 'items in a list',
				table: 'evidence_items',
				send: async (key) => {
					const body = [fact({ note: key }), fact({ note: key })];
					return () => ask('clerk', 'POST', '/items/evidence_items', body, key);
				},
			},
			{
				name: 'an appeal',
				table: 'appeals',
				send: async (key) => {
					await withdrawAppeals();
					return () =>
						ask('clerk', 'POST', '/items/appeals', { scorecard: card.id, criterion: criterion('2.1'), text: key }, key);
				},
			},
			{
				name: 'a draft of a proposal',
				table: 'adjustments',
				send: async (key) => () =>
					ask(
						'leader',
						'POST',
						'/items/adjustments',
						{ scorecard: card.id, criterion: criterion('7'), reason: key },
						key,
					),
			},
			{
				name: 'a file',
				table: 'directus_files',
				send: async (key) => () => {
					const form = new FormData();
					form.append('file', new Blob(['x'], { type: 'text/plain' }), 'x.txt');
					return ask('clerk', 'POST', '/files?fields=id', form, key);
				},
			},
			{
				name: 'an import',
				table: 'evidence_items',
				send: async (key) => {
					const content = JSON.stringify([fact({ note: key })]);
					return () => {
						const form = new FormData();
						form.append('file', new Blob([content], { type: 'application/json' }), 'items.json');
						return ask('office', 'POST', '/utils/import/evidence_items', form, key);
					};
				},
			},
			{
				name: 'an assessment',
				table: 'assessments',
				send: async (key) => () =>
					ask(
						'office',
						'POST',
						'/items/assessments?fields=id,title',
						{ title: key, year: YEAR, rulebook: RULEBOOK },
						key,
					),
			},
			{
				name: 'a comment by GraphQL',
				table: 'directus_comments',
				send: async (key) => () =>
					ask(
						'office',
						'POST',
						'/graphql/system',
						{
							query: `mutation { create_comments_item(data: {collection: "assessments", item: "${assessment}", comment: "${key}"}) { id } }`,
						},
						key,
					),
			},
		];

		it.each(WRITES)(
			'$name is written once, one after the other and at once',
			async ({ table, send }) => {
				for (const times of ['after', 'at once'] as const) {
					const before = await count(table);
					const again = await send(randomUUID());
					const [first, ...others] =
						times === 'after'
							? [await again(), await again(), await again()]
							: await Promise.all([again(), again(), again(), again()]);
					const written = (await count(table)) - before;
					for (const other of others)
						expect({ status: other.status, body: other.body }).toEqual({ status: first?.status, body: first?.body });
					succeeded(first ?? others[0] ?? (await again()));
					const once = await send(randomUUID());
					const start = await count(table);
					succeeded(await once());
					expect(written).toBe((await count(table)) - start);
				}
			},
			60_000,
		);

		it('a change, a return, a deletion and many at once answer what they answered', async () => {
			const ids = rows(
				succeeded(await ask('clerk', 'POST', '/items/evidence_items?fields=id', [fact(), fact(), fact()])).data,
			).map(({ id }) => String(id));
			const [one = '', two = '', three = ''] = ids;
			for (const [method, path, body] of [
				['PATCH', '/items/evidence_items?fields=id,status', { keys: [one, two], data: { status: 'verified' } }],
				['PATCH', `/items/evidence_items/${one}?fields=id,status`, { status: 'returned', return_reason: '重核' }],
				[
					'PATCH',
					'/items/evidence_items?fields=id,status',
					[
						{ id: two, status: 'returned', return_reason: '重核' },
						{ id: three, status: 'verified' },
					],
				],
				['DELETE', `/items/evidence_items/${two}`, undefined],
				[
					'POST',
					'/graphql',
					{
						query: `mutation { update_evidence_items_item(id: "${three}", data: {status: "returned", return_reason: "x"}) { id status } }`,
					},
				],
			] as const) {
				const key = randomUUID();
				const first = succeeded(await ask('office', method, path, body, key));
				same(first, await ask('office', method, path, body, key));
			}
			const activity = await instance()
				.database('directus_activity')
				.where({ collection: 'evidence_items', item: three, action: 'update' })
				.select('id');
			expect(activity).toHaveLength(2);
		});

		it('the actions of the leadership and of the course', async () => {
			const { office, leader } = { office: 'office', leader: 'leader' } as const;
			const id = await draft();
			const twice = async (who: Who, path: string, body: unknown): Promise<Answer> => {
				const key = randomUUID();
				const first = succeeded(await ask(who, 'POST', path, body, key));
				const [second, third] = await Promise.all([
					ask(who, 'POST', path, body, key),
					ask(who, 'POST', path, body, key),
				]);
				same(first, second);
				same(first, third);
				return first;
			};
			await twice(office, `/assessment/adjustments/${id}/propose`, { confirm_same_event: true });
			await twice(leader, `/assessment/adjustments/${id}/vote`, { vote: 'approve', comment: '同意' });
			expect(await count('adjustment_votes', { adjustment: id })).toBe(1);
			await twice('second', `/assessment/adjustments/${id}/vote`, { vote: 'approve', comment: null });
			const before = await count('adjustments', { revokes: id });
			await twice(office, `/assessment/adjustments/${id}/revoke`, { reason: '有误' });
			expect((await count('adjustments', { revokes: id })) - before).toBe(1);
			const [revocation = {}] = await instance().database('adjustments').where({ revokes: id }).select('id');
			await twice(office, `/assessment/adjustments/${String(at(revocation, 'id'))}/withdraw`, { reason: '撤回' });
			const villages = await newVillages(instance(), 1);
			await twice(office, `/assessment/assessments/${assessment}/enrol`, { villages });
			await twice(office, `/assessment/assessments/${assessment}/transition`, { to: 'reviewing' });
			await twice(office, `/assessment/assessments/${assessment}/transition`, { to: 'collecting', reason: '补报' });
		});

		it('at once, what would be refused the second time is answered with the first result', async () => {
			for (let round = 0; round < 5; round += 1) {
				const key = randomUUID();
				const body = fact({ case_ref: `户 ${key}` });
				const answers = await Promise.all(
					Array.from({ length: 4 }, () => ask('clerk', 'POST', '/items/evidence_items', body, key)),
				);
				expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
				expect(new Set(answers.map(({ data }) => at(data, 'id'))).size).toBe(1);
				expect(await count('evidence_items', { case_ref: `户 ${key}` })).toBe(1);
			}
		});

		it('it belongs to whoever gave it, and to one request; what was refused may be asked again', async () => {
			const key = randomUUID();
			const first = succeeded(await ask('clerk', 'POST', '/items/evidence_items?fields=id', fact({ note: key }), key));
			const other = succeeded(await ask('office', 'POST', '/items/evidence_items?fields=id', fact({ note: key }), key));
			expect(at(other.data, 'id')).not.toBe(at(first.data, 'id'));
			expectRefusal(
				await ask('clerk', 'POST', '/items/evidence_items?fields=id', fact({ note: key, value: 2 }), key),
				422,
				'KEY_USED_BEFORE',
			);
			expect(await count('evidence_items', { note: key })).toBe(2);
			const next = randomUUID();
			expect((await ask('clerk', 'POST', '/items/evidence_items', fact({ value: -1 }), next)).status).toBe(422);
			succeeded(await ask('clerk', 'POST', '/items/evidence_items?fields=id', fact(), next));
			for (const wrong of ['两个字', 'x'.repeat(201), 'a b'])
				expect(
					(
						await ask(
							'clerk',
							'POST',
							'/items/evidence_items',
							fact(),
							encodeURIComponent(wrong).length > 0 && /[^\x20-\x7e]/.test(wrong) ? 'a\tb' : wrong,
						)
					).status,
				).toBe(400);
			expect(
				(await ask('clerk', 'GET', '/items/evidence_items?limit=1', undefined, key)).headers.get('idempotent-replayed'),
			).toBeNull();
		});

		it('a failed request leaves nothing that would be taken for done', async () => {
			const key = randomUUID();
			const list = [fact({ note: key }), fact({ note: key, value: -3 })];
			expect((await ask('clerk', 'POST', '/items/evidence_items', list, key)).status).toBe(422);
			expect(await count('evidence_items', { note: key })).toBe(0);
			succeeded(await ask('clerk', 'POST', '/items/evidence_items', [fact({ note: key })], key));
			expect(await count('evidence_items', { note: key })).toBe(1);
		});

		it('is known after a restart', async () => {
			const key = randomUUID();
			const first = succeeded(await ask('clerk', 'POST', '/items/evidence_items', fact({ note: key }), key));
			await instance().restart();
			same(first, await ask('clerk', 'POST', '/items/evidence_items', fact({ note: key }), key));
		});
	});

	describe('with rows that bring their own ids', () => {
		it.each(['one', 'a list'] as const)('%s', async (form) => {
			const ids = form === 'one' ? [randomUUID()] : [randomUUID(), randomUUID().toUpperCase()];
			const body = form === 'one' ? fact({ id: ids[0] }) : ids.map((id) => fact({ id }));
			const first = succeeded(await ask('clerk', 'POST', '/items/evidence_items?fields=id,value', body));
			const answers = await Promise.all(
				[0, 1, 2].map(() => ask('clerk', 'POST', '/items/evidence_items?fields=id,value', body)),
			);
			for (const again of answers) same(first, again);
			expect(
				[first.data]
					.flat()
					.map((one) => at(one, 'id'))
					.sort(),
			).toEqual(ids.map((id) => id.toLowerCase()).sort());
			const stored = await instance()
				.database('evidence_items')
				.whereIn(
					'id',
					ids.map((id) => id.toLowerCase()),
				)
				.select('id');
			expect(stored).toHaveLength(ids.length);
		});

		it.each([
			['appeals', 'clerk', () => ({ scorecard: card.id, criterion: criterion('2.1'), text: '申诉' })],
			['adjustments', 'leader', () => ({ scorecard: card.id, criterion: criterion('7'), reason: '提案' })],
			['adjustments', 'office', () => ({ scorecard: card.id, criterion: criterion('7'), reason: '提案' })],
			['evidence_items', 'office', () => fact()],
		] as const)('%s by %s', async (collection, who, body) => {
			await withdrawAppeals();
			const own = { id: randomUUID(), ...body() };
			const answers = await Promise.all([0, 1, 2].map(() => ask(who, 'POST', `/items/${collection}?fields=id`, own)));
			expect(answers.map(({ status, data }) => [status, at(data, 'id')])).toEqual(answers.map(() => [200, own.id]));
			expect(await count(collection, { id: own.id })).toBe(1);
		});

		it('another row of the same id, or by somebody else, is refused and changes nothing', async () => {
			const id = randomUUID();
			succeeded(await ask('clerk', 'POST', '/items/evidence_items?fields=id', fact({ id, value: 1 })));
			expectRefusal(
				await ask('clerk', 'POST', '/items/evidence_items?fields=id', fact({ id, value: 4 })),
				422,
				'KEY_USED_BEFORE',
			);
			expect(
				(await ask('office', 'POST', '/items/evidence_items?fields=id', fact({ id, value: 5 }))).status,
			).toBeGreaterThanOrEqual(400);
			const { value, user_created: author } = row(
				await instance().database('evidence_items').where({ id }).first('value', 'user_created'),
			);
			expect([Number(value), author]).toEqual([1, people.clerk.id]);
			expect((await ask('clerk', 'POST', '/items/evidence_items', fact({ id: 'not-an-id' }))).status).toBe(400);
		});
	});

	if (database === 'postgres')
		it('two servers write it once', async () => {
			const other = await startInstance({ database: 'postgres', beside: instance() });
			try {
				for (let round = 0; round < 6; round += 1) {
					const key = randomUUID();
					const body = fact({ note: key, ...(round % 2 === 0 ? {} : { case_ref: key }) });
					const answers = await Promise.all(
						[0, 1, 2, 3].map((number) =>
							ask('clerk', 'POST', '/items/evidence_items', body, key, number % 2 === 0 ? instance() : other),
						),
					);
					expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
					expect(await count('evidence_items', { note: key })).toBe(1);
				}
			} finally {
				await other.stop();
			}
		}, 240_000);
});
