// A new assessment is answered with a scorecard for every village that takes part, scored already.
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DATABASES, type Answer } from '../support/harness/index.ts';
import { at, row, rows, succeeded } from '../support/fixtures/answers.ts';
import { expectCard, expectRanks } from '../support/fixtures/expect-card.ts';
import { cardsOf, marksWaiting, newAssessment, newVillages, RULEBOOK, YEAR } from '../support/fixtures/fixtures.ts';
import { useInstance } from '../support/fixtures/use-instance.ts';

const assessment = (more: object = {}): object => ({
	title: `考核 ${randomUUID().slice(0, 8)}`,
	year: YEAR,
	rulebook: RULEBOOK,
	...more,
});

describe.each(DATABASES)('%s', (database) => {
	const instance = useInstance({ database, env: { ASSESSMENT_BACKGROUND_DRAIN: 'false' } });

	/** Looks into the tables at once, without a read that would recompute. */
	async function expectEnrolled(id: string, villages: readonly string[]): Promise<void> {
		const cards = await cardsOf(instance(), id);
		expect(cards.map(({ village }) => village).sort()).toEqual([...villages].sort());
		const stored = await instance().database('scorecards').where({ assessment: id });
		for (const card of stored) {
			const lines = await instance().database('scorecard_lines').where({ scorecard: card.id });
			expect(lines).toHaveLength(31);
			expect({
				total: Number(card.total),
				attainable: Number(card.attainable),
				rank: card.rank,
				criteria_count: card.criteria_count,
			}).toEqual({ total: 2, attainable: 100, rank: 1, criteria_count: 28 });
			expect(card.engine_version).toMatch(/^\d+\.\d+/);
			expect(card.label).toContain(card.village_name);
		}
		expect(await marksWaiting(instance())).toBe(0);
	}

	it('POST one: scored when the request is answered, and in the answer', async () => {
		const villages = await newVillages(instance(), 4);
		const answer = succeeded(
			await instance().api(
				'POST',
				'/items/assessments?fields=id,scorecards.total,scorecards.attainable,scorecards.rank,scorecards.lines.state' +
					'&deep[scorecards][lines][_limit]=-1',
				assessment(),
			),
		);
		const cards = rows(at(answer.data, 'scorecards'));
		expect(cards.map(({ total, attainable, rank }) => ({ total, attainable, rank }))).toEqual(
			villages.map(() => ({ total: 2, attainable: 100, rank: 1 })),
		);
		expect(cards.map(({ lines }) => rows(lines).length)).toEqual(villages.map(() => 31));
		await expectEnrolled(String(row(answer.data)['id']), villages);
	});

	it('POST an array: each with its own', async () => {
		const villages = await newVillages(instance(), 3);
		const answer = succeeded(
			await instance().api('POST', '/items/assessments?fields=id', [
				assessment(),
				assessment({ year: YEAR - 1 }),
				assessment(),
			]),
		);
		expect(rows(answer.data)).toHaveLength(3);
		for (const { id } of rows(answer.data)) await expectEnrolled(String(id), villages);
	});

	it.each(['csv', 'json'])('import as %s', async (format) => {
		const villages = await newVillages(instance(), 2);
		const ids = [randomUUID(), randomUUID()];
		const content =
			format === 'json'
				? JSON.stringify(ids.map((id) => assessment({ id })))
				: ['id,title,year,rulebook', ...ids.map((id) => `${id},导入的考核,${YEAR},${RULEBOOK}`)].join('\n');
		const form = new FormData();
		form.append(
			'file',
			new Blob([content], { type: format === 'json' ? 'application/json' : 'text/csv' }),
			`assessments.${format}`,
		);
		succeeded(await instance().api('POST', '/utils/import/assessments', form));
		for (const id of ids) await expectEnrolled(id, villages);
	});

	it('GraphQL', async () => {
		const villages = await newVillages(instance(), 2);
		// Directus 11.17 asks in GraphQL for the required fields of what an item refers to, so the rulebook is made along with it.
		const query =
			'mutation ($data: create_assessments_input!) { create_assessments_item(data: $data) { id scorecards { total } } }';
		const rulebook = { code: `G-${randomUUID().slice(0, 8)}`, version: '1', title: '空细则' };
		const answer = succeeded(
			await instance().api('POST', '/graphql', { query, variables: { data: assessment({ rulebook }) } }),
		);
		const made = row(at(answer.data, 'create_assessments_item'));
		expect(rows(made['scorecards'])).toEqual(villages.map(() => ({ total: 0 })));
		expect((await cardsOf(instance(), String(made['id']))).map(({ village }) => village).sort()).toEqual(
			[...villages].sort(),
		);
	});

	it('inactive villages are left out, also when they were inactive a moment ago', async () => {
		const [first = '', second = '', third = ''] = await newVillages(instance(), 3);
		succeeded(await instance().api('PATCH', `/items/villages/${second}`, { active: false }));
		const answer = succeeded(await instance().api('POST', '/items/assessments?fields=id', assessment()));
		await expectEnrolled(String(row(answer.data)['id']), [first, third]);
	});

	it('without any village there is no scorecard', async () => {
		await newVillages(instance(), 0);
		const answer = succeeded(await instance().api('POST', '/items/assessments?fields=id,scorecards', assessment()));
		expect(row(answer.data)['scorecards']).toEqual([]);
	});

	it('villages enrolled later are scored and ranked when the request is answered', async () => {
		const { id, cards } = await newAssessment(instance(), { villages: 2 });
		const late = await newVillages(instance(), 2);
		succeeded(await instance().api('POST', `/assessment/assessments/${id}/enrol`, { villages: late }));
		await expectEnrolled(id, [...cards.map(({ village }) => village), ...late]);
		await expectRanks(instance(), id);
		for (const card of await cardsOf(instance(), id)) await expectCard(instance(), card.id);
	});

	it('enrolling again changes nothing', async () => {
		const { id, cards } = await newAssessment(instance(), { villages: 2 });
		succeeded(
			await instance().api('POST', `/assessment/assessments/${id}/enrol`, {
				villages: cards.map(({ village }) => village),
			}),
		);
		expect(await cardsOf(instance(), id)).toEqual(cards);
	});

	it('a refused assessment leaves no scorecards', async () => {
		await newVillages(instance(), 2);
		const count = async (): Promise<number> => (await instance().database('scorecards').select('id')).length;
		const before = await count();
		const answer: Answer = await instance().api('POST', '/items/assessments', [
			assessment(),
			assessment({ rulebook: '00000000-0000-4000-8000-000000000000' }),
		]);
		expect(answer.status).toBe(400);
		expect(await count()).toBe(before);
		expect(await marksWaiting(instance())).toBe(0);
	});

	it('many villages at once', async () => {
		const villages = await newVillages(instance(), 120);
		const answer = succeeded(await instance().api('POST', '/items/assessments?fields=id', assessment()));
		await expectEnrolled(String(row(answer.data)['id']), villages);
	});
});
