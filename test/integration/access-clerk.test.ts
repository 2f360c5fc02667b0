// A clerk reaches nothing of another village, whatever he asks. What is found nowhere but there carries a secret; no answer may contain it,
// nor an id from there; and of a condition that would find something there no answer may differ from one that finds nothing.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TABLE } from '../support/access/table.ts';
import { makeWorld, SECRET, tokenOf, type World } from '../support/access/rows.ts';
import { NO_ENDPOINT, pathOf } from '../support/access/requests.ts';
import { takeInstance, type Answer, type Instance } from '../support/harness/index.ts';

const NOTHING = 'nothing-is-called-like-this';
const UNKNOWN = '00000000-0000-4000-8000-00000000dead';
const collections = Object.keys(TABLE).filter((collection) => !NO_ENDPOINT.has(collection));
const json = (value: unknown): string => encodeURIComponent(JSON.stringify(value));
/** `a.b` and a condition: {a: {b: condition}}. */
const path = (names: string, condition: unknown): unknown =>
	names.split('.').reduceRight((inner, name) => ({ [name]: inner }), condition);

/** On the database whose errors tell most. */
describe('postgres', () => {
	let instance: Instance;
	let world: World;
	beforeAll(async () => {
		instance = await takeInstance({ database: 'postgres' });
		world = await makeWorld(instance);
	});
	afterAll(() => instance?.stop());

	const ask = (method: string, url: string, body?: unknown, user = 'clerk'): Promise<Answer> =>
		instance.api(method, url, body, { token: tokenOf(user) });
	const away = (collection: string) =>
		world.rows.filter((row) => row.collection === collection && row.village === 'away');
	/** Ids that a clerk has no way to know. */
	const secrets = (): string[] => [
		SECRET,
		world.users.stranger,
		...world.rows.filter(({ village, id }) => village === 'away' && typeof id === 'string').map(({ id }) => String(id)),
	];
	const leaks = (answer: Answer, told = ''): string[] =>
		secrets().filter((secret) => !told.includes(secret) && answer.text.includes(secret));
	/** The same question with a value that is there, in the other village, and with one that is nowhere. */
	const differs = async (
		question: (value: string) => Promise<Answer>,
		[there, nowhere] = [SECRET, NOTHING],
		asked?: Answer,
	): Promise<string | null> => {
		const [hit, miss] = [await question(there), asked ?? (await question(nowhere))];
		const [a, b] = [hit, miss].map(
			({ status, text }) => `${status} ${text.replaceAll(there, '*').replaceAll(nowhere, '*')}`,
		);
		return a === b && hit.status < 500 ? null : `${a} | ${b}`;
	};

	test('reading everything, in every form', async () => {
		const found: string[] = [];
		for (const collection of collections) {
			for (const query of [
				'',
				'?fields=*.*.*&limit=-1',
				'?export=csv&limit=-1',
				'?export=json',
				'?aggregate[count]=*',
				`?search=${SECRET}`,
				'?sort=-id&limit=-1&meta=*',
				'?alias[x]=id&fields=x',
			]) {
				const answer = await ask('GET', `${pathOf(collection)}${query}`);
				if (leaks(answer).length > 0 || answer.status >= 500)
					found.push(`${collection}${query}: ${answer.status} ${leaks(answer).join()}`);
			}
		}
		expect(found).toEqual([]);
	});

	test('a row of another village is as unknown as one that does not exist', async () => {
		const found: string[] = [];
		/** What is answered of none is the same for all rows of a collection: asked once. */
		const ofNone = new Map<string, Answer>();
		const sorts = new Map(
			world.rows
				.filter(({ village }) => village === 'away')
				.map((row) => [`${row.collection} ${row.by} ${row.status}`, row]),
		);
		for (const row of sorts.values()) {
			const at = pathOf(row.collection);
			const questions: Record<string, (id: string) => Promise<Answer>> = {
				read: (id) => ask('GET', `${at}/${id}`),
				filter: (id) => ask('GET', `${at}?filter[id][_eq]=${id}`),
				update: (id) => ask('PATCH', `${at}/${id}`, { note: 'x', text: 'x', type: 'text/html' }),
				submit: (id) => ask('PATCH', `${at}/${id}`, { status: 'submitted' }),
				delete: (id) => ask('DELETE', `${at}/${id}`),
				permissions: (id) => ask('GET', `/permissions/me/${row.collection}/${id}`),
				comment: (id) => ask('POST', '/comments', { collection: row.collection, item: id, comment: 'x' }),
				share: (id) => ask('POST', '/shares', { collection: row.collection, item: id, name: 'x' }),
			};
			for (const [name, question] of Object.entries(questions)) {
				const none = ofNone.get(`${name} ${row.collection}`) ?? (await question(UNKNOWN));
				ofNone.set(`${name} ${row.collection}`, none);
				const difference = await differs(question, [String(row.id), UNKNOWN], none);
				if (difference !== null) found.push(`${name} ${row.collection} ${row.status ?? ''}: ${difference}`);
			}
		}
		expect(found).toEqual([]);
	}, 120_000);

	test('no file by its id: its content, its properties, in an archive, attached to an own item', async () => {
		const own = world.the('evidence_items', { by: 'clerk', status: 'draft' });
		for (const { id } of [
			...away('directus_files').slice(0, 3),
			...world.rows.filter(
				({ collection, by, village }) => collection === 'directus_files' && by !== 'clerk' && village === undefined,
			),
		]) {
			for (const [method, url, body] of [
				['GET', `/assets/${id}`],
				['GET', `/assets/${id}?download`],
				['GET', `/files/${id}`],
				['POST', '/assets/files', { ids: [id] }],
				['POST', '/items/evidence_items_files', { evidence_items_id: own, directus_files_id: id }],
				[
					'PATCH',
					`/items/evidence_items/${own}`,
					{ files: { create: [{ directus_files_id: id }], update: [], delete: [] } },
				],
				['PATCH', `/items/evidence_items/${own}`, { files: [{ directus_files_id: { id, title: 'mine' } }] }],
				[
					'POST',
					'/graphql',
					{
						query:
							'mutation { create_evidence_items_files_item(data: {evidence_items_id: {id: ' +
							`"${own}", scorecard: {id: "${UNKNOWN}"}, criterion: {id: "${UNKNOWN}"}, fact: ` +
							`"met"}, directus_files_id: {id: "${id}", storage: "local", filename_download: ` +
							'"x"}}) { id } }',
					},
				],
			] as const) {
				const answer = await ask(method, url, body);
				expect(leaks(answer, `${url}${JSON.stringify(body)}`), `${method} ${url}`).toEqual([]);
				if (url !== '/graphql' && url !== '/assets/files')
					expect(answer.status, `${method} ${url} ${JSON.stringify(body)}`).toBeGreaterThanOrEqual(400);
			}
			expect(
				await instance.database('evidence_items_files').where({ evidence_items_id: own, directus_files_id: id }),
			).toEqual([]);
		}
	});

	/** Ways by which a condition could reach another village's rows, and the collections from which they begin. */
	const WAYS: readonly (readonly [string, string])[] = [
		['roles', 'users.first_name'],
		['roles', 'users.village.name'],
		['roles', 'users.village.scorecards.village_name'],
		['roles', 'users.village.scorecards.evidence_items.note'],
		['users', 'role.users.first_name'],
		['users', 'role.users.village.scorecards.evidence_items.note'],
		['activity', 'user.role.users.village.name'],
		['presets', 'user.role.users.village.name'],
		['presets', 'user.village.name'],
		['comments', 'user_created.role.users.first_name'],
		['notifications', 'recipient.role.users.village.name'],
		['notifications', 'sender.village.name'],
		['shares', 'user_created.role.users.first_name'],
		['shares', 'role.users.first_name'],
		['items/villages', '$FOLLOW(directus_users,village).role.users.first_name'],
		['items/criteria', '$FOLLOW(evidence_items,criterion).note'],
		['items/criteria', '$FOLLOW(scorecard_lines,criterion).scorecard.village_name'],
		['items/rulebooks', '$FOLLOW(assessments,rulebook).scorecards.village_name'],
		['items/assessments', 'scorecards.village_name'],
		['items/assessments', '$FOLLOW(scorecards,assessment).village_name'],
		['items/scorecards', 'assessment.scorecards.village_name'],
		['items/scorecards', 'assessment.$FOLLOW(scorecards,assessment).village_name'],
		['items/evidence_items', 'scorecard.assessment.scorecards.village_name'],
		['items/evidence_items', 'criterion.$FOLLOW(evidence_items,criterion).note'],
		['items/evidence_items', 'user_created.role.users.first_name'],
		['items/evidence_items', 'files.directus_files_id.uploaded_by.role.users.first_name'],
		['items/scorecard_lines', 'criterion.$FOLLOW(scorecard_lines,criterion).explanation'],
		['files', 'uploaded_by.role.users.first_name'],
		['files', 'folder.name'],
		[
			'files',
			'$FOLLOW(evidence_items_files,directus_files_id).evidence_items_id.criterion.$FOLLOW(evidence_items,criterion).note',
		],
		['translations', '$FOLLOW(directus_users,id).first_name'],
		['settings', 'project_owner'],
	];

	test('no condition tells what is there', async () => {
		const found: string[] = [];
		for (const [collection, way] of WAYS) {
			for (const condition of ['_eq', '_starts_with', '_contains', '_neq']) {
				const filter = (value: string): unknown => path(way, { [condition]: value });
				const [root = '', ...below] = way.split('.');
				const questions: Record<string, (value: string) => Promise<Answer>> = {
					filter: (value) => ask('GET', `/${collection}?fields=id&filter=${json(filter(value))}`),
					or: (value) => ask('GET', `/${collection}?fields=id&filter=${json({ _and: [{ _or: [filter(value)] }] })}`),
					some: (value) =>
						ask(
							'GET',
							`/${collection}?fields=id&filter=${json({ [root]: { _some: path(below.join('.') || 'id', { [condition]: value }) } })}`,
						),
					none: (value) =>
						ask(
							'GET',
							`/${collection}?fields=id&filter=${json({ [root]: { _none: path(below.join('.') || 'id', { [condition]: value }) } })}`,
						),
					count: (value) =>
						ask('GET', `/${collection}?fields=id&limit=0&meta=filter_count&filter=${json(filter(value))}`),
					aggregate: (value) => ask('GET', `/${collection}?aggregate[count]=*&filter=${json(filter(value))}`),
					search: (value) => ask('SEARCH', `/${collection}`, { query: { fields: ['id'], filter: filter(value) } }),
					update: (value) =>
						ask('PATCH', `/${collection}`, { query: { filter: filter(value) }, data: { language: null, note: null } }),
					delete: (value) => ask('DELETE', `/${collection}`, { query: { filter: filter(value), limit: 0 } }),
				};
				for (const [name, question] of Object.entries(
					condition === '_eq' ? questions : { filter: questions['filter'] },
				)) {
					const difference = question === undefined ? null : await differs(question);
					if (difference !== null) found.push(`${name} ${collection} ${way} ${condition}: ${difference.slice(0, 300)}`);
				}
			}
			for (const sort of [way, `-${way}`]) {
				const answer = await ask('GET', `/${collection}?fields=id&sort=${encodeURIComponent(sort)}`);
				if (answer.status < 400 && way.includes('.')) found.push(`sort ${collection} ${sort}: ${answer.status}`);
			}
		}
		const deep = await differs((value) =>
			ask(
				'GET',
				`/users?fields=role.users.id&deep=${json({ role: { users: { _filter: { first_name: { _eq: value } } } } })}`,
			),
		);
		if (deep !== null) found.push(`deep: ${deep}`);
		expect(found).toEqual([]);
	}, 120_000);

	test('no query language tells what is there', async () => {
		const graphql = (system: boolean, query: string): Promise<Answer> =>
			ask('POST', `/graphql${system ? '/system' : ''}`, { query });
		const found: (string | null)[] = [];
		for (const filter of ['users: {first_name: {_eq: "VALUE"}}', 'users: {village: {name: {_eq: "VALUE"}}}'])
			found.push(
				await differs((value) => graphql(true, `{ roles(filter: {${filter.replace('VALUE', value)}}) { id } }`)),
			);
		found.push(
			await differs((value) =>
				graphql(
					true,
					`{ users(filter: {role: {users: {village: {scorecards: {village_name: {_eq: "${value}"}}}}}}) { id } }`,
				),
			),
		);
		found.push(
			await differs((value) =>
				graphql(false, `{ assessments(filter: {scorecards: {village_name: {_eq: "${value}"}}}) { id } }`),
			),
		);
		found.push(
			await differs((value) =>
				graphql(false, `{ criteria_aggregated(filter: {rulebook: {title: {_eq: "${value}"}}}) { count { id } } }`),
			),
		);
		expect(found.filter((difference) => difference !== null)).toEqual([]);
		for (const query of [
			'{ villages { name scorecards { label evidence_items { note files { directus_files_id { title } } } } } }',
			'{ evidence_items(limit: -1) { note scorecard { village_name village { name } } } }',
			'{ evidence_items_aggregated { countAll } }',
		]) {
			const answer = await graphql(false, query);
			expect(leaks(answer), query).toEqual([]);
			expect(answer.errors, query).toEqual([]);
		}
	});

	test('no export, whatever it asks for', async () => {
		for (const [collection, filter] of [
			['evidence_items', {}],
			['scorecards', {}],
			['criteria', path('$FOLLOW(evidence_items,criterion).note', { _eq: SECRET })],
		] as const) {
			await ask('POST', `/utils/export/${collection}`, {
				format: 'json',
				query: { fields: ['*'], limit: -1, filter },
				file: { title: 'export' },
			});
		}
		const files = await ask('GET', '/files?filter[title][_eq]=export&fields=id');
		for (const file of Array.isArray(files.data) ? files.data : [])
			expect(leaks(await ask('GET', `/assets/${file.id}`))).toEqual([]);
	});

	test('no writing to, moving to, reverting of another village', async () => {
		const [own, scorecard, theirs, criterion] = [
			world.the('evidence_items', { by: 'clerk', status: 'returned' }),
			world.the('scorecards', { village: 'away' }),
			world.the('evidence_items', { by: 'stranger', status: 'draft' }),
			world.the('criteria', { status: 'published' }),
		];
		const before = await counts(instance);
		const revision: { id: number } | undefined = await instance.database('directus_revisions').first('id');
		const questions: Record<string, (id: string) => Promise<Answer>> = {
			evidence: (id) => ask('POST', '/items/evidence_items', { scorecard: id, criterion, fact: 'met', value: 1 }),
			'evidence in a batch': (id) =>
				ask('POST', '/items/evidence_items', [
					{ scorecard: world.the('scorecards', { village: 'home' }), criterion, fact: 'met', value: 1 },
					{ scorecard: id, criterion, fact: 'met', value: 1 },
				]),
			'nested scorecard': (id) =>
				ask('POST', '/items/evidence_items', {
					scorecard: { id, village: world.villages.home },
					criterion,
					fact: 'met',
					value: 1,
				}),
			moving: (id) => ask('PATCH', `/items/evidence_items/${own}`, { scorecard: id }),
			appeal: (id) => ask('POST', '/items/appeals', { scorecard: id, criterion, text: 'x' }),
			'under the village': (id) => ask('PATCH', `/items/villages/${world.villages.home}`, { scorecards: [{ id }] }),
			import: (id) => {
				const form = new FormData();
				form.append(
					'file',
					new Blob([JSON.stringify([{ scorecard: id, criterion, fact: 'met', value: 1 }])], {
						type: 'application/json',
					}),
					'items.json',
				);
				return ask('POST', '/utils/import/evidence_items', form);
			},
			graphql: (id) =>
				ask('POST', '/graphql', {
					query:
						`mutation { create_evidence_items_item(data: {scorecard: {id: "${id}"}, criterion: {id: ` +
						`"${criterion}"}, fact: "met", value: 1}) { id } }`,
				}),
		};
		for (const [name, question] of Object.entries(questions)) {
			expect(await differs(question, [scorecard, UNKNOWN]), name).toBeNull();
			if (name !== 'graphql') expect((await question(scorecard)).status, name).toBeGreaterThanOrEqual(400);
		}
		const file = world.the('directus_files', { by: 'clerk', village: undefined });
		const attach = (id: string): Promise<Answer> =>
			ask('POST', '/items/evidence_items_files', { evidence_items_id: id, directus_files_id: file });
		expect(await differs(attach, [theirs, UNKNOWN])).toBeNull();
		for (const item of [theirs, world.the('evidence_items', { by: 'clerk', status: 'verified' })])
			expect((await attach(item)).status).toBe(403);
		const [junction] = away('evidence_items_files');
		expect(
			(await ask('PATCH', `/items/evidence_items/${own}`, { files: [junction?.id] })).status,
		).toBeGreaterThanOrEqual(400);
		expect((await ask('POST', `/utils/revert/${String(revision?.id)}`)).status).toBe(403);
		expect((await ask('POST', '/utils/sort/evidence_items', { item: theirs, to: own })).status).toBeGreaterThanOrEqual(
			400,
		);
		expect(await counts(instance)).toEqual(before);
	});

	test('what the course of the assessment answers to', async () => {
		for (const [method, url] of [
			['GET', '/assessment/health'],
			['GET', `/assessment/assessments/${world.the('assessments', { village: 'home' })}/verify`],
			['POST', `/assessment/assessments/${world.the('assessments', { village: 'home' })}/enrol`],
			['POST', `/assessment/assessments/${world.the('assessments', { village: 'home' })}/transition`],
		] as const) {
			const answer = await ask(method, url, method === 'POST' ? {} : undefined);
			expect(answer.status, url).toBe(403);
			expect(leaks(answer)).toEqual([]);
		}
	});

	test('the own village can be worked with', async () => {
		const [scorecard, criterion] = [
			world.the('scorecards', { village: 'home' }),
			world.the('criteria', { status: 'published' }),
		];
		const file = idOf(await ask('POST', '/files', uploadOf('proof')));
		const made = await ask('POST', '/items/evidence_items', {
			scorecard,
			criterion,
			fact: 'met',
			value: 1,
			observed_on: '2026-05-05',
			files: { create: [{ directus_files_id: file }], update: [], delete: [] },
		});
		expect(made.status, made.text).toBe(200);
		expect((await ask('GET', `/assets/${file}`)).text).toBe('proof');
		expect((await ask('GET', `/assets/${file}`, undefined, 'colleague')).text).toBe('proof');
		expect((await ask('GET', `/assets/${file}`, undefined, 'stranger')).status).toBe(403);
		const second = idOf(await ask('POST', '/files', uploadOf('second')));
		const handedIn = await ask('PATCH', `/items/evidence_items/${idOf(made)}`, {
			status: 'submitted',
			note: 'here',
			files: { create: [{ directus_files_id: second }], update: [], delete: [] },
		});
		expect(handedIn.status, handedIn.text).toBe(200);
		expect(
			(await ask('PATCH', `/items/evidence_items/${idOf(made)}`, { note: 'later' })).status,
		).toBeGreaterThanOrEqual(400);
		expect(
			(
				await ask(
					'GET',
					'/items/evidence_items?filter[scorecard][village][name][_eq]=本村&sort=-criterion.sort,scorecard.label&limit=1',
				)
			).status,
		).toBe(200);
		expect((await ask('GET', '/users/me?fields=*,role.name')).status).toBe(200);
	});

	test('a clerk without a village sees nothing and writes nothing', async () => {
		for (const collection of collections.filter(
			(name) => !name.startsWith('directus_') || name === 'directus_files' || name === 'directus_folders',
		)) {
			const answer = await ask('GET', `${pathOf(collection)}?fields=id&limit=-1`, undefined, 'villageless');
			expect(
				answer.status === 403 || (Array.isArray(answer.data) && answer.data.length === 0),
				`${collection}: ${answer.text}`,
			).toBe(true);
		}
		const [scorecard, criterion] = [
			world.the('scorecards', { village: 'home' }),
			world.the('criteria', { status: 'published' }),
		];
		expect(
			(await ask('POST', '/items/evidence_items', { scorecard, criterion, fact: 'met', value: 1 }, 'villageless'))
				.status,
		).toBe(403);
		const users = await ask('GET', '/users?fields=id', undefined, 'villageless');
		expect(users.data).toEqual([{ id: world.users.villageless }]);
	});

	test('moved to another village, a clerk leaves everything of the former one behind, the own uploads too', async () => {
		await instance.api('PATCH', `/users/${world.users.clerk}`, { village: world.villages.away });
		for (const collection of [
			'villages',
			'scorecards',
			'scorecard_lines',
			'evidence_items',
			'evidence_items_files',
			'appeals',
			'adjustments',
			'directus_files',
		] as const) {
			const answer = await ask('GET', `${pathOf(collection)}?fields=id&limit=-1`);
			const seen = Array.isArray(answer.data) ? answer.data.map(({ id }) => id) : [];
			expect(seen.length, collection).toBeGreaterThan(0);
			expect(
				world.rows.filter((row) => row.collection === collection && row.village === 'home' && seen.includes(row.id)),
				collection,
			).toEqual([]);
		}
		const proof = world.rows.find(
			({ collection, village, by, status }) =>
				collection === 'directus_files' && village === 'home' && by === 'clerk' && status === 'proof',
		);
		expect((await ask('GET', `/files/${String(proof?.id)}`)).status).toBe(403);
		expect(
			(
				await ask(
					'PATCH',
					`/items/evidence_items/${world.the('evidence_items', { village: 'home', by: 'clerk', status: 'draft' })}`,
					{ note: 'still mine' },
				)
			).status,
		).toBe(403);
		await instance.api('PATCH', `/users/${world.users.clerk}`, { village: world.villages.home });
	});
});

const uploadOf = (text: string): FormData => {
	const form = new FormData();
	form.append('title', text);
	form.append('file', new Blob([text], { type: 'text/plain' }), `${text}.txt`);
	return form;
};

function idOf({ data, text }: Answer): string {
	if (typeof data === 'object' && data !== null && 'id' in data) return String(data.id);
	throw new Error(`no id in ${text}`);
}

async function counts({ database }: Instance): Promise<Record<string, number>> {
	const tables = ['evidence_items', 'evidence_items_files', 'appeals', 'scorecards', 'villages'];
	const entries = await Promise.all(
		tables.map(async (table): Promise<[string, number]> => [table, (await database(table).select('id')).length]),
	);
	return Object.fromEntries(entries);
}
