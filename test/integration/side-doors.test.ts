// Ways round a rule that somebody tried and found open: each is closed, and what it would have changed is unchanged.
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROLES } from '#domain/roles.ts';
import { DATABASES, type Answer } from '../support/harness/index.ts';
import { at, expectRefusal, rows, succeeded, type Row } from '../support/fixtures/answers.ts';
import {
	copyRulebook,
	criterion,
	item,
	newAssessment,
	RULEBOOK,
	YEAR,
	type Assessment,
	type Card,
} from '../support/fixtures/fixtures.ts';
import { cast, newGroup, newProposal } from '../support/fixtures/group.ts';
import { newPerson, type Person } from '../support/fixtures/people.ts';
import { useInstance } from '../support/fixtures/use-instance.ts';

const WHO = ['office', 'colleague', 'clerk', 'leader', 'auditor'] as const;
/** An address with doubled slashes leads nowhere on some routes. */
const REFUSED = [400, 404, 409];
type Who = (typeof WHO)[number];

describe.each(DATABASES)('%s', (database) => {
	const instance = useInstance({ database });
	let assessment: Assessment = { id: '', cards: [] };
	let home: Card = { id: '', village: '' };
	let people: Readonly<Record<string, Person>> = {};

	beforeAll(async () => {
		assessment = await newAssessment(instance(), { villages: 2 });
		[home = home] = assessment.cards;
		const made = await Promise.all(
			WHO.map((who) =>
				newPerson(instance(), who === 'colleague' ? 'office' : who, who === 'clerk' ? home.village : null),
			),
		);
		people = Object.fromEntries(WHO.map((who, index) => [who, made[index] ?? { id: '', token: '' }]));
		succeeded(
			await instance().api('POST', `/assessment/assessments/${assessment.id}/transition`, { to: 'collecting' }),
		);
	});

	const asAdmin = (method: string, path: string, body?: unknown): Promise<Answer> => instance().api(method, path, body);
	const as = (who: Who | 'nobody', method: string, path: string, body?: unknown): Promise<Answer> =>
		instance().api(method, path, body, { token: people[who]?.token ?? null });
	const upload = async (who: Who): Promise<string> => {
		const form = new FormData();
		form.append('file', new Blob([`proof ${randomUUID()}`], { type: 'text/plain' }), 'proof.txt');
		return String(at(succeeded(await as(who, 'POST', '/files', form)).data, 'id'));
	};

	it('a deletion that is refused deletes nothing along the way, and one that is not takes the scorecards with it', async () => {
		const other = await newAssessment(instance(), { villages: 2 });
		const cards = async (): Promise<number> =>
			(await instance().database('scorecards').where({ assessment: other.id })).length;
		for (const who of ['auditor', 'leader', 'clerk', 'nobody'] as const)
			expect((await as(who, 'DELETE', `/items/assessments/${other.id}`)).status, who).toBe(403);
		expect((await as('office', 'DELETE', '/items/assessments', [other.id, randomUUID()])).status).toBe(403);
		expect(await cards()).toBe(2);
		expect((await as('office', 'DELETE', `/items/assessments/${other.id}`)).status).toBe(204);
		expect(await cards()).toBe(0);
	});

	it('a file that is proof keeps its content, also before an administrator', async () => {
		const file = await upload('office');
		succeeded(
			await as(
				'office',
				'POST',
				'/items/evidence_items?fields=id',
				item(home.id, '2.1', 'mismatch', 1, { files: [{ directus_files_id: file }] }),
			),
		);
		const content = async (): Promise<string> => (await asAdmin('GET', `/assets/${file}`)).text;
		const before = await content();
		const form = new FormData();
		form.append('file', new Blob(['another'], { type: 'text/plain' }), 'proof.txt');
		for (const path of [`/files/${file}`, `/FILES/${file.toUpperCase()}`, `//files/${file}/`])
			expect(REFUSED, path).toContain((await asAdmin('PATCH', path, form)).status);
		expectRefusal(await asAdmin('PATCH', `/files/${file}`, form), 409, 'PROOF_FILE');
		expect(await content()).toBe(before);
	});

	it('a path spelled otherwise is the same path', async () => {
		const order = async (): Promise<unknown> =>
			instance().database('criteria').select('id', 'sort').where('rulebook', RULEBOOK).orderBy('id');
		const before = await order();
		const body = { item: criterion('2.1'), to: criterion('2.3') };
		for (const path of [
			'/UTILS/sort/criteria',
			'/utils/SORT/criteria/',
			'/utils/sort/%63riteria',
			'/utils//sort/criteria',
		])
			expect(REFUSED, path).toContain((await as('office', 'POST', path, body)).status);
		expect((await as('nobody', 'POST', '/utils/sort/criteria', body)).status).toBe(403);
		expect(await order()).toEqual(before);
		for (const path of ['/ITEMS/evidence_items', '/items//evidence_items'])
			expect((await as('office', 'POST', path, [null])).status, path).toBe(400);
		for (const path of ['/assessment/assessments/%/verify', '/assets/%', '/assessment/rulebooks/%E0%A4%A/problems'])
			expect((await as('office', 'GET', path)).status, path).toBe(400);
	});

	it('whoever has written a waiver is known, whatever others have changed since', async () => {
		const id = String(
			at(
				succeeded(
					await as(
						'clerk',
						'POST',
						'/items/evidence_items?fields=id',
						item(home.id, '3.1.1', 'household', 2, { status: 'submitted' }),
					),
				).data,
				'id',
			),
		);
		succeeded(
			await as('office', 'PATCH', `/items/evidence_items/${id}`, { fact: 'waiver', value: 1, note: '没有这类户' }),
		);
		succeeded(await as('colleague', 'PATCH', `/items/evidence_items/${id}`, { examination: 'household_visit' }));
		expectRefusal(
			await as('office', 'PATCH', `/items/evidence_items/${id}`, { status: 'verified' }),
			403,
			'SECOND_PERSON',
		);
	});

	it('the five roles stay, and with them who holds them', async () => {
		for (const role of Object.values(ROLES))
			expectRefusal(await asAdmin('DELETE', `/roles/${role}`), 409, 'FIXED_ROLE');
		const status: unknown[] = await instance()
			.database('directus_users')
			.where({ id: people['leader']?.id ?? '', role: ROLES.leader, status: 'active' });
		expect(status).toHaveLength(1);
		const own = String(at(succeeded(await asAdmin('POST', '/roles', { name: '临时' })).data, 'id'));
		expect((await asAdmin('DELETE', `/roles/${own}`)).status).toBe(204);
	});

	it('who may not write is told nothing of what is there', async () => {
		const village: { code: string } = await instance()
			.database('villages')
			.where({ id: assessment.cards[1]?.village })
			.first('code');
		const code: { code: string; version: string } = await instance()
			.database('rulebooks')
			.where({ id: RULEBOOK })
			.first('code', 'version');
		for (const who of ['clerk', 'nobody', 'auditor'] as const) {
			for (const [path, body] of [
				['/items/villages', { code: village.code, name: 'x' }],
				['/items/rulebooks', { ...code, title: 'x' }],
			] as const) {
				const refusal = await as(who, 'POST', path, body);
				expect([refusal.status, refusal.errors[0]?.code], `${who} ${path}`).toEqual([403, 'FORBIDDEN']);
			}
		}
	});

	it('a day is the day that was written, whatever hour and time zone stand beside it', async () => {
		const recorded = async (observed_on: string): Promise<Answer> =>
			as(
				'office',
				'POST',
				'/items/evidence_items?fields=observed_on',
				item(home.id, '2.1', 'mismatch', 1, { observed_on }),
			);
		for (const moment of [`${YEAR}-12-31T23:59:59Z`, `${YEAR}-01-01T00:00:00+14:00`])
			expect(at(succeeded(await recorded(moment)).data, 'observed_on')).toBe(moment.slice(0, 10));
		expectRefusal(await recorded(`${YEAR - 1}-12-31T20:00:00Z`), 422, 'OUTSIDE_THE_YEAR');
	});

	it('a case is one case with spaces around it or with marks that nobody sees', async () => {
		const named = (case_ref: string): Promise<Answer> =>
			as('office', 'POST', '/items/evidence_items?fields=case_ref', item(home.id, '2.1', 'mismatch', 1, { case_ref }));
		expect(at(succeeded(await named(' 张三　甲 ')).data, 'case_ref')).toBe('张三 甲');
		for (const same of ['张三 甲', '张三 甲 ', '张\u200b三 甲', '张三  甲'])
			expectRefusal(await named(same), 409, 'CASE_TWICE');
	});

	it('a record that there is not is told in words', async () => {
		const unknown = { ...item(home.id, '2.1', 'mismatch', 1), files: [{ directus_files_id: randomUUID() }] };
		expectRefusal(await as('office', 'POST', '/items/evidence_items', unknown), 400, 'REFERENCE_UNKNOWN');
		expect(
			expectRefusal(
				await as('office', 'POST', '/items/evidence_items', { ...item(home.id, '2.1', 'mismatch', 1), status: '草稿' }),
				400,
				'MALFORMED_VALUE',
			),
		).toContain('draft（草稿）');
	});

	it('an assessment under way is put on no draft', async () => {
		const other = await newAssessment(instance(), { villages: 1 });
		await instance().database('assessments').where({ id: other.id }).update({ status: 'collecting' });
		const { id } = await copyRulebook(instance());
		expectRefusal(
			await asAdmin('PATCH', `/items/assessments/${other.id}`, { rulebook: id }),
			409,
			'TRANSITION_REFUSED',
		);
	});

	it('a vote is cast while somebody changes a role, and nobody waits for anybody', { timeout: 120_000 }, async () => {
		const group = await newGroup(instance());
		const proposal = await newProposal(instance(), group);
		let going = true;
		const slowest: Row = { milliseconds: 0, status: 0 };
		const repeat = async (ask: () => Promise<Answer>): Promise<void> => {
			while (going) {
				const began = Date.now();
				const { status } = await ask();
				if (Date.now() - began > Number(slowest['milliseconds']) || status >= 500)
					Object.assign(slowest, {
						milliseconds: Date.now() - began,
						status: Math.max(Number(slowest['status']), status),
					});
			}
		};
		const under = [
			repeat(() => cast(instance(), group.leaders[0], proposal, 'abstain')),
			repeat(() => as('auditor', 'GET', '/items/scorecards?limit=1')),
		];
		for (let round = 0; round < 8; round += 1)
			succeeded(
				await asAdmin('PATCH', `/users/${people['colleague']?.id ?? ''}`, {
					role: round % 2 === 0 ? ROLES.auditor : ROLES.office,
				}),
			);
		going = false;
		await Promise.all(under);
		expect(slowest['status']).toBeLessThan(500);
		expect(slowest['milliseconds']).toBeLessThan(20_000);
	});

	// The last: it closes the assessment to clerks.
	it('a clerk’s files stay as they are once the collection is over', async () => {
		const [first, second] = [await upload('clerk'), await upload('clerk')];
		const id = String(
			at(
				succeeded(
					await as(
						'clerk',
						'POST',
						'/items/evidence_items?fields=id',
						item(home.id, '2.2', 'household', 1, { status: 'submitted', files: [{ directus_files_id: first }] }),
					),
				).data,
				'id',
			),
		);
		succeeded(await as('office', 'POST', `/assessment/assessments/${assessment.id}/transition`, { to: 'reviewing' }));
		const [file] = rows(
			succeeded(await as('clerk', 'GET', `/items/evidence_items_files?filter[evidence_items_id][_eq]=${id}&fields=id`))
				.data,
		);
		expectRefusal(
			await as('clerk', 'POST', '/items/evidence_items_files', { evidence_items_id: id, directus_files_id: second }),
			409,
			'ASSESSMENT_CLOSED',
		);
		expectRefusal(
			await as('clerk', 'DELETE', `/items/evidence_items_files/${String(file?.['id'])}`),
			409,
			'ASSESSMENT_CLOSED',
		);
		succeeded(
			await as('office', 'POST', '/items/evidence_items_files?fields=id', {
				evidence_items_id: id,
				directus_files_id: await upload('office'),
			}),
		);
	});
});
