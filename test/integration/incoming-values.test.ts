// What comes in is brought into the form of its field at one door: on every path, for every collection, alike on both databases.
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { up as mendStoredTexts } from '../../schema/migrations/20261130C-yes-and-no-stored-as-text.mjs';
import { DATABASES, type Answer } from '../support/harness/index.ts';
import { at, expectRefusal, row, rows, succeeded } from '../support/fixtures/answers.ts';
import { copyRulebook, criterion, item, newAssessment } from '../support/fixtures/fixtures.ts';
import { newPerson } from '../support/fixtures/people.ts';
import { useInstance } from '../support/fixtures/use-instance.ts';

const YES: readonly unknown[] = [
	true,
	1,
	'true',
	'TRUE',
	'True',
	'1',
	'是',
	' 是 ',
	'YES',
	'\u00a0true',
	'ＴＲＵＥ',
	'１',
	'√',
];
const NO: readonly unknown[] = [
	false,
	0,
	'false',
	'FALSE',
	'False',
	'0',
	'否',
	'否\u3000',
	'No',
	'ｆａｌｓｅ',
	'０',
	'×',
];
const NEITHER: readonly unknown[] = ['maybe', '是否', '2', 2, -1, 0.5, '1.0.0', [], [true], { yes: true }];
/** As typed and pasted, and the number that is meant. */
const NUMBERS: readonly [string, number][] = [
	['12', 12],
	[' 12', 12],
	['12 ', 12],
	['12\u00a0', 12],
	['\u300012\t', 12],
	['１２', 12],
	['\u200b12\ufeff', 12],
	['１２\r\n', 12],
];

describe.each(DATABASES)('%s', (database) => {
	const instance = useInstance({ database, env: { ASSESSMENT_BACKGROUND_DRAIN: 'false' } });
	const send = (method: string, path: string, body?: unknown): Promise<Answer> => instance().api(method, path, body);
	const village = (more: object): { readonly id: string; readonly [field: string]: unknown } => ({
		id: randomUUID(),
		code: randomUUID(),
		name: `村${randomUUID().slice(0, 8)}`,
		kind: 'village',
		...more,
	});
	const found = async (id: string, field: string, value: boolean): Promise<number> =>
		rows(
			succeeded(
				await send('GET', `/items/villages?fields=id&filter[id][_eq]=${id}&filter[${field}][_eq]=${String(value)}`),
			).data,
		).length;
	const inGraphql = async (id: string): Promise<unknown> =>
		at(
			succeeded(await send('POST', '/graphql', { query: `{ villages_by_id(id: "${id}") { active designated_poor } }` }))
				.data,
			'villages_by_id',
		);
	const load = (name: string, type: string, text: string, collection = 'villages'): Promise<Answer> => {
		const form = new FormData();
		form.append('file', new Blob([text], { type }), name);
		return send('POST', `/utils/import/${collection}`, form);
	};

	async function expectKept(id: string, value: boolean): Promise<void> {
		expect(await inGraphql(id)).toEqual({ active: value, designated_poor: value });
		for (const field of ['active', 'designated_poor'])
			expect([await found(id, field, value), await found(id, field, !value)]).toEqual([1, 0]);
	}

	describe.each([
		[true, YES],
		[false, NO],
	] as const)('%s', (meant, words) => {
		it.each(words)('is what %j says', async (word) => {
			const flags = { active: word, designated_poor: word };
			const other = { active: !meant, designated_poor: !meant };
			const one = village(flags);
			succeeded(await send('POST', '/items/villages', one));
			await expectKept(one.id, meant);
			const [a, b] = [village(other), village(other)];
			succeeded(await send('POST', '/items/villages', [a, b]));
			succeeded(await send('PATCH', `/items/villages/${a.id}`, flags));
			succeeded(await send('PATCH', '/items/villages', { keys: [b.id], data: flags }));
			await expectKept(a.id, meant);
			await expectKept(b.id, meant);
			succeeded(await send('PATCH', '/items/villages', [{ id: a.id, ...other }]));
			succeeded(await load('villages.json', 'application/json', JSON.stringify([{ id: a.id, ...flags }])));
			await expectKept(a.id, meant);
			if (typeof word !== 'string') return;
			const c = village({});
			succeeded(
				await load(
					'villages.csv',
					'text/csv',
					`id,code,name,kind,active,designated_poor\n${c.id},${String(c['code'])},${String(c['name'])},village,"${word}","${word}"`,
				),
			);
			await expectKept(c.id, meant);
		});
	});

	it('a yes or no of another collection, of one of Directus’s own, and of a nested row', async () => {
		const { criteria } = await copyRulebook(instance());
		const rule = criteria.get('1.1') ?? '';
		succeeded(await send('PATCH', `/items/criteria/${rule}`, { waivable: '是' }));
		expect(row(succeeded(await send('GET', `/items/criteria/${rule}`)).data)['waivable']).toBe(true);
		const of = row(succeeded(await send('GET', `/items/criteria/${rule}?fields=indicator`)).data)['indicator'];
		succeeded(
			await send('PATCH', `/items/indicators/${String(of)}`, {
				criteria: { create: [], update: [{ id: rule, waivable: '否' }], delete: [] },
			}),
		);
		expect(
			rows(
				succeeded(await send('GET', `/items/criteria?fields=id&filter[id][_eq]=${rule}&filter[waivable][_eq]=false`))
					.data,
			),
		).toHaveLength(1);
		const office = await newPerson(instance(), 'office');
		const one = village({});
		succeeded(await send('POST', '/items/villages', one));
		succeeded(
			await send('PATCH', `/users/${office.id}`, { village: { id: one.id, active: '否', designated_poor: 'FALSE' } }),
		);
		await expectKept(one.id, false);
		succeeded(await send('PATCH', `/users/${office.id}`, { email_notifications: '否' }));
		expect(row(succeeded(await send('GET', `/users/${office.id}`)).data)['email_notifications']).toBe(false);
		expectRefusal(await send('PATCH', `/users/${office.id}`, { email_notifications: '有时' }), 400, 'MALFORMED_VALUE');
		const [policy] = rows(succeeded(await send('GET', '/policies?filter[admin_access][_eq]=false&limit=1')).data);
		succeeded(await send('PATCH', `/policies/${String(policy?.['id'])}`, { enforce_tfa: 'FALSE' }));
		expect(row(succeeded(await send('GET', `/policies/${String(policy?.['id'])}`)).data)['enforce_tfa']).toBe(false);
	});

	it('a field that there is not is refused, not dropped, on every path and whoever writes', async () => {
		const one = village({});
		succeeded(await send('POST', '/items/villages', one));
		const expectUnknown = (answer: Answer): void =>
			expect(expectRefusal(answer, 400, 'MALFORMED_REQUEST')).toContain('备注');
		expectUnknown(await send('POST', '/items/villages', village({ 备注: 'x' })));
		expectUnknown(await send('POST', '/items/villages', [village({}), village({ 备注: 'x' })]));
		expectUnknown(await send('PATCH', `/items/villages/${one.id}`, { name: '别的', 备注: 'x' }));
		expectUnknown(await send('PATCH', '/items/villages', { keys: [one.id], data: { name: '别的', 备注: 'x' } }));
		expectUnknown(await send('PATCH', '/items/villages', [{ id: one.id, name: '别的', 备注: 'x' }]));
		const office = await newPerson(instance(), 'office');
		expectUnknown(await instance().api('PATCH', `/items/villages/${one.id}`, { 备注: 'x' }, { token: office.token }));
		expectUnknown(await send('PATCH', `/users/${office.id}`, { village: { id: one.id, 备注: 'x' } }));
		expect(row(succeeded(await send('GET', `/items/villages/${one.id}`)).data)['name']).toBe(one['name']);
	});

	it.each(['2027-05-03', '2027/5/3', '2027/05/03 0:00', '2027.5.3', '2027年5月3日', '２０２７／５／３', ' 2027-5-3 '])(
		'%j is a day',
		async (written) => {
			await instance().database('holidays').where({ date: '2027-05-03' }).delete();
			const id = randomUUID();
			succeeded(await load('holidays.csv', 'text/csv', `id,date,kind,name\n${id},${written},holiday,节`, 'holidays'));
			expect(row(succeeded(await send('GET', `/items/holidays/${id}`)).data)['date']).toBe('2027-05-03');
			succeeded(await send('PATCH', `/items/holidays/${id}`, { date: '2027-05-04' }));
			succeeded(await send('PATCH', `/items/holidays/${id}`, { date: written }));
			expect(rows(succeeded(await send('GET', '/items/holidays?filter[date][_eq]=2027-05-03')).data)).toHaveLength(1);
		},
	);

	it.each(['3/5/2027', '2027-02-30', '2027/13/1', '46508', '明天'])('%j is none', async (written) => {
		expectRefusal(
			await send('POST', '/items/holidays', { date: written, kind: 'holiday', name: '节' }),
			400,
			'MALFORMED_VALUE',
		);
	});

	it.each(NEITHER)('%j is neither yes nor no', async (word) => {
		const one = village({});
		succeeded(await send('POST', '/items/villages', one));
		expect(
			expectRefusal(await send('PATCH', `/items/villages/${one.id}`, { active: word }), 400, 'MALFORMED_VALUE'),
		).toContain('是或否');
		expectRefusal(await send('POST', '/items/villages', village({ designated_poor: word })), 400, 'MALFORMED_VALUE');
		expect(
			(await load('villages.json', 'application/json', JSON.stringify([village({ active: word })]))).text,
		).toContain('是或否');
		await expectKeptAsMade(one.id);
	});
	const expectKeptAsMade = async (id: string): Promise<void> =>
		expect(await inGraphql(id)).toMatchObject({ active: true });

	it('an empty cell of a new row is left to the default, and empties no field that must say something', async () => {
		for (const empty of ['', ' ', null]) {
			const one = village({ active: empty });
			succeeded(await send('POST', '/items/villages', one));
			expect(await found(one.id, 'active', true)).toBe(1);
			expectRefusal(await send('PATCH', `/items/villages/${one.id}`, { active: empty }), 400, 'MISSING_VALUE');
			succeeded(await send('PATCH', `/items/villages/${one.id}`, { poor_households: empty }));
		}
	});

	it('GraphQL takes no text for a yes or no, and says so without an error of its own', async () => {
		const one = village({});
		succeeded(await send('POST', '/items/villages', one));
		const answer = await send('POST', '/graphql', {
			query: 'mutation($v: update_villages_input!) { update_villages_item(id: "'.concat(
				one.id,
				'", data: $v) { id } }',
			),
			variables: { v: { active: '是' } },
		});
		expect(answer.status, answer.text).toBeLessThan(500);
		await expectKeptAsMade(one.id);
	});

	it('what was kept as text on SQLite becomes what it says', async () => {
		const [a, b, c] = [village({}), village({}), village({})];
		succeeded(await send('POST', '/items/villages', [a, b, c]));
		const texts = database === 'sqlite';
		await instance()
			.database('villages')
			.where({ id: a.id })
			.update({ active: texts ? 'true' : true, designated_poor: texts ? 'true' : true });
		await instance()
			.database('villages')
			.where({ id: b.id })
			.update({ active: texts ? 'false' : false, designated_poor: texts ? 'FALSE' : false });
		for (let round = 0; round < 2; round += 1) await mendStoredTexts(instance().database);
		await expectKept(a.id, true);
		await expectKept(b.id, false);
		await expectKeptAsMade(c.id);
	});

	it.each(NUMBERS)('%j is a number', async (typed, meant) => {
		const one = village({ poor_households: typed });
		succeeded(await send('POST', '/items/villages', one));
		expect(row(succeeded(await send('GET', `/items/villages/${one.id}`)).data)['poor_households']).toBe(meant);
		const { cards } = await newAssessment(instance(), { villages: 1 });
		const card = cards[0]?.id ?? '';
		const made = row(
			succeeded(await send('POST', '/items/evidence_items', { ...item(card, '2.1', 'mismatch', null), value: typed }))
				.data,
		);
		expect(made['value']).toBe(meant);
		const counted = row(
			succeeded(
				await send('POST', '/items/evidence_items', {
					...item(card, '6.2a', 'actual', null),
					numerator: typed,
					denominator: '５０ ',
				}),
			).data,
		);
		expect([counted['numerator'], counted['denominator'], counted['value']]).toEqual([meant, 50, 24]);
		const csv = ['scorecard,criterion,fact,value,status', `${card},${criterion('2.1')},mismatch,"${typed}",draft`].join(
			'\n',
		);
		succeeded(await load('items.csv', 'text/csv', csv, 'evidence_items'));
	});
});
