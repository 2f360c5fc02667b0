// What people type to find a record: the village, a code, what was examined; one word or several, in a list, its count and an export.
import { beforeAll, describe, expect, it } from 'vitest';
import { DATABASES, type Answer } from '../support/harness/index.ts';
import { at, rows, succeeded } from '../support/fixtures/answers.ts';
import { criterion, insertItems, item, newAssessment, type Card } from '../support/fixtures/fixtures.ts';
import { newPerson, type Person } from '../support/fixtures/people.ts';
import { useInstance } from '../support/fixtures/use-instance.ts';

describe.each(DATABASES)('%s', (database) => {
	const instance = useInstance({ database });
	let own: Card = { id: '', village: '' };
	let other: Card = { id: '', village: '' };
	let office: Person = { id: '', token: '' };
	let clerk: Person = { id: '', token: '' };
	let assessment = '';

	beforeAll(async () => {
		const { id, cards } = await newAssessment(instance(), { villages: 2 });
		assessment = id;
		[own = own, other = other] = cards;
		succeeded(
			await instance().api('PATCH', `/items/villages/${own.village}?fields=id`, { code: 'ZS-0103', name: '竹山村' }),
		);
		succeeded(await instance().api('PATCH', `/items/villages/${other.village}?fields=id`, { name: '河口社区' }));
		await insertItems(instance(), [
			item(own.id, '1.1', 'office', 1),
			item(own.id, '3.1.1', 'household', 2, { note: '走访Lake组' }),
			item(other.id, '1.1', 'office', 0),
			item(other.id, '2.1', 'mismatch', 1, { status: 'returned', case_ref: '李四' }),
		]);
		office = await newPerson(instance(), 'office');
		clerk = await newPerson(instance(), 'clerk', own.village);
	});

	const ask = (who: Person, query: string): Promise<Answer> =>
		instance().api(
			'GET',
			`/items/evidence_items?filter[scorecard][assessment][_eq]=${assessment}&${query}`,
			undefined,
			{ token: who.token },
		);
	const found = async (search: string, who: Person = office): Promise<string[]> =>
		rows(
			succeeded(await ask(who, `search=${encodeURIComponent(search)}&fields=scorecard.village_name,criterion.code`))
				.data,
		)
			.map((one) => `${String(at(one, 'scorecard', 'village_name'))} ${String(at(one, 'criterion', 'code'))}`)
			.sort();

	const FOUND: readonly (readonly [string, readonly string[]])[] = [
		['竹山', ['竹山村 1.1', '竹山村 3.1.1']],
		['zs-0103', ['竹山村 1.1', '竹山村 3.1.1']],
		['1.1', ['河口社区 1.1', '竹山村 1.1']],
		['办公场地', ['河口社区 1.1', '竹山村 1.1']],
		['河口 办公场地', ['河口社区 1.1']],
		['李四', ['河口社区 2.1']],
		['已退回', ['河口社区 2.1']],
		['lake', ['竹山村 3.1.1']],
		['竹山　１．１', ['竹山村 1.1']],
		['没有这样的词', []],
		['100%', []],
	];
	it.each(FOUND)('%s', async (search, expected) => {
		expect(await found(search)).toEqual(expected);
		expect(
			Number(
				at(
					succeeded(await ask(office, `search=${encodeURIComponent(search)}&aggregate[countDistinct]=id`)).data,
					0,
					'countDistinct',
					'id',
				),
			),
		).toBe(expected.length);
	});

	it('a clerk finds the own village’s only; GraphQL and an export find the same', async () => {
		expect(await found('办公场地', clerk)).toEqual(['竹山村 1.1']);
		const told = succeeded(
			await instance().api(
				'POST',
				'/graphql',
				{ query: '{ evidence_items(search: "竹山 1.1") { criterion { code } } }' },
				{ token: office.token },
			),
		);
		expect(at(told.data, 'evidence_items')).toEqual([{ criterion: { code: '1.1' } }]);
		const sheet = await ask(office, 'search=竹山&export=csv&fields=note');
		expect(sheet.text).toContain('走访Lake组');
	});

	it('lines, bonus and penalty, appeals and scorecards are found by their village, too', async () => {
		const { database: db, api } = instance();
		await db('appeals').insert({
			id: own.id,
			scorecard: own.id,
			criterion: criterion('1.1'),
			text: '请复核',
			status: 'open',
		});
		for (const [collection, search] of [
			['appeals', '竹山'],
			['appeals', '1.1 待答复'],
			['scorecard_lines', '竹山 1.1'],
			['scorecards', 'ZS-0103'],
		] as const) {
			expect(
				rows(succeeded(await api('GET', `/items/${collection}?search=${encodeURIComponent(search)}&fields=id`)).data),
				`${collection} ${search}`,
			).toHaveLength(1);
		}
	});
});
