// Many at once: every write counts once, no reader is refused, and nothing is left marked.
import { afterAll, describe, expect, it } from 'vitest';
import { DATABASES, startInstance, type Instance } from '../support/harness/index.ts';
import { rows, succeeded } from '../support/fixtures/answers.ts';
import { expectCard, expectRanks } from '../support/fixtures/expect-card.ts';
import {
	insertItems,
	item,
	marksWaiting,
	newAssessment,
	RULEBOOK,
	YEAR,
	type Assessment,
} from '../support/fixtures/fixtures.ts';
import { dropAllTriggers, healthOf } from '../support/fixtures/triggers.ts';
import { useInstance } from '../support/fixtures/use-instance.ts';

const WORKERS = 8;
const ROUNDS = 8;

/** Eight at a time, each its rounds one after another. Returns every status that was answered. */
async function atOnce(work: (worker: number, round: number) => Promise<readonly number[]>): Promise<number[]> {
	const all = await Promise.all(
		Array.from({ length: WORKERS }, async (_, worker) => {
			const statuses: number[] = [];
			for (let round = 0; round < ROUNDS; round += 1) statuses.push(...(await work(worker, round)));
			return statuses;
		}),
	);
	return all.flat();
}

async function expectExact(instance: Instance, { id, cards }: Assessment): Promise<void> {
	for (const card of cards) await expectCard(instance, card.id);
	await expectRanks(instance, id);
	expect(await marksWaiting(instance)).toBe(0);
	expect(await healthOf(instance)).toMatchObject({ status: 'ok', last_error: null });
	expect(instance.log()).not.toMatch(/could not be recomputed|deadlock|SQLITE_BUSY/i);
}

describe.each(DATABASES)('%s', (database) => {
	const instance = useInstance({ database });

	it('writers on few scorecards, readers of all', async () => {
		const assessment = await newAssessment(instance(), { villages: 3 });
		const { api } = instance();
		const statuses = await atOnce(async (worker, round) => {
			const card = assessment.cards[(worker + round) % 3]?.id ?? '';
			const write = await api(
				'POST',
				'/items/evidence_items',
				item(card, worker % 2 === 0 ? '6.3' : '2.4', worker % 2 === 0 ? 'below_line' : 'absence', 1),
			);
			const read = await api(
				'GET',
				`/items/scorecards?filter[assessment][_eq]=${assessment.id}&fields=total,rank,lines.awarded`,
			);
			return [write.status, read.status];
		});
		expect([...new Set(statuses)]).toEqual([200]);
		const counted = await instance()
			.database('evidence_items')
			.whereIn(
				'scorecard',
				assessment.cards.map(({ id }) => id),
			)
			.count({ n: '*' });
		expect(Number(counted[0]?.['n'])).toBe(WORKERS * ROUNDS);
		await expectExact(instance(), assessment);
	});

	it('a reader sees its own write at once, whatever the others do', async () => {
		const assessment = await newAssessment(instance(), { villages: WORKERS });
		const { api } = instance();
		const seen: unknown[] = [];
		await atOnce(async (worker, round) => {
			const card = assessment.cards[worker]?.id ?? '';
			succeeded(await api('POST', '/items/evidence_items', item(card, '2.1', 'mismatch', round === 0 ? 0 : 1)));
			const read = rows(succeeded(await api('GET', `/items/scorecards?filter[id][_eq]=${card}&fields=total`)).data);
			seen.push({ round, total: read[0]?.['total'] });
			return [];
		});
		expect(seen).toHaveLength(WORKERS * ROUNDS);
		for (const one of seen)
			expect(one).toEqual({
				round: expect.any(Number),
				total: 2 + Math.max(0, 10 - Number(Reflect.get(one as object, 'round'))),
			});
		await expectExact(instance(), assessment);
	});

	it('batches, changes and deletions on the same rows', async () => {
		const assessment = await newAssessment(instance(), { villages: 4 });
		const { api } = instance();
		const ids = await insertItems(
			instance(),
			assessment.cards.flatMap(({ id }) => Array.from({ length: 10 }, () => item(id, '2.4', 'absence', 1))),
		);
		await insertItems(
			instance(),
			assessment.cards.map(({ id }) => item(id, '2.4', 'late_report', 0)),
		);
		const statuses = await atOnce(async (worker, round) => {
			const some = ids.filter((_, index) => (index + worker + round) % 5 === 0);
			const target = assessment.cards[(worker * round) % 4]?.id ?? '';
			if (worker % 4 === 0)
				return [
					(
						await api(
							'PATCH',
							'/items/evidence_items',
							some.map((id) => ({ id, value: round })),
						)
					).status,
				];
			if (worker % 4 === 1)
				return [(await api('PATCH', '/items/evidence_items', { keys: some, data: { scorecard: target } })).status];
			if (worker % 4 === 2)
				return [(await api('GET', `/items/villages?fields=name,scorecards.total,scorecards.rank&limit=-1`)).status];
			return [
				(
					await api(
						'POST',
						'/items/evidence_items',
						Array.from({ length: 5 }, () => item(target, '2.1', 'mismatch', 1)),
					)
				).status,
			];
		});
		expect(statuses.filter((status) => status >= 500)).toEqual([]);
		await expectExact(instance(), assessment);
	});

	it('assessments made at the same time', async () => {
		const model = await newAssessment(instance(), { villages: 5 });
		const answers = await Promise.all(
			Array.from({ length: 4 }, (_, index) =>
				instance().api('POST', '/items/assessments?fields=id,scorecards.total', {
					title: `同时 ${index}`,
					year: YEAR,
					rulebook: RULEBOOK,
				}),
			),
		);
		for (const answer of answers)
			expect(rows(Reflect.get(succeeded(answer).data as object, 'scorecards'))).toHaveLength(model.cards.length);
		await expectExact(instance(), model);
	});

	it('one large import is recomputed once for each scorecard', async () => {
		const assessment = await newAssessment(instance(), { villages: 2 });
		const lines = Array.from(
			{ length: 1000 },
			(_, index) =>
				`${assessment.cards[index % 2]?.id},${item('', '6.3', '', 0).criterion},below_line,${index < 6 ? 1 : 0},verified`,
		);
		const form = new FormData();
		form.append(
			'file',
			new Blob([['scorecard,criterion,fact,value,status', ...lines].join('\n')], { type: 'text/csv' }),
			'many.csv',
		);
		succeeded(await instance().api('POST', '/utils/import/evidence_items', form));
		await expectExact(instance(), assessment);
	});
});

describe('servers on one PostgreSQL', () => {
	const one = useInstance({ database: 'postgres' });
	const DRAINS = ['true', 'false'];
	let started: readonly Instance[] = [];
	afterAll(() => Promise.all(started.map((server) => server.stop())));

	it('two start at once on a database without triggers', async () => {
		await one().database.raw('DELETE FROM score_marks');
		await dropAllTriggers(one());
		started = await Promise.all(
			DRAINS.map((drain) =>
				startInstance({ database: 'postgres', beside: one(), env: { ASSESSMENT_BACKGROUND_DRAIN: drain } }),
			),
		);
		for (const server of started) expect(await healthOf(server)).toMatchObject({ status: 'ok' });
	});

	it.each(DRAINS)('what one writes the other reads at once (background drain: %s)', async (drain) => {
		const two = started[DRAINS.indexOf(drain)];
		if (two === undefined) throw new Error('The servers did not start.');
		const assessment = await newAssessment(one(), { villages: 3 });
		for (let round = 0; round < 12; round += 1) {
			const [writer, reader] = round % 2 === 0 ? [one(), two] : [two, one()];
			const card = assessment.cards[round % 3]?.id ?? '';
			succeeded(await writer.api('POST', '/items/evidence_items', item(card, '2.1', 'mismatch', 1)));
			await expectCard(reader, card);
		}
		const statuses = await atOnce(async (worker, round) => {
			const [writer, reader] = worker % 2 === 0 ? [one(), two] : [two, one()];
			const card = assessment.cards[(worker + round) % 3]?.id ?? '';
			const write = await writer.api('POST', '/items/evidence_items', item(card, '6.3', 'below_line', round % 2));
			const read = await reader.api(
				'GET',
				`/items/scorecards?filter[assessment][_eq]=${assessment.id}&fields=total,rank`,
			);
			return [write.status, read.status];
		});
		expect([...new Set(statuses)]).toEqual([200]);
		await expectExact(one(), assessment);
		await expectExact(two, assessment);
	});
});
