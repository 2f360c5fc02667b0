// The course of an evidence item as its table has it, for every role; and what a verification is worth.
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import {
	EVIDENCE_STEPS,
	EVIDENCE_DELETIONS,
	EVIDENCE_STATUSES,
	type EvidenceStatus,
} from '#domain/evidence/workflow.ts';
import type { Role } from '#domain/roles.ts';
import { DATABASES, type Answer } from '../support/harness/index.ts';
import { at, expectRefusal, row, succeeded, type Row } from '../support/fixtures/answers.ts';
import { criterion, item, newAssessment, type Card } from '../support/fixtures/fixtures.ts';
import { newPerson, type Person } from '../support/fixtures/people.ts';
import { useInstance } from '../support/fixtures/use-instance.ts';

const WALKERS = ['office', 'clerk', 'leader', 'auditor'] as const satisfies readonly Role[];

describe.each(DATABASES)('%s', (database) => {
	const instance = useInstance({ database });
	let card: Card = { id: '', village: '' };
	let people: Readonly<Record<string, Person>> = {};

	beforeAll(async () => {
		const { id, cards } = await newAssessment(instance(), { villages: 1 });
		card = cards[0] ?? card;
		succeeded(await instance().api('POST', `/assessment/assessments/${id}/transition`, { to: 'collecting' }));
		const made = await Promise.all(
			[...WALKERS, 'administrator' as const, 'office' as const, 'clerk' as const].map((role) =>
				newPerson(instance(), role, role === 'clerk' ? card.village : null),
			),
		);
		people = Object.fromEntries(
			[...WALKERS, 'administrator', 'colleague', 'otherClerk'].map((name, index) => [
				name,
				made[index] ?? { id: '', token: '' },
			]),
		);
	});

	const ask = (who: string, method: string, path: string, body?: unknown): Promise<Answer> =>
		instance().api(method, path, body, { token: people[who]?.token ?? null });
	const change = (who: string, id: string, body: Row): Promise<Answer> =>
		ask(who, 'PATCH', `/items/evidence_items/${id}?fields=id`, body);
	/** An item recorded by somebody, in a status that it came to somehow. */
	const given = async (status: EvidenceStatus, by: string, more: Row = {}): Promise<string> => {
		const id = randomUUID();
		const verified = status === 'verified' ? { verified_by: people['colleague']?.id, verified_at: new Date() } : {};
		await instance()
			.database('evidence_items')
			.insert({
				...item(card.id, '2.1', 'mismatch', 1),
				id,
				status,
				user_created: people[by]?.id,
				...verified,
				...more,
			});
		return id;
	};
	const stored = async (id: string): Promise<Row> =>
		row(await instance().database('evidence_items').where({ id }).first());

	for (const role of WALKERS) {
		it(`${role}: every step of the table, and no other`, async () => {
			const found: string[] = [];
			const allowed = (from: EvidenceStatus | null, to: EvidenceStatus): boolean =>
				EVIDENCE_STEPS.some((step) => step.from === from && step.to === to && step.who.some((one) => one === role));
			for (const to of EVIDENCE_STATUSES) {
				const made = await ask(
					role,
					'POST',
					'/items/evidence_items?fields=id',
					item(card.id, '2.1', 'mismatch', 1, { status: to }),
				);
				if (made.status < 300 !== allowed(null, to)) found.push(`new → ${to}: ${made.text}`);
				for (const from of EVIDENCE_STATUSES) {
					const edit =
						to === 'returned' && from !== 'returned'
							? { status: to, return_reason: '照片不清' }
							: from === to
								? { note: '补充' }
								: { status: to, ...(from === 'returned' && { note: '补充' }) };
					const answer = await change(role, await given(from, role), edit);
					if (answer.status < 300 !== allowed(from, to)) found.push(`${from} → ${to}: ${answer.text}`);
				}
			}
			expect(found).toEqual([]);
		});

		it(`${role} deletes what the table lets them, and nothing else`, async () => {
			const found: string[] = [];
			for (const from of EVIDENCE_STATUSES) {
				const answer = await ask(role, 'DELETE', `/items/evidence_items/${await given(from, role)}`);
				if (
					answer.status < 300 !==
					EVIDENCE_DELETIONS.some((one) => one.from === from && one.who.some((who) => who === role))
				)
					found.push(`${from}: ${answer.text}`);
			}
			expect(found).toEqual([]);
		});
	}

	describe('the clerks of a village share what is not handed in', () => {
		const outsider = async (status: string, village: string | null): Promise<string> => {
			const person = await newPerson(instance(), 'clerk', village);
			if (status !== 'active') succeeded(await instance().api('PATCH', `/users/${person.id}`, { status }));
			people = { ...people, outsider: person };
			return 'outsider';
		};

		it.each(['clerk', 'office'] as const)(
			'a successor goes on with drafts and returned items of somebody who is gone: %s',
			async (author) => {
				for (const from of ['draft', 'returned'] as const) {
					const id = await given(from, author);
					succeeded(await change('otherClerk', id, { note: '补记', files: { create: [], update: [], delete: [] } }));
					succeeded(await change('otherClerk', id, { status: 'submitted' }));
					expect((await ask('otherClerk', 'DELETE', `/items/evidence_items/${await given(from, author)}`)).status).toBe(
						204,
					);
				}
				const ids = [await given('draft', author), await given('returned', author)];
				succeeded(
					await ask('otherClerk', 'PATCH', '/items/evidence_items?fields=id', {
						keys: ids,
						data: { status: 'submitted', note: '接手' },
					}),
				);
				const more = [await given('draft', author), await given('returned', author)];
				succeeded(
					await ask(
						'otherClerk',
						'PATCH',
						'/items/evidence_items?fields=id',
						more.map((one) => ({ id: one, status: 'submitted', note: '接手' })),
					),
				);
				const [single] = [await given('draft', author)];
				expect(
					(
						await ask('otherClerk', 'POST', '/graphql', {
							query: `mutation { update_evidence_items_item(id: "${single}", data: {note: "补"}) { id } }`,
						})
					).errors,
				).toEqual([]);
			},
		);

		it('also their files: a successor attaches, sorts and takes off until it is verified', async () => {
			const { database: db } = instance();
			const id = await given('returned', 'clerk');
			const file = randomUUID();
			await db('directus_files').insert({
				id: file,
				storage: 'local',
				filename_download: 'proof.txt',
				type: 'text/plain',
				uploaded_by: people['clerk']?.id,
			});
			await db('evidence_items_files').insert({ id: file, evidence_items_id: id, directus_files_id: file });
			succeeded(await ask('otherClerk', 'PATCH', `/items/evidence_items_files/${file}?fields=id`, { sort: 2 }));
			expect((await ask('otherClerk', 'DELETE', `/items/evidence_items_files/${file}`)).status).toBe(204);
			const form = new FormData();
			form.append('file', new Blob(['proof'], { type: 'text/plain' }), 'proof.txt');
			const uploaded = String(
				at(
					succeeded(
						await instance().api('POST', '/files?fields=id', form, { token: people['otherClerk']?.token ?? null }),
					).data,
					'id',
				),
			);
			succeeded(
				await ask('otherClerk', 'POST', '/items/evidence_items_files?fields=id', {
					evidence_items_id: id,
					directus_files_id: uploaded,
				}),
			);
		});

		it('but not what is handed in, nor the office’s targets and waivers', async () => {
			for (const status of ['submitted', 'verified'] as const) {
				expect(
					(await change('otherClerk', await given(status, 'clerk'), { note: '改' })).status,
				).toBeGreaterThanOrEqual(403);
				expect(
					(await ask('otherClerk', 'DELETE', `/items/evidence_items/${await given(status, 'clerk')}`)).status,
				).toBeGreaterThanOrEqual(403);
			}
			const waiver = { criterion: criterion('3.2.1'), fact: 'waiver', value: 1, note: '无扶贫产业' };
			for (const status of ['draft', 'returned'] as const) {
				expectRefusal(
					await change('otherClerk', await given(status, 'office', waiver), { note: '改' }),
					403,
					'OFFICE_ONLY_FACT',
				);
				expectRefusal(
					await ask('otherClerk', 'DELETE', `/items/evidence_items/${await given(status, 'office', waiver)}`),
					403,
					'OFFICE_ONLY_FACT',
				);
			}
		});

		it.each([
			['suspended', true],
			['archived', true],
			['active', false],
		] as const)('nobody else: account %s, of the village: %s', async (status, ofTheVillage) => {
			const elsewhere = async (): Promise<string | null> =>
				(await newAssessment(instance(), { villages: 1 })).cards[0]?.village ?? null;
			const who = await outsider(status, ofTheVillage ? card.village : await elsewhere());
			const id = await given('draft', 'clerk');
			for (const answer of [
				await change(who, id, { note: '改' }),
				await ask(who, 'DELETE', `/items/evidence_items/${id}`),
			])
				expect([401, 403]).toContain(answer.status);
			expect(await stored(id)).toMatchObject({ status: 'draft', note: null });
		});

		it('whoever is moved to another village leaves the former one’s drafts, the own ones too', async () => {
			const mover = await newPerson(instance(), 'clerk', card.village);
			people = { ...people, mover };
			const id = await given('draft', 'mover');
			succeeded(await change('mover', id, { note: '一' }));
			const { cards } = await newAssessment(instance(), { villages: 1 });
			succeeded(await instance().api('PATCH', `/users/${mover.id}?fields=id`, { village: cards[0]?.village }));
			expect((await change('mover', id, { note: '二' })).status).toBe(403);
			succeeded(await change('otherClerk', id, { note: '三' }));
		});
	});

	it('who verified and when is written by the server, with the office’s verification and with an item recorded as verified', async () => {
		const id = await given('submitted', 'clerk');
		succeeded(await change('office', id, { status: 'verified' }));
		expect(await stored(id)).toMatchObject({ status: 'verified', verified_by: people['office']?.id });
		const own = succeeded(
			await ask(
				'office',
				'POST',
				'/items/evidence_items?fields=id,verified_by,verified_at',
				item(card.id, '2.1', 'mismatch', 1),
			),
		);
		expect(at(own.data, 'verified_by')).toBe(people['office']?.id);
		expect(Math.abs(Date.parse(String(at(own.data, 'verified_at'))) - Date.now())).toBeLessThan(60_000);
		succeeded(await change('office', id, { status: 'returned', return_reason: '重核' }));
		expect(await stored(id)).toMatchObject({ status: 'returned', verified_by: null, verified_at: null });
	});

	it('nobody says so himself, or wipes it out', async () => {
		const id = await given('verified', 'clerk');
		const before = await stored(id);
		for (const body of [
			{ verified_by: null },
			{ verified_at: null },
			{ verified_by: people['office']?.id },
			{ verified_at: '2026-01-01T00:00:00Z' },
		]) {
			expectRefusal(await change('office', id, body), 403, 'WRITTEN_BY_THE_SERVER');
			expectRefusal(await instance().api('PATCH', `/items/evidence_items/${id}`, body), 403, 'WRITTEN_BY_THE_SERVER');
		}
		expectRefusal(
			await ask('office', 'POST', '/items/evidence_items', {
				...item(card.id, '2.1', 'mismatch', 1),
				verified_by: people['colleague']?.id,
			}),
			403,
			'WRITTEN_BY_THE_SERVER',
		);
		const own = String(
			at(
				succeeded(await ask('office', 'POST', '/items/evidence_items?fields=id', item(card.id, '2.1', 'mismatch', 1)))
					.data,
				'id',
			),
		);
		const sentBack = row(
			succeeded(
				await ask(
					'office',
					'GET',
					`/items/evidence_items/${own}?fields=status,fact,value,observed_on,note,verified_by,verified_at`,
				),
			).data,
		);
		succeeded(await change('office', own, sentBack));
		expect(await stored(id)).toEqual(before);
	});

	it('of several verified at once, one that is verified already keeps its verifier: the office is told to leave it out', async () => {
		const [waiting, verified] = [await given('submitted', 'clerk'), await given('verified', 'clerk')];
		for (const keys of [
			[waiting, verified],
			[verified, waiting],
		])
			expectRefusal(
				await ask('office', 'PATCH', '/items/evidence_items', { keys, data: { status: 'verified' } }),
				409,
				'ITEMS_DIFFER',
			);
		expect(await stored(verified)).toMatchObject({ verified_by: people['colleague']?.id });
		succeeded(
			await ask('office', 'PATCH', '/items/evidence_items?fields=id', {
				keys: [waiting, await given('draft', 'office')],
				data: { status: 'verified' },
			}),
		);
		expect(await stored(waiting)).toMatchObject({ verified_by: people['office']?.id });
	});

	it('a per cent that is computed from one item’s counts is not written to another', async () => {
		const percent = (numerator: number, denominator: number): Row => ({
			criterion: criterion('6.2a'),
			fact: 'actual',
			numerator,
			denominator,
			value: (100 * numerator) / denominator,
		});
		const keys = [
			await given('submitted', 'office', percent(90, 100)),
			await given('submitted', 'office', percent(190, 200)),
		];
		expectRefusal(
			await ask('office', 'PATCH', '/items/evidence_items', { keys, data: { numerator: 80 } }),
			409,
			'ITEMS_DIFFER',
		);
		succeeded(
			await ask('office', 'PATCH', '/items/evidence_items?fields=id', {
				keys,
				data: { numerator: 80, denominator: 100 },
			}),
		);
		expect(await Promise.all(keys.map(async (id) => Number((await stored(id))['value'])))).toEqual([80, 80]);
	});

	it.each(['note', 'files'] as const)(
		'what is not verified when somebody begins to change it, but is when it is written, stays as it was verified: %s',
		async (what) => {
			const { database: db } = instance();
			const id = await given('submitted', 'clerk');
			const file = randomUUID();
			await db('directus_files').insert({
				id: file,
				storage: 'local',
				filename_download: 'proof.txt',
				type: 'text/plain',
			});
			await db('evidence_items_files').insert({ id: file, evidence_items_id: id, directus_files_id: file });
			let written: Promise<Answer> | undefined;
			await db.transaction(async (trx) => {
				await trx('evidence_items')
					.where({ id })
					.update({
						status: 'verified',
						verified_by: people['colleague']?.id,
						verified_at: new Date(Date.now() + 60_000),
					});
				written =
					what === 'note'
						? change('office', id, { note: '改' })
						: ask('clerk', 'DELETE', `/items/evidence_items_files/${file}`);
				// By then its guard has read what stood there, and its write waits for this one.
				await new Promise((resolve) => setTimeout(resolve, 400));
			});
			const answer = await written;
			// On a machine so slow that nothing was read before, the permissions refuse it already.
			expect([403, 409], answer?.text).toContain(answer?.status);
			expect(await stored(id)).toMatchObject({ status: 'verified', note: null });
			expect(await db('evidence_items_files').where({ id: file }).first('id')).toEqual({ id: file });
		},
	);

	describe('a waiver needs two people', () => {
		const waiver = (more: Row = {}): Row => ({ ...item(card.id, '3.2.1', 'waiver', 1), note: '无扶贫产业', ...more });
		const proposed = { criterion: criterion('3.2.1'), fact: 'waiver', note: '无扶贫产业' };

		it.each(['office', 'administrator'])('whoever records it cannot verify it, at once or later: %s', async (who) => {
			expectRefusal(await ask(who, 'POST', '/items/evidence_items', waiver()), 403, 'SECOND_PERSON');
			expectRefusal(
				await ask(who, 'POST', '/items/evidence_items', waiver({ status: 'submitted', note: ' ' })),
				422,
				'WAIVER_REASON_MISSING',
			);
			const id = String(
				at(
					succeeded(await ask(who, 'POST', '/items/evidence_items?fields=id', waiver({ status: 'submitted' }))).data,
					'id',
				),
			);
			expectRefusal(await change(who, id, { status: 'verified' }), 403, 'SECOND_PERSON');
			succeeded(await change('colleague', id, { status: 'verified' }));
		});

		it('nor can whoever makes a waiver of a colleague’s item, in the same request or before', async () => {
			const met = { criterion: criterion('3.2.1'), fact: 'met', value: 1 };
			expectRefusal(
				await change('office', await given('submitted', 'colleague', met), { ...proposed, status: 'verified' }),
				403,
				'SECOND_PERSON',
			);
			const id = await given('submitted', 'colleague', met);
			succeeded(await change('office', id, proposed));
			expectRefusal(await change('office', id, { status: 'verified' }), 403, 'SECOND_PERSON');
		});

		it('an administrator makes none alone of a verified item, nor another of a verified waiver', async () => {
			const verified = succeeded(
				await ask('administrator', 'POST', '/items/evidence_items?fields=id', { ...item(card.id, '3.2.1', 'met', 1) }),
			);
			expectRefusal(await change('administrator', String(at(verified.data, 'id')), proposed), 403, 'SECOND_PERSON');
			const id = await given('verified', 'colleague', { ...proposed, value: 1 });
			expectRefusal(await change('administrator', id, { note: '另一个理由' }), 403, 'SECOND_PERSON');
			succeeded(await change('administrator', id, { note: '无扶贫产业' }));
		});

		it.each(['office', 'administrator'])(
			'of which nobody knows who recorded it anyone verifies who has had no part in it: %s',
			async (who) => {
				const id = await given('submitted', 'nobody', { ...proposed, value: 1 });
				expect(await stored(id)).toMatchObject({ user_created: null });
				succeeded(await change('colleague', id, { note: '另一个理由' }));
				expectRefusal(await change('colleague', id, { status: 'verified' }), 403, 'SECOND_PERSON');
				expectRefusal(await change(who, id, { status: 'verified', note: '第三个理由' }), 403, 'SECOND_PERSON');
				succeeded(await change(who, id, { status: 'verified' }));
				// Whoever took a step with it, without saying anything of it, is no author.
				succeeded(await change(who, id, { status: 'returned', return_reason: '误核' }));
				succeeded(await change(who, id, { status: 'submitted' }));
				succeeded(await change(who, id, { status: 'verified' }));
			},
		);

		it('nor is one made and verified by two requests at once', async () => {
			for (let round = 0; round < 8; round += 1) {
				const id = await given('submitted', 'office', { criterion: criterion('3.2.1'), fact: 'met', value: 1 });
				await Promise.all([change('office', id, proposed), change('office', id, { status: 'verified' })]);
				const { fact, status } = await stored(id);
				expect([fact, status]).not.toEqual(['waiver', 'verified']);
			}
		});
	});
});
