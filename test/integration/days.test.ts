// A day is a day: stored, filtered, grouped, sorted and shown alike on both databases, whatever the time zone of the office.
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { DATABASES, type Answer } from '../support/harness/index.ts';
import { at, rows, succeeded } from '../support/fixtures/answers.ts';
import { item, newAssessment, YEAR } from '../support/fixtures/fixtures.ts';
import { useInstance } from '../support/fixtures/use-instance.ts';

const ZONES = ['Asia/Shanghai', 'America/New_York'];
const day = (date: number): string => `${YEAR}-06-0${date}`;

/** Filters of a field that holds the 1st, 2nd and 3rd, and nothing; which of them each finds. */
const FILTERS: readonly [object, readonly number[]][] = [
	[{ _eq: day(2) }, [2]],
	[{ _neq: day(2) }, [1, 3]],
	[{ _gte: day(2) }, [2, 3]],
	[{ _gt: day(2) }, [3]],
	[{ _lte: day(2) }, [1, 2]],
	[{ _lt: day(2) }, [1]],
	[{ _between: [day(2), day(3)] }, [2, 3]],
	[{ _nbetween: [day(2), day(3)] }, [1]],
	[{ _in: [day(1), day(3)] }, [1, 3]],
	[{ _nin: [day(1), day(3)] }, [2]],
	[{ _nnull: true }, [1, 2, 3]],
	// What was written is the day, whatever hour and time zone stand beside it.
	[{ _eq: `${day(2)}T23:00:00-08:00` }, [2]],
	[{ _gte: `${day(2)}T00:00:00Z` }, [2, 3]],
	[{ _between: `${day(2)},${day(3)}` }, [2, 3]],
];
/** 1 June was in week `week`, and a `weekday` (0: Sunday). */
const first = new Date(Date.UTC(YEAR, 5, 1));
const weekday = first.getUTCDay();
const thursday = new Date(Date.UTC(YEAR, 5, 1 + 4 - (weekday || 7)));
const week = Math.floor((thursday.getTime() - Date.UTC(YEAR, 0, 1)) / 86_400_000 / 7) + 1;
const FUNCTIONS: readonly [object, readonly number[]][] = [
	[{ 'day(FIELD)': { _eq: 2 } }, [2]],
	[{ 'day(FIELD)': { _gte: 2 } }, [2, 3]],
	[{ 'month(FIELD)': { _eq: 6 } }, [1, 2, 3]],
	[{ 'month(FIELD)': { _eq: 5 } }, []],
	[{ 'year(FIELD)': { _eq: YEAR } }, [1, 2, 3]],
	[{ 'weekday(FIELD)': { _eq: weekday } }, [1]],
	[{ 'week(FIELD)': { _eq: week } }, [1, 2, 3].filter((date) => (weekday || 7) + date - 1 <= 7)],
];

describe.each(DATABASES.flatMap((database) => ZONES.map((zone) => ({ database, zone }))))(
	'$database in $zone',
	({ database, zone }) => {
		const instance = useInstance({ database, ...(zone === 'Asia/Shanghai' ? {} : { env: { TZ: zone } }) });
		const own = `days_${randomUUID().slice(0, 8)}`;
		let card = '';

		const api = (method: string, path: string, body?: unknown): Promise<Answer> => instance().api(method, path, body);
		const query = (parts: object): string =>
			Object.entries(parts)
				.map(
					([name, value]) => `${name}=${encodeURIComponent(typeof value === 'string' ? value : JSON.stringify(value))}`,
				)
				.join('&');
		const read = async (collection: string, parts: object): Promise<unknown> =>
			succeeded(await api('GET', `/items/${collection}?${query(parts)}`)).data;

		beforeAll(async () => {
			card = (await newAssessment(instance(), { villages: 1 })).cards[0]?.id ?? '';
			const items = [3, 1, 2].map((date) =>
				item(card, '1.2', 'pledge', 1, { observed_on: day(date), reported_on: day(date) }),
			);
			succeeded(
				await api('POST', '/items/evidence_items', [...items, item(card, '1.2', 'pledge', 1, { observed_on: day(1) })]),
			);
			// The office's own collection.
			succeeded(
				await api('POST', '/collections', {
					collection: own,
					schema: {},
					meta: {},
					fields: [
						{ field: 'id', type: 'integer', schema: { is_primary_key: true, has_auto_increment: true } },
						{ field: 'day', type: 'date', schema: {}, meta: { interface: 'datetime' } },
						{ field: 'made', type: 'date', schema: {}, meta: { special: ['date-created'] } },
						{ field: 'moment', type: 'dateTime', schema: {}, meta: { interface: 'datetime' } },
					],
				}),
			);
			succeeded(
				await api('POST', `/items/${own}`, [
					...[3, 1, 2].map((date) => ({ day: day(date), moment: `${day(date)}T00:30:00` })),
					{ day: null },
				]),
			);
		});

		/** Of the items: `reported_on`, which may be empty. */
		const places = (): { readonly collection: string; readonly field: string; readonly where: object }[] => [
			{ collection: 'evidence_items', field: 'reported_on', where: { scorecard: { _eq: card } } },
			{ collection: own, field: 'day', where: {} },
		];

		it('is stored as it was written', async () => {
			for (const { collection, field } of places()) {
				const column = database === 'sqlite' ? field : `${field}::text`;
				expect(
					await instance()
						.database(collection)
						.whereNotNull(field)
						.orderBy(field)
						.select(instance().database.raw(`${column} AS day`)),
				).toEqual([1, 2, 3].map((date) => ({ day: day(date) })));
			}
		});

		it.each([...FILTERS.map(([filter, found]) => [{ FIELD: filter }, found] as const), ...FUNCTIONS])(
			'%j',
			async (filter, found) => {
				for (const { collection, field, where } of places()) {
					const named: unknown = JSON.parse(JSON.stringify(filter).replaceAll('FIELD', field));
					const parts = { filter: { _and: [where, named] }, sort: field, fields: field };
					const expected = found.map((date) => day(date));
					expect(
						rows(await read(collection, parts)).map((one) => one[field]),
						collection,
					).toEqual(expected);
					const search = succeeded(
						await api('SEARCH', `/items/${collection}`, { query: { ...parts, fields: [field], sort: [field] } }),
					);
					expect(rows(search.data).map((one) => one[field])).toEqual(expected);
					const csv = await api('GET', `/items/${collection}?${query({ ...parts, export: 'json' })}`);
					expect(rows(JSON.parse(csv.text)).map((one) => one[field])).toEqual(expected);
					expect(
						Number(rows(await read(collection, { filter: parts.filter, aggregate: { count: '*' } }))[0]?.['count']),
					).toBe(found.length);
				}
				const nested: unknown = JSON.parse(JSON.stringify(filter).replaceAll('FIELD', 'reported_on'));
				expect(
					rows(
						await read('scorecards', {
							filter: { id: { _eq: card }, evidence_items: { _some: nested } },
							fields: 'id',
						}),
					),
				).toHaveLength(found.length > 0 ? 1 : 0);
			},
		);

		it('is filtered alike by GraphQL', async () => {
			const ask = async (filter: string): Promise<unknown> =>
				at(
					succeeded(
						await api('POST', '/graphql', {
							query:
								`{ evidence_items(filter: { scorecard: { id: { _eq: "${card}" } }, ${filter} }, ` +
								'sort: ["reported_on"]) { reported_on reported_on_func { year month day } } }',
						}),
					),
					'data',
					'evidence_items',
				);
			const shown = (date: number): object => ({
				reported_on: day(date),
				reported_on_func: { year: YEAR, month: 6, day: date },
			});
			expect(await ask(`reported_on: { _eq: "${day(2)}" }`)).toEqual([shown(2)]);
			expect(await ask(`reported_on: { _between: ["${day(2)}", "${day(3)}"] }`)).toEqual([shown(2), shown(3)]);
			expect(await ask('reported_on_func: { day: { _lt: 3 } }')).toEqual([shown(1), shown(2)]);
		});

		/** PostgreSQL's numbers of rows are texts. */
		const counted = (value: unknown): unknown =>
			JSON.parse(JSON.stringify(value), (_, one: unknown) =>
				typeof one === 'string' && /^\d+$/.test(one) ? Number(one) : one,
			);

		it('is sorted, grouped and counted alike', async () => {
			for (const { collection, field, where } of places()) {
				expect(
					rows(await read(collection, { filter: where, sort: field, fields: field })).map((one) => one[field]),
				).toEqual([day(1), day(2), day(3), null]);
				expect(
					rows(await read(collection, { filter: where, sort: `-${field}`, fields: field })).map((one) => one[field]),
				).toEqual([null, day(3), day(2), day(1)]);
				expect(
					counted(
						await read(collection, {
							filter: where,
							aggregate: { min: field, max: field, count: field, countDistinct: field },
						}),
					),
				).toEqual([
					{ min: { [field]: day(1) }, max: { [field]: day(3) }, count: { [field]: 3 }, countDistinct: { [field]: 3 } },
				]);
				const filter = { _and: [where, { [field]: { _nnull: true } }] };
				expect(
					counted(await read(collection, { filter, groupBy: field, aggregate: { count: '*' }, sort: field })),
				).toEqual([1, 2, 3].map((date) => ({ [field]: day(date), count: 1 })));
				expect(
					counted(
						await read(collection, { filter, groupBy: `year(${field}),month(${field})`, aggregate: { count: '*' } }),
					),
				).toEqual([{ [`${field}_year`]: YEAR, [`${field}_month`]: 6, count: 3 }]);
			}
		});

		it('today is the day where the office is', async () => {
			const today = new Intl.DateTimeFormat('sv', { timeZone: zone }).format(new Date());
			const away = (days: number): string => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
			const ids = await Promise.all(
				[-1, 0, 1].map(
					async (days) =>
						[days, at(succeeded(await api('POST', `/items/${own}`, { day: away(days) })).data, 'id')] as const,
				),
			);
			const found = async (filter: object): Promise<unknown> => {
				const list = rows(
					await read(own, {
						filter: { day: filter, id: { _in: ids.map(([, id]) => id) } },
						fields: 'day',
						sort: 'day',
					}),
				);
				return list.map((one) => one['day']);
			};
			expect(await found({ _eq: '$NOW' })).toEqual([today]);
			expect(await found({ _lte: '$NOW' })).toEqual([away(-1), today]);
			expect(await found({ _gte: '$NOW' })).toEqual([today, away(1)]);
			expect(await found({ _gt: '$NOW' })).toEqual([away(1)]);
			expect(await found({ _between: ['$NOW(-1 day)', '$NOW'] })).toEqual([away(-1), today]);
			expect(rows(await read(own, { fields: 'made' })).every((one) => one['made'] === today)).toBe(true);
			await Promise.all(ids.map(([, id]) => api('DELETE', `/items/${own}/${String(id)}`)));
		});

		it('of a moment: it begins at midnight where the office is', async () => {
			const moments = async (filter: object): Promise<unknown> =>
				rows(await read(own, { filter: { moment: filter }, fields: 'moment', sort: 'moment' })).map(
					(one) => one['moment'],
				);
			expect(await moments({ _gte: day(2) })).toEqual([2, 3].map((date) => `${day(date)}T00:30:00`));
			expect(await moments({ _lt: day(2) })).toEqual([`${day(1)}T00:30:00`]);
			const today = new Intl.DateTimeFormat('sv', { timeZone: zone }).format(new Date());
			expect(
				rows(await read('evidence_items', { filter: { scorecard: { _eq: card }, date_created: { _gte: today } } })),
			).toHaveLength(4);
		});

		it.each(['abc', '2026-02-30', '2026-13-01', '12'])(
			'%s is refused as a day, in filters and in values',
			async (text) => {
				for (const { collection, field } of places()) {
					expect(
						(await api('GET', `/items/${collection}?${query({ filter: { [field]: { _eq: text } } })}`)).status,
					).toBe(400);
					expect(
						(await api('GET', `/items/${collection}?${query({ filter: { [field]: { _in: [day(1), text] } } })}`))
							.status,
					).toBe(400);
				}
				expect((await api('POST', `/items/${own}`, { day: text })).status).toBe(400);
			},
		);

		it.each([['2026-06-02T23:30:00Z'], ['2026-06-02T00:30:00+14:00'], ['2026-06-02 12:00']])(
			'%s is the day that it says',
			async (text) => {
				expect(at(succeeded(await api('POST', `/items/${own}?fields=id,day`, { day: text })).data, 'day')).toBe(
					'2026-06-02',
				);
			},
		);
	},
);

describe('what an older version stored on SQLite', () => {
	const instance = useInstance({ database: 'sqlite', env: { TZ: 'Asia/Shanghai' } });
	const DAYS = [day(1), day(2), day(3)];

	it.each(ZONES)('becomes days when the server starts in %s', async (zone) => {
		const { api, database, restart } = instance();
		const card = (await newAssessment(instance(), { villages: 1 })).cards[0]?.id ?? '';
		succeeded(
			await api(
				'POST',
				'/items/evidence_items',
				DAYS.map((one) => item(card, '1.2', 'pledge', 1, { observed_on: one, reported_on: one })),
			),
		);
		for (const one of DAYS)
			await database('evidence_items')
				.where({ scorecard: card, observed_on: one })
				.update({ observed_on: Date.parse(`${one}T00:00:00+08:00`), reported_on: Date.parse(`${one}T00:00:00+08:00`) });
		await restart({ TZ: zone });
		expect(
			await database('evidence_items')
				.where({ scorecard: card })
				.orderBy('observed_on')
				.select('observed_on', 'reported_on'),
		).toEqual(DAYS.map((one) => ({ observed_on: one, reported_on: one })));
		const read = succeeded(
			await api(
				'GET',
				`/items/evidence_items?fields=observed_on&filter[scorecard][_eq]=${card}&filter[observed_on][_gte]=${day(2)}&sort=observed_on`,
			),
		);
		expect(rows(read.data).map((one) => one['observed_on'])).toEqual([day(2), day(3)]);
	});
});
