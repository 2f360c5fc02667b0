// One name in two spellings is one name: on every path, in races, and in what is stored already.
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { DATABASES, poll, type Answer } from '../support/harness/index.ts';
import { at, expectRefusal, row, rows, succeeded, type Row } from '../support/fixtures/answers.ts';
import { copyRulebook, insertItems, item, newAssessment, type Card } from '../support/fixtures/fixtures.ts';
import { newPerson, type Person } from '../support/fixtures/people.ts';
import { useInstance } from '../support/fixtures/use-instance.ts';

const ITEMS = '/items/evidence_items';

describe.each(DATABASES)('%s', (database) => {
	const instance = useInstance({ database, env: { ASSESSMENT_BACKGROUND_DRAIN: 'false' } });
	let card: Card = { id: '', village: '' };
	let office: Person = { id: '', token: '' };

	beforeAll(async () => {
		office = await newPerson(instance(), 'office');
	});
	const fresh = async (): Promise<void> => {
		card = (await newAssessment(instance(), { villages: 1 })).cards[0] ?? card;
	};
	const ask = (method: string, path: string, body?: unknown): Promise<Answer> =>
		instance().api(method, path, body, office);
	const about = (name: string, more: Row = {}): Row =>
		item(card.id, '2.1', 'mismatch', 1, { case_ref: name, status: 'submitted', ...more });
	const stored = (): Promise<Row[]> =>
		instance()
			.database('evidence_items')
			.select('case_ref', 'case_key')
			.where('scorecard', card.id)
			.orderBy('case_ref');
	const upload = (collection: string, list: readonly Row[]): Promise<Answer> => {
		const form = new FormData();
		form.append('file', new Blob([JSON.stringify(list)], { type: 'application/json' }), 'rows.json');
		return ask('POST', `/utils/import/${collection}`, form);
	};
	const post = async (name: string, more: Row = {}): Promise<string> =>
		String(at(succeeded(await ask('POST', `${ITEMS}?fields=id`, about(name, more))).data, 'id'));

	describe('a case', () => {
		it.each([
			['张三', '张　三'],
			['李四(3组)', '李四（3组）'],
			['王五３组', '王五3组'],
			['阿不都·热合曼', '阿不都•热合曼'],
			['A-1户', 'ａ－１户'],
		])('%s is %s', async (one, other) => {
			await fresh();
			await post(one);
			const message = expectRefusal(await ask('POST', ITEMS, about(other)), 409, 'CASE_TWICE');
			expect(message, 'the message names the one that is on record').toContain(one);
			expect(
				(await stored()).map((found) => found['case_ref']),
				'its spelling is kept',
			).toEqual([one]);
			await post(`${one}之弟`);
			succeeded(await ask('POST', ITEMS, item(card.id, '2.2', 'household', 1, { case_ref: other })));
		});

		it('on every path', async () => {
			await fresh();
			await post('张三');
			const other = await post('李四');
			const twice = about('张　三');
			const attempts: Record<string, () => Promise<Answer>> = {
				'an array': () => ask('POST', ITEMS, [about('赵六'), twice]),
				'an array in itself': () => ask('POST', ITEMS, [about('孙七(1组)'), about('孙七（1组）')]),
				'PATCH one': () => ask('PATCH', `${ITEMS}/${other}`, { case_ref: '张\u3000三' }),
				'PATCH by keys': () => ask('PATCH', ITEMS, { keys: [other], data: { case_ref: '张　三' } }),
				'PATCH an array': () => ask('PATCH', ITEMS, [{ id: other, case_ref: '张　三' }]),
				import: () => upload('evidence_items', [about('周八'), twice]),
				'import over another': () => upload('evidence_items', [{ id: other, case_ref: '张　三' }]),
				'import of two': () => upload('evidence_items', [about('吴九(2组)'), about('吴九（２组）')]),
				nested: () =>
					instance().api('PATCH', `/items/scorecards/${card.id}`, {
						evidence_items: { create: [twice], update: [], delete: [] },
					}),
				'nested update': () =>
					instance().api('PATCH', `/items/scorecards/${card.id}`, {
						evidence_items: { create: [], update: [{ id: other, case_ref: '张\u3000三' }], delete: [] },
					}),
			};
			const before = await stored();
			for (const [name, attempt] of Object.entries(attempts)) {
				const answer = await attempt();
				expect([answer.status, answer.errors[0]?.code], `${name}: ${answer.text}`).toEqual([409, 'CASE_TWICE']);
				expect(await stored(), name).toEqual(before);
			}
			const query = `mutation { update_evidence_items_item(id: "${other}", data: {case_ref: "张\u3000三"}) { id } }`;
			expect((await instance().api('POST', '/graphql', { query })).errors[0]?.code).toBe('CASE_TWICE');
			expect(await stored()).toEqual(before);
		});

		it('two items are not given one name at once', async () => {
			await fresh();
			const ids = [await post('甲'), await post('乙')];
			const answer = await ask('PATCH', ITEMS, { keys: ids, data: { case_ref: '丙' } });
			expect(answer.status, answer.text).toBe(409);
			expect(answer.errors[0]?.message).toMatch(/[一-鿿]/);
			expect((await stored()).map((found) => found['case_ref'])).toEqual(['乙', '甲']);
		});

		it('what was returned stands in nobody’s way, and comes back only where nobody has taken its place', async () => {
			await fresh();
			const first = await post('张三');
			succeeded(await ask('PATCH', `${ITEMS}/${first}`, { status: 'returned', return_reason: '看不清' }));
			await post('张　三');
			expectRefusal(await ask('PATCH', `${ITEMS}/${first}`, { status: 'submitted' }), 409, 'CASE_TWICE');
			succeeded(await ask('PATCH', `${ITEMS}/${first}`, { status: 'submitted', case_ref: '张三（弟）' }));
		});

		it('an old name does not come back by a revert', async () => {
			await fresh();
			const first = await post('张三');
			succeeded(await instance().api('PATCH', `${ITEMS}/${first}`, { case_ref: '张三（户主）' }));
			await post('张　三');
			const revisions = rows(
				succeeded(
					await instance().api(
						'GET',
						`/revisions?filter[item][_eq]=${first}&filter[collection][_eq]=evidence_items&sort=id&fields=id`,
					),
				).data,
			);
			expectRefusal(await instance().api('POST', `/utils/revert/${String(at(revisions, 0, 'id'))}`), 409, 'CASE_TWICE');
		});

		it('of two at the same moment one is recorded', async () => {
			await fresh();
			for (let round = 0; round < 5; round += 1) {
				const answers = await Promise.all(
					[`户${round}(3组)`, `户${round}（3组）`, `户${round}（３组）`].map((name) => ask('POST', ITEMS, about(name))),
				);
				expect(
					answers.filter(({ status }) => status === 200),
					answers.map(({ text }) => text).join('\n'),
				).toHaveLength(1);
				for (const refused of answers.filter(({ status }) => status !== 200)) {
					expect(refused.status, refused.text).toBe(409);
					expect(['CASE_TWICE', 'NAME_TAKEN']).toContain(refused.errors[0]?.code);
				}
			}
			expect(await stored()).toHaveLength(5);
		});

		it('a key is nobody’s to write', async () => {
			await fresh();
			const id = await post('张三');
			succeeded(await instance().api('PATCH', `${ITEMS}/${id}`, { case_key: 'x' }));
			expect(await stored()).toEqual([{ case_ref: '张三', case_key: '张三' }]);
		});
	});

	describe('a code', () => {
		it('of a village', async () => {
			const code = `V-${randomUUID().slice(0, 8)}(1)`;
			const village = (own: string): Row => ({ code: own, name: '某村', kind: 'village' });
			succeeded(await ask('POST', '/items/villages', village(code)));
			const other = String(
				at(succeeded(await ask('POST', '/items/villages?fields=id', village(`${code}b`))).data, 'id'),
			);
			for (const spelling of [
				code,
				code.toLowerCase(),
				code.replace('(', '（').replace(')', '）'),
				code.replace('-', '－'),
			]) {
				expectRefusal(await ask('POST', '/items/villages', village(spelling)), 409, 'CODE_TAKEN');
				expectRefusal(await ask('PATCH', `/items/villages/${other}`, { code: spelling }), 409, 'CODE_TAKEN');
				expectRefusal(await upload('villages', [village(spelling)]), 409, 'CODE_TAKEN');
			}
			const racing = `R-${randomUUID().slice(0, 8)}`;
			const answers = await Promise.all(
				[racing, racing.toLowerCase()].map((own) => ask('POST', '/items/villages', village(own))),
			);
			expect(answers.map(({ status }) => status).sort(), answers.map(({ text }) => text).join('\n')).toEqual([
				200, 409,
			]);
		});

		it('of a rulebook, an indicator and a criterion', async () => {
			const made = await copyRulebook(instance());
			const own = row(succeeded(await instance().api('GET', `/items/rulebooks/${made.id}`)).data);
			expectRefusal(
				await instance().api('POST', '/items/rulebooks', {
					code: String(own['code']).toLowerCase(),
					version: '１',
					title: '另一份',
				}),
				409,
				'CODE_TAKEN',
			);
			succeeded(
				await instance().api('POST', '/items/rulebooks', {
					code: String(own['code']).toLowerCase(),
					version: '2',
					title: '另一版',
				}),
			);
			const [indicator] = rows(
				succeeded(
					await instance().api(
						'GET',
						`/items/indicators?filter[rulebook][_eq]=${made.id}&filter[code][_eq]=3.1&limit=1`,
					),
				).data,
			);
			expectRefusal(
				await instance().api('POST', '/items/indicators', {
					rulebook: made.id,
					code: '３．１',
					title: '又一个',
					points: 1,
				}),
				409,
				'CODE_TAKEN',
			);
			const gate = {
				rulebook: made.id,
				indicator: indicator?.['id'],
				title: '又一条',
				points: 1,
				method: 'gate',
				params: { label: { 'zh-CN': '有' } },
			};
			expectRefusal(await instance().api('POST', '/items/criteria', { ...gate, code: '6.1A' }), 409, 'CODE_TAKEN');
			succeeded(await instance().api('POST', '/items/criteria', { ...gate, code: '9.9' }));
		});
	});

	it('what is stored in two spellings stays, and the office is told', async () => {
		await fresh();
		const [first = '', second = ''] = await insertItems(instance(), [
			{ ...item(card.id, '2.1', 'mismatch', 1), case_ref: '张三', date_created: new Date('2026-01-01') },
			{ ...item(card.id, '2.1', 'mismatch', 1), case_ref: '张　三', date_created: new Date('2026-01-02') },
		]);
		const code = `D-${randomUUID().slice(0, 8)}`;
		await instance()
			.database('villages')
			.insert(
				[code, code.toLowerCase()].map((own, at) => ({
					id: randomUUID(),
					code: own,
					name: `写法${at}`,
					kind: 'village',
					active: false,
					date_created: new Date(2026, 0, at + 1),
				})),
			);
		await instance().restart();
		expect(
			await instance()
				.database('evidence_items')
				.select('id', 'case_key')
				.where('scorecard', card.id)
				.orderBy('date_created'),
		).toEqual([
			{ id: first, case_key: '张三' },
			{ id: second, case_key: null },
		]);
		const told = await poll('the office is told', async () => {
			const [notice]: Row[] = await instance()
				.database('directus_notifications')
				.where('recipient', office.id)
				.where('subject', 'like', '%写法不同%');
			return notice ?? null;
		});
		for (const word of ['张　三', first.slice(0, 8), second.slice(0, 8), code.toLowerCase().replace('-', '\\-')])
			expect(told['message']).toContain(word);
		expectRefusal(await ask('POST', ITEMS, about('张 三')), 409, 'CASE_TWICE');
		succeeded(await ask('PATCH', `${ITEMS}/${first}`, { status: 'returned', return_reason: '重复' }));
		expectRefusal(await ask('POST', ITEMS, about('张 三')), 409, 'CASE_TWICE');
		await instance().restart();
		expect(await instance().database('evidence_items').where('id', second).first('case_key')).toEqual({
			case_key: '张三',
		});
	});
});
