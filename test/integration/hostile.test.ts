// Requests that make no sense, and such as go round a rule by a door of Directus's own: refused in words, and nothing is changed.
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { ANSWERS, type Endpoint } from '#domain/contracts/answers.ts';
import { DATABASES, type Answer } from '../support/harness/index.ts';
import { at, expectRefusal, row, rows, succeeded } from '../support/fixtures/answers.ts';
import {
	copyRulebook,
	criterion,
	item,
	newAssessment,
	newVillages,
	RULEBOOK,
	YEAR,
	type Assessment,
} from '../support/fixtures/fixtures.ts';
import { newPerson, type Person } from '../support/fixtures/people.ts';
import { shaped } from '../support/fixtures/shaped.ts';
import { useInstance } from '../support/fixtures/use-instance.ts';

const DEEP = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;
const LISTS = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;

describe.each(DATABASES)('%s', (database) => {
	const instance = useInstance({ database });
	let assessment: Assessment = { id: '', cards: [] };
	let office: Person = { id: '', token: '' };
	let card = '';

	beforeAll(async () => {
		assessment = await newAssessment(instance(), { villages: 1 });
		card = assessment.cards[0]?.id ?? '';
		office = await newPerson(instance(), 'office');
	});

	const asAdmin = (method: string, path: string, body?: unknown): Promise<Answer> => instance().api(method, path, body);
	const asOffice = (method: string, path: string, body?: unknown): Promise<Answer> =>
		instance().api(method, path, body, { token: office.token });
	const newFile = async (): Promise<string> => {
		const form = new FormData();
		form.append('file', new Blob(['proof'], { type: 'text/plain' }), 'proof.txt');
		return String(at(succeeded(await asOffice('POST', '/files', form)).data, 'id'));
	};

	it('endpoints answer in the shape that is published', async () => {
		const other = await newAssessment(instance(), { villages: 1 });
		const course = `/assessment/assessments/${other.id}`;
		const village = other.cards[0]?.village;
		const preview = item(other.cards[0]?.id ?? '', '1.2', 'pledge', 1);
		const [one, two] = await newVillages(instance(), 2);
		// New villages of a test put those of before out of use.
		await instance().database('villages').where({ id: village }).update({ active: true });
		const part = (): object => ({ into: { code: randomUUID(), name: '新村' } });
		let action = '';
		const undo = '/assessment/villages/changes/:action/undo';
		const asked: readonly [Endpoint, string, unknown?][] = [
			['GET /assessment/health', '/assessment/health'],
			['GET /assessment/assessments/:id/verify', `${course}/verify`],
			['POST /assessment/assessments/:id/enrol', `${course}/enrol`, { villages: [village] }],
			['POST /assessment/assessments/:id/take-out', `${course}/take-out`, { village, reason: '合并' }],
			['POST /assessment/assessments/:id/move-rulebook', `${course}/move-rulebook`, { rulebook: RULEBOOK }],
			['POST /assessment/assessments/:id/transition', `${course}/transition`, { to: 'collecting' }],
			['POST /assessment/assessments/:id/next-year', `${course}/next-year`, { year: 2099 }],
			['POST /assessment/evidence/preview', '/assessment/evidence/preview', preview],
			['POST /assessment/rulebooks/:id/copy', `/assessment/rulebooks/${RULEBOOK}/copy`, { version: 'copy' }],
			['POST /assessment/rulebooks/:id/try', `/assessment/rulebooks/${RULEBOOK}/try`, { assessment: other.id }],
			['GET /assessment/rulebooks/:id/problems', `/assessment/rulebooks/${RULEBOOK}/problems`],
			['POST /assessment/villages/merge/preview', '/assessment/villages/merge/preview', { villages: [one], into: two }],
			['POST /assessment/villages/merge', '/assessment/villages/merge', { villages: [one], into: two, reason: '合村' }],
			[
				'POST /assessment/villages/split/preview',
				'/assessment/villages/split/preview',
				{ village: two, parts: [part()], ends: false },
			],
			[
				'POST /assessment/villages/split',
				'/assessment/villages/split',
				{ village: two, parts: [part()], ends: false, reason: '分村' },
			],
			['POST /assessment/villages/changes/:id/undo', undo, { reason: '撤销' }],
			['GET /assessment/rulebooks/:id/compare/:other', `/assessment/rulebooks/${RULEBOOK}/compare/${RULEBOOK}`],
		];
		// Those have tests of their own, which hold them against the same shapes.
		const others = Object.keys(ANSWERS).filter((endpoint) => !/\/(adjustments|imports?|public)\b/.test(endpoint));
		expect(asked.map(([endpoint]) => endpoint).sort()).toEqual(others.sort());
		for (const [endpoint, path, body] of asked) {
			const answer = succeeded(await asOffice(endpoint.split(' ')[0] ?? '', path.replace(':action', action), body));
			action = String(at(answer.data, 'action') ?? action);
			shaped(endpoint, answer.data);
		}
	});

	it('bodies that cannot be read', async () => {
		const found: string[] = [];
		const bodies = [DEEP, LISTS, '[null]', '[1]', '[[]]', '{"note":"a\\u0000b"}'];
		for (const [method, path] of [
			['POST', '/items/evidence_items'],
			['PATCH', '/items/evidence_items'],
			['POST', '/items/villages'],
			['POST', '/users'],
			['PATCH', `/items/evidence_items/${card}`],
			['DELETE', '/items/evidence_items'],
			['POST', `/assessment/assessments/${assessment.id}/enrol`],
		] as const) {
			for (const body of bodies) {
				const answer = await asAdmin(method, path, body);
				// A list of keys is what DELETE takes; there is no row with such a key.
				if (![400, 403, 422].includes(answer.status))
					found.push(`${method} ${path} ${body.slice(0, 20)}: ${answer.status} ${answer.text.slice(0, 200)}`);
			}
		}
		for (const [field, value] of [
			['scorecards', [null]],
			['name', 'a\u0000b'],
			['date_updated', '2026-02-30'],
		] as const) {
			const answer = await asAdmin('POST', '/items/villages', { code: randomUUID(), name: '村', [field]: value });
			if (answer.status !== 400) found.push(`villages.${field}: ${answer.status} ${answer.text.slice(0, 200)}`);
		}
		expect(found).toEqual([]);
	});

	it('ids, dates and numbers that are none, in paths, queries and accounts: never an error of the database’s', async () => {
		const found: string[] = [];
		const asked: [string, string, unknown?][] = [
			['GET', '/items/evidence_items?filter[id][_eq]=abc'],
			['GET', '/items/evidence_items?filter[scorecard][_eq]=abc'],
			['GET', '/items/evidence_items?filter[scorecard][village][_eq]=1'],
			['GET', '/items/evidence_items?filter[observed_on][_eq]=abc'],
			['GET', '/items/evidence_items?filter[date_created][_gt]=99999999999999'],
			['GET', '/items/evidence_items?aggregate[sum]=fact'],
			['GET', '/items/evidence_items?aggregate[sum]=*'],
			['GET', `/items/evidence_items?aggregate=${encodeURIComponent('{"countDistinct":["*"]}')}`],
			...['x', { fields: [1] }, { fields: [{}] }, { aggregate: { count: 5 } }, { aggregate: { avg: '*' } }].map(
				(query): [string, string, unknown] => ['SEARCH', '/items/evidence_items', { query }],
			),
			['GET', '/items/evidence_items?search=%00'],
			['GET', '/items/score_marks/abc'],
			['GET', '/activity/1e308'],
			['POST', '/utils/revert/1e308'],
			...['village', 'role', 'avatar'].map((field): [string, string, unknown] => [
				'PATCH',
				`/users/${office.id}`,
				{ [field]: 'abc' },
			]),
			['PATCH', `/users/${office.id}`, { first_name: 'a\u0000b' }],
			['PATCH', `/users/${office.id}`, { email: [] }],
			['POST', '/items/rulebooks', { code: randomUUID(), version: '1', title: '细则', points: '99999999999999999999' }],
		];
		for (const [method, path, body] of asked) {
			const answer = await asAdmin(method, path, body);
			if (answer.status >= 500 || /select |insert into|syntax/i.test(answer.text))
				found.push(`${method} ${path}: ${answer.status} ${answer.text.slice(0, 200)}`);
		}
		expect(found).toEqual([]);
	});

	it('an import of what are no rows', async () => {
		const file = new FormData();
		file.append('file', new Blob(['[null, 1]'], { type: 'application/json' }), 'rows.json');
		expectRefusal(await asOffice('POST', '/utils/import/evidence_items', file), 400, 'MALFORMED_REQUEST');
	});

	it('all may be counted', async () => {
		succeeded(await asOffice('GET', '/items/evidence_items?aggregate[count]=*'));
		succeeded(
			await asOffice('SEARCH', '/items/evidence_items', { query: { aggregate: { count: '*' }, groupBy: ['status'] } }),
		);
	});

	it('a list sorted by hand does not change a published rulebook, and mixes no two', async () => {
		const order = async (): Promise<unknown> =>
			instance().database('criteria').select('id', 'sort').where('rulebook', RULEBOOK).orderBy('id');
		const before = await order();
		const draft = await copyRulebook(instance());
		for (const ask of [asAdmin, asOffice])
			expectRefusal(
				await ask('POST', '/utils/sort/criteria', { item: criterion('2.1'), to: criterion('2.3') }),
				409,
				'RULEBOOK_FIXED',
			);
		expect((await asOffice('POST', '/utils/sort/evidence_items_files', { item: 1, to: 2 })).status).toBe(403);
		expect(
			(await asAdmin('POST', '/utils/sort/criteria', { item: draft.criteria.get('2.1'), to: randomUUID() })).status,
		).toBe(403);
		expectRefusal(await asAdmin('POST', '/utils/sort/criteria', { item: 'x', to: {} }), 400, 'MALFORMED_REQUEST');
		expect(await order()).toEqual(before);
		succeeded(
			await asAdmin('POST', '/utils/sort/criteria', { item: draft.criteria.get('2.1'), to: draft.criteria.get('2.3') }),
		);
	});

	it('an unsound rulebook gets no way round: neither made as published, nor retired and published again, nor published', async () => {
		const { id } = await copyRulebook(instance());
		expectRefusal(
			await asAdmin('POST', '/items/rulebooks', { code: id, version: '1', title: '空版', status: 'published' }),
			422,
			'RULEBOOK_UNSOUND',
		);
		expectRefusal(await asAdmin('PATCH', `/items/rulebooks/${id}`, { status: 'published' }), 422, 'RULEBOOK_UNSOUND');
		expectRefusal(
			await asAdmin('PATCH', `/items/rulebooks/${id}`, { status: 'retired' }),
			409,
			'RULEBOOK_NOT_PUBLISHED',
		);
		succeeded(
			await asAdmin('POST', '/items/rulebooks', {
				id: randomUUID(),
				code: id,
				version: '2',
				title: '另一版',
				status: 'retired',
			}),
		);
		const [retired] = rows((await asAdmin('GET', `/items/rulebooks?filter[code][_eq]=${id}&fields=id`)).data);
		expectRefusal(
			await asAdmin('PATCH', `/items/rulebooks/${String(retired?.['id'])}`, { status: 'published' }),
			422,
			'RULEBOOK_UNSOUND',
		);
	});

	it('a code that is taken is called so, in words', async () => {
		const code = randomUUID();
		succeeded(await asOffice('POST', '/items/rulebooks', { code, version: '1', title: '细则' }));
		expect(
			expectRefusal(
				await asOffice('POST', '/items/rulebooks', { code, version: '1', title: '又一本' }),
				409,
				'CODE_TAKEN',
			),
		).toContain(code);
		succeeded(await asOffice('POST', '/items/rulebooks', { code, version: '2', title: '新版' }));
		succeeded(await asOffice('POST', '/items/villages?fields=id', { code, name: '甲村' }));
		expectRefusal(await asOffice('POST', '/items/villages', { code, name: '乙村' }), 409, 'CODE_TAKEN');
		succeeded(await asOffice('POST', '/items/holidays', { date: '2031-02-03', name: '春节', kind: 'holiday' }));
		expect(
			expectRefusal(
				await asOffice('POST', '/items/holidays', { date: '2031-02-03', name: '又一个', kind: 'workday' }),
				409,
				'CODE_TAKEN',
			),
		).toContain('2031-02-03');
	});

	it('a code longer than its column is refused as too long, on every database', async () => {
		const { id } = await copyRulebook(instance());
		expect(
			expectRefusal(
				await asAdmin('POST', '/items/indicators', { rulebook: id, code: '9'.repeat(33), title: '指标', points: 1 }),
				400,
				'MALFORMED_VALUE',
			),
		).toContain('32');
	});

	it('the files of a verified item are neither added to nor taken away, but may come with the verification', async () => {
		const files = (...ids: string[]): unknown => ({
			create: ids.map((id) => ({ directus_files_id: id })),
			update: [],
			delete: [],
		});
		const { id } = row(
			succeeded(
				await asOffice('POST', '/items/evidence_items?fields=id', {
					...item(card, '2.1', 'mismatch', 1),
					files: files(await newFile()),
				}),
			).data,
		);
		const draft = row(
			succeeded(
				await asOffice('POST', '/items/evidence_items?fields=id', {
					...item(card, '2.1', 'mismatch', 1, { status: 'draft' }),
					files: files(await newFile()),
				}),
			).data,
		);
		succeeded(
			await asOffice('PATCH', `/items/evidence_items/${String(draft['id'])}?fields=id`, {
				status: 'verified',
				files: files(await newFile()),
			}),
		);
		const [attached] = await instance().database('evidence_items_files').where('evidence_items_id', String(id));
		expectRefusal(
			await asOffice('POST', '/items/evidence_items_files', {
				evidence_items_id: id,
				directus_files_id: await newFile(),
			}),
			409,
			'PROOF_OF_A_RECORD',
		);
		expect(
			(await asOffice('DELETE', `/items/evidence_items_files/${String(attached?.id)}`)).status,
		).toBeGreaterThanOrEqual(400);
		await instance().database('assessments').where('id', assessment.id).update({ status: 'final' });
		for (const [method, path, body] of [
			['POST', '/items/evidence_items_files', { evidence_items_id: id, directus_files_id: await newFile() }],
			['PATCH', `/items/evidence_items_files/${String(attached?.id)}`, { directus_files_id: await newFile() }],
			['DELETE', `/items/evidence_items_files/${String(attached?.id)}`, undefined],
		] as const) {
			expectRefusal(await asAdmin(method, path, body), 409, 'PROOF_OF_A_RECORD');
		}
		await instance().database('assessments').where('id', assessment.id).update({ status: 'preparing' });
		expect(await instance().database('evidence_items_files').where('evidence_items_id', String(id))).toEqual([
			attached,
		]);
	});

	it('the year of an assessment stays once its evidence is dated', async () => {
		const empty = await newAssessment(instance(), { villages: 1 });
		succeeded(await asOffice('PATCH', `/items/assessments/${empty.id}`, { year: YEAR - 1 }));
		succeeded(await asOffice('PATCH', `/items/assessments/${empty.id}`, { year: YEAR }));
		succeeded(await asOffice('POST', '/items/evidence_items', item(empty.cards[0]?.id ?? '', '2.1', 'mismatch', 1)));
		expectRefusal(
			await asOffice('PATCH', `/items/assessments/${empty.id}`, { year: YEAR - 1 }),
			409,
			'YEAR_HAS_EVIDENCE',
		);
	});

	it('a rule that was changed after it was read is the rule that counts', async () => {
		const { id, criteria } = await copyRulebook(instance());
		const met = criteria.get('3.2.1') ?? '';
		const [village] = (await instance().database('villages').where('active', true).limit(1)).map(
			(one: { id: string }) => one.id,
		);
		const become = (status: string): Promise<unknown> =>
			instance().database('rulebooks').where({ id }).update({ status });
		await become('published');
		expectRefusal(
			await asAdmin('POST', '/items/evidence_items', { ...item(card, '2.1', 'met', 1), criterion: met }),
			422,
			'CRITERION_OF_OTHER_RULEBOOK',
		);
		await become('draft');
		succeeded(
			await asAdmin('PATCH', `/items/criteria/${met}`, {
				method: 'deduction',
				params: {
					count: 'each',
					findings: [{ key: 'place', label: { 'zh-CN': '处' }, unit: { 'zh-CN': '处' }, deduction: '1' }],
				},
			}),
		);
		await become('published');
		const made = succeeded(
			await asAdmin('POST', '/items/assessments?fields=id,scorecards.id', {
				title: randomUUID(),
				year: YEAR,
				rulebook: id,
			}),
		);
		expect(village).toBeDefined();
		succeeded(
			await asAdmin('POST', '/items/evidence_items', {
				...item(String(at(made.data, 'scorecards', 0, 'id')), '2.1', 'place', 1),
				criterion: met,
			}),
		);
	});
});
