// assessment:verify and assessment:recompute, beside the running server, and the same verification over HTTP.
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { DATABASES, freePort, type CommandResult } from '../support/harness/index.ts';
import { at, expectRefusal, row, rows, succeeded, type Row } from '../support/fixtures/answers.ts';
import { expectCard, expectRanks } from '../support/fixtures/expect-card.ts';
import { criterion, insertItems, item, newAssessment, type Assessment } from '../support/fixtures/fixtures.ts';
import { useInstance } from '../support/fixtures/use-instance.ts';

describe.each(DATABASES)('%s', (database) => {
	const instance = useInstance({ database });
	let assessment: Assessment;
	let card = '';

	beforeEach(async () => {
		assessment = await newAssessment(instance(), { villages: 3 });
		card = assessment.cards[0]?.id ?? '';
		await insertItems(instance(), [
			item(card, '2.1', 'mismatch', 2),
			item(card, '6.1a', 'met', 1),
			item(assessment.cards[1]?.id ?? '', '3.2.2', 'actual', 35),
		]);
		await expectRanks(instance(), assessment.id);
	});

	const verify = (...args: readonly string[]): Promise<CommandResult> =>
		instance().cli(['assessment:verify', '--assessment', assessment.id, ...args]);
	const recompute = (...args: readonly string[]): Promise<CommandResult> =>
		instance().cli(['assessment:recompute', ...args]);
	/** What --json prints is JSON and nothing else. */
	const json = ({ stdout }: CommandResult): Row => row(JSON.parse(stdout));
	const overHttp = async (): Promise<Row> =>
		row(succeeded(await instance().api('GET', `/assessment/assessments/${assessment.id}/verify`)).data);

	// A command is a whole start of Directus: what is said in words, and what is refused before it comes to the data, is the same on both.
	if (database === 'postgres')
		it('all equal: 0', async () => {
			const plain = await verify();
			expect(plain.code, plain.stderr).toBe(0);
			expect(plain.stdout).toMatch(/全部一致/);
			const machine = await verify('--json');
			expect(machine.code, machine.stderr).toBe(0);
			expect(json(machine)).toMatchObject({
				assessment: assessment.id,
				scorecards: 3,
				lines: 93,
				waiting: 0,
				differences: [],
			});
			expect(await overHttp()).toEqual(json(machine));
		});

	const tampered: readonly [string, () => Promise<unknown>, Row][] = [
		[
			'a total',
			() => instance().database('scorecards').where({ id: card }).update({ total: 99 }),
			{ field: 'total', stored: 99, criterion: null },
		],
		[
			'a rank',
			() => instance().database('scorecards').where({ id: card }).update({ rank: 77 }),
			{ field: 'rank', stored: 77 },
		],
		[
			'a bonus',
			() => instance().database('scorecards').where({ id: card }).update({ bonus_points: 4 }),
			{ field: 'bonus_points', stored: 4 },
		],
		[
			'a count',
			() => instance().database('scorecards').where({ id: card }).update({ assessed_count: 28 }),
			{ field: 'assessed_count', stored: 28 },
		],
		[
			'points of a line',
			() => lineOf('2.1').update({ awarded: 10 }),
			{ field: 'awarded', stored: 10, criterion: '2.1' },
		],
		[
			'a line’s state',
			() => lineOf('2.1').update({ state: 'pending' }),
			{ field: 'state', stored: 'pending', criterion: '2.1' },
		],
		[
			'a line’s explanation',
			() => lineOf('2.1').update({ explanation: '全部合格' }),
			{ field: 'explanation', stored: '全部合格', criterion: '2.1' },
		],
		[
			'a line’s reasons',
			() => lineOf('2.1').update({ reasons: JSON.stringify([]) }),
			{ field: 'reasons', criterion: '2.1' },
		],
		['a line removed', () => lineOf('2.1').delete(), { field: 'line', stored: null, criterion: '2.1' }],
	];
	const lineOf = (code: string): Knex.QueryBuilder =>
		instance()
			.database('scorecard_lines')
			.where({ scorecard: card, criterion: criterion(code) });

	/** PostgreSQL's driver gives decimals as text. */
	const differences = (verification: Row): Row[] =>
		rows(verification['differences']).map((one) => ({
			...one,
			stored:
				typeof one['stored'] === 'string' && Number.isFinite(Number(one['stored']))
					? Number(one['stored'])
					: one['stored'],
		}));

	it.each(tampered)('%s tampered with behind the server’s back is named', async (_what, tamper, difference) => {
		await tamper();
		expect(differences(await overHttp())).toContainEqual(expect.objectContaining({ scorecard: card, ...difference }));
	});

	it('whatever was tampered with: 1, all named; recompute repairs it', async () => {
		for (const [, tamper] of tampered) await tamper();
		await instance().database('scorecards').where({ id: assessment.cards[2]?.id }).update({ total: 99 });
		const machine = await verify('--json');
		expect(machine.code, machine.stderr).toBe(1);
		expect(await overHttp()).toEqual(json(machine));
		expect(new Set(differences(json(machine)).map(({ field }) => field))).toEqual(
			new Set(['total', 'rank', 'rank_best', 'rank_worst', 'bonus_points', 'assessed_count', 'line']),
		);
		if (database === 'postgres') {
			const plain = await verify();
			expect(plain.code).toBe(1);
			expect(plain.stdout).toContain('不一致');
		}

		// Of one assessment only what is its own.
		const other = await newAssessment(instance(), { villages: 1 });
		await instance().database('scorecards').where({ id: other.cards[0]?.id }).update({ total: 55 });
		const repaired = await recompute('--assessment', assessment.id);
		expect(repaired.code, repaired.stderr).toBe(0);
		expect(at(await overHttp(), 'differences')).toEqual([]);
		await expectCard(instance(), card);
		await expectRanks(instance(), assessment.id);
		const stored = async (): Promise<number> =>
			Number((await instance().database('scorecards').where({ id: other.cards[0]?.id }).first('total')).total);
		expect(await stored()).toBe(55);
		expect((await recompute()).code).toBe(0);
		expect(await stored()).toBe(2);
	});

	it('verify itself repairs nothing', async () => {
		await instance().database('scorecards').where({ id: card }).update({ total: 99 });
		const first = await overHttp();
		expect(await overHttp()).toEqual(first);
	});

	it('facts written a moment ago, and while others are writing: no false alarm', async () => {
		await insertItems(instance(), [item(card, '2.1', 'mismatch', 1)]);
		const writing = Array.from({ length: 4 }, async (_, worker) => {
			for (let round = 0; round < 15; round += 1) {
				const target = assessment.cards[(worker + round) % 3]?.id ?? '';
				succeeded(await instance().api('POST', '/items/evidence_items', item(target, '2.4', 'absence', 1)));
			}
		});
		const [machine, http] = await Promise.all([verify('--json'), overHttp(), ...writing]);
		expect({ code: machine.code, differences: json(machine)['differences'] }, machine.stderr).toEqual({
			code: 0,
			differences: [],
		});
		expect(at(http, 'differences')).toEqual([]);
		for (const { id } of assessment.cards) await expectCard(instance(), id);
	});

	it('the database out of reach: 2', async () => {
		const env =
			database === 'sqlite'
				? { DB_FILENAME: `${instance().directory}/nowhere/at-all.sqlite` }
				: { DB_PORT: String(await freePort()) };
		const { code, stdout, stderr } = await instance().cli(['assessment:verify', '--assessment', assessment.id], env);
		expect(code, stdout + stderr).toBe(2);
	});

	it('over HTTP an assessment that there is not is 404', async () => {
		expectRefusal(
			await instance().api('GET', `/assessment/assessments/${randomUUID()}/verify`),
			404,
			'ASSESSMENT_NOT_FOUND',
		);
		expectRefusal(await instance().api('GET', '/assessment/assessments/abc/verify'), 404, 'ASSESSMENT_NOT_FOUND');
	});
});

describe('postgres, misused', () => {
	const instance = useInstance({ database: 'postgres' });

	it.each([
		['an id that is none', ['assessment:verify', '--assessment', "x'; --"]],
		['no assessment named', ['assessment:verify']],
		['an assessment that there is not, as JSON', ['assessment:verify', '--assessment', randomUUID(), '--json']],
		['nothing to recompute', ['assessment:recompute', '--assessment', randomUUID()]],
		['an option that there is not', ['assessment:verify', '--assessment', randomUUID(), '--fix']],
	])('%s: 2', async (_what, args) => {
		const { code, stdout, stderr } = await instance().cli(args);
		expect(code, stdout + stderr).toBe(2);
		expect((stdout + stderr).trim()).not.toBe('');
		expect(stdout + stderr).not.toMatch(/\bat .*\.js:\d+/);
	});
});
