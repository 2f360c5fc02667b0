// Numbers are JSON numbers on both databases, exact to their decimals, in every kind of answer.
import { beforeAll, describe, expect, it } from 'vitest';
import { DATABASES } from '../support/harness/index.ts';
import { at, row, rows, succeeded, type Row } from '../support/fixtures/answers.ts';
import {
	criterion,
	insertAdjustment,
	insertItems,
	item,
	newAssessment,
	type Assessment,
} from '../support/fixtures/fixtures.ts';
import { useInstance } from '../support/fixtures/use-instance.ts';

const POINTS = [
	'total',
	'attainable',
	'base_points',
	'bonus_points',
	'penalty_points',
	'assessed_count',
	'criteria_count',
	'rank',
];
const types = (of: unknown, names: readonly string[]): Row =>
	Object.fromEntries(names.map((name) => [name, typeof at(of, name)]));
const numbers = (names: readonly string[]): Row => Object.fromEntries(names.map((name) => [name, 'number']));

describe.each(DATABASES)('%s', (database) => {
	const instance = useInstance({ database });
	let assessment: Assessment;
	let card = '';
	const get = async (path: string): Promise<unknown> => succeeded(await instance().api('GET', path)).data;
	const graphql = async (query: string): Promise<unknown> =>
		succeeded(await instance().api('POST', '/graphql', { query })).data;

	beforeAll(async () => {
		assessment = await newAssessment(instance(), { villages: 3 });
		card = assessment.cards[0]?.id ?? '';
		// 2.4: 5 − 0.2 × 7 = 3.6, 1.2: 2 − 0.4 × 2 = 1.2, 3.1.3: 1 − 0.1 × 7 = 0.3: decimals that binary floats do not have
		await insertItems(
			instance(),
			assessment.cards.flatMap(({ id }) => [
				item(id, '2.4', 'absence', 7),
				item(id, '2.4', 'late_report', 0),
				item(id, '3.1.3', 'established', 1),
				item(id, '3.1.3', 'error', 7),
				item(id, '6.2a', 'actual', 96.4, { numerator: 241, denominator: 250 }),
			]),
		);
		await insertAdjustment(instance(), card, { occurrences: 2 });
	});

	it('scorecards', async () => {
		expect(types(await get(`/items/scorecards/${card}`), POINTS)).toEqual(numbers(POINTS));
		expect(at(await get(`/items/scorecards/${card}?fields=total`), 'total')).toBe(11.8);
		expect(
			types(
				at(await graphql(`{ scorecards_by_id(id: "${card}") { ${POINTS.join(' ')} } }`), 'scorecards_by_id'),
				POINTS,
			),
		).toEqual(numbers(POINTS));
	});

	it('lines, nested and not', async () => {
		const nested = rows(at(await get(`/items/scorecards/${card}?fields=lines.*&deep[lines][_limit]=-1`), 'lines'));
		const flat = rows(await get(`/items/scorecard_lines?filter[scorecard][_eq]=${card}&limit=-1`));
		for (const list of [nested, flat]) {
			expect(list).toHaveLength(31);
			for (const line of list)
				expect(types(line, ['awarded', 'attainable', 'evidence_count'])).toEqual(
					numbers(['awarded', 'attainable', 'evidence_count']),
				);
		}
		const of = flat.find((line) => line['criterion'] === criterion('3.1.3'));
		expect(of?.['awarded']).toBe(0.3);
		expect(Array.isArray(of?.['reasons'])).toBe(true);
	});

	it('evidence, criteria, indicators, assessments', async () => {
		const fact = row(at(await get(`/items/evidence_items?filter[numerator][_nnull]=true&limit=1`), 0));
		expect(fact).toMatchObject({ value: 96.4, numerator: 241, denominator: 250 });
		expect(at(await get(`/items/criteria/${criterion('2.4')}`), 'points')).toBe(5);
		expect(typeof at(await get('/items/indicators?limit=1'), 0, 'points')).toBe('number');
		expect(at(await get(`/items/assessments/${assessment.id}`), 'approval_share')).toBe(0.5);
		expect(typeof at(await get('/items/rulebooks?limit=1&filter[points][_nnull]=true'), 0, 'points')).toBe('number');
	});

	it('a POST answers with numbers too, even where text was sent', async () => {
		const answer = succeeded(
			await instance().api('POST', '/items/evidence_items', {
				...item(card, '3.2.2', 'actual', '12.5'),
				status: 'draft',
			}),
		);
		expect(row(answer.data)['value']).toBe(12.5);
	});

	it.each(['sum', 'avg', 'min', 'max'])('aggregate %s', async (how) => {
		const totals = rows(await get(`/items/scorecards?filter[assessment][_eq]=${assessment.id}&fields=total`)).map(
			({ total }) => Number(total),
		);
		const sum = totals.reduce((all, total) => all + Math.round(total * 100), 0) / 100;
		const expected: Row = { sum, avg: sum / totals.length, min: Math.min(...totals), max: Math.max(...totals) };
		const rest = at(
			await get(`/items/scorecards?aggregate[${how}]=total&filter[assessment][_eq]=${assessment.id}`),
			0,
			how,
			'total',
		);
		expect(typeof rest).toBe('number');
		if (how === 'avg') expect(rest).toBeCloseTo(Number(expected[how]), 6);
		else expect(rest).toBe(expected[how]);
		const viaGraphql = at(
			await graphql(
				`{ scorecards_aggregated(filter: {assessment: {id: {_eq: "${assessment.id}"}}}) { ${how} { total } } }`,
			),
			'scorecards_aggregated',
			0,
			how,
			'total',
		);
		expect(viaGraphql).toBe(rest);
	});

	it('aggregates by group, and counts', async () => {
		const grouped = rows(
			await get(
				`/items/scorecard_lines?aggregate[sum]=awarded&groupBy[]=criterion&filter[scorecard][assessment][_eq]=${assessment.id}&limit=-1`,
			),
		);
		expect(
			at(
				grouped.find((one) => one['criterion'] === criterion('3.1.3')),
				'sum',
				'awarded',
			),
		).toBe(0.9);
		expect(grouped.every((one) => typeof at(one, 'sum', 'awarded') === 'number')).toBe(true);
		// What Directus itself gives for counts differs between databases; it must at least be the same number.
		expect(
			Number(
				at(await get(`/items/scorecards?aggregate[count]=*&filter[assessment][_eq]=${assessment.id}`), 0, 'count'),
			),
		).toBe(3);
	});

	it('exports', async () => {
		const csv = (
			await instance().api(
				'GET',
				`/items/scorecard_lines?export=csv&fields=awarded&limit=-1&filter[scorecard][_eq]=${card}&filter[criterion][_eq]=${criterion('3.1.3')}`,
			)
		).text;
		expect(csv.split('\n')[1]?.replaceAll('"', '').trim()).toBe('0.3');
		const json: unknown = JSON.parse(
			(await instance().api('GET', `/items/scorecards?export=json&fields=total&filter[id][_eq]=${card}`)).text,
		);
		expect(typeof at(json, 0, 'total')).toBe('number');
	});
});
