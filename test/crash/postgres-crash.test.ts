// A drain does not wait for the disk, for it can be redone from its marks. That holds only if its commit is never lost without
// its deletion of the marks, and never outlived by a commit that came later: here PostgreSQL itself loses what it had not written.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADMIN_PASSWORD, prepareDatabase, startInstance, templates, type Instance } from '../support/harness/index.ts';
import { startCrashablePostgres, type CrashablePostgres } from './crashable-postgres.ts';
import { expectAllOrNothing, expectVerified, inspect } from './inspection.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { hundredths } from './oracle.ts';
import { SEED, seeded } from '../support/random.ts';
import { READINGS, readScores } from './readings.ts';
import { createFixture, someItem, type CrashFixture } from './fixture.ts';
import { startImport, startWriters, type Complaints } from './writing.ts';

const PATIENCE = 150_000;
const NAME = 'crash';

describe(`PostgreSQL crashes, seed ${SEED}`, () => {
	const random = seeded(SEED + 1);
	const ledger: Ledger = createLedger();
	let server: CrashablePostgres;
	let instance: Instance;
	let database: Knex;
	let fixture: CrashFixture;
	let round = 0;
	let length: number;

	beforeAll(async () => {
		const { extensions, directory } = await templates();
		server = await startCrashablePostgres();
		await server.postgres.createDatabase(NAME);
		const env = server.postgres.settings(NAME);
		await prepareDatabase({ ...env, DATA_DIR: join(directory, NAME), EXTENSIONS_PATH: extensions, ADMIN_PASSWORD });
		database = server.postgres.connect(NAME);
		instance = await startInstance({ database: 'postgres', env: { ...env, ASSESSMENT_BACKGROUND_DRAIN: 'false' } });
		fixture = await createFixture({ api: instance.api, database });
		const started = Date.now();
		expect(await startImport(traffic(), []).answered).toBe(true);
		length = Date.now() - started;
		await look();
	}, PATIENCE);
	afterAll(async () => {
		await instance.stop();
		await database.destroy();
		await server.stop();
	}, PATIENCE);

	const traffic = (): Parameters<typeof startImport>[0] => ({
		api: instance.api,
		ledger,
		fixture,
		random,
		round: (round += 1),
	});
	const look = (): Promise<void> =>
		inspect({ instance, database, ledger, fixture, read: READINGS['the list of scorecards'] });
	const crashAndRevive = async (): Promise<void> => {
		await server.crash();
		await server.revive();
	};

	/** Somebody records one case, which takes a quarter off what can be reached; the answer has come. */
	async function save(scorecard: string): Promise<void> {
		const id = randomUUID();
		const item = { ...someItem(fixture, random, { round, note: 'single' }), id, scorecard, ...place(), value: 1 };
		expect(
			await ledger.attempt(
				[id],
				'absent',
				'verified',
				async () => (await instance.api('POST', '/items/evidence_items', item)).status === 200,
			),
		).toBe(true);
	}
	const place = (): { criterion: string; fact: string } => {
		const [first] = fixture.places;
		if (first?.kind !== 'cases') throw new Error('The first place of the fixture takes cases.');
		return { criterion: first.criterion, fact: first.fact };
	};
	/** As it is stored, behind the server's back. */
	const attainable = async (scorecard: string): Promise<number> =>
		hundredths(
			(await database('scorecard_lines').where({ scorecard, criterion: place().criterion }).first())?.attainable,
		);
	const marked = async (): Promise<string[]> =>
		(await database('score_marks').distinct('scorecard')).map((row: { scorecard: string }) => row.scorecard);
	const drain = async (): Promise<void> => {
		await readScores(READINGS['the list of scorecards'], instance.api, fixture.assessment);
		expect(await marked()).toEqual([]);
	};

	test(
		'a drain that is lost is lost with its marks restored, and is done again before the next read',
		async () => {
			let lost = 0;
			for (const scorecard of fixture.scorecards.slice(0, 4)) {
				const before = await attainable(scorecard);
				await save(scorecard);
				await drain();
				expect(await attainable(scorecard)).toBe(before - 25);
				await crashAndRevive();
				const isLost = (await marked()).length > 0;
				expect({ marked: await marked(), attainable: await attainable(scorecard) }).toEqual(
					isLost ? { marked: [scorecard], attainable: before } : { marked: [], attainable: before - 25 },
				);
				await look();
				lost += Number(isLost);
			}
			// Else nothing was tried: PostgreSQL would have written the drains in time.
			expect(lost).toBeGreaterThan(0);
		},
		PATIENCE,
	);

	test(
		'a commit that waited for the disk takes with it the drain before it',
		async () => {
			for (const [first, second] of [fixture.scorecards.slice(4, 6), fixture.scorecards.slice(6, 8)]) {
				if (first === undefined || second === undefined) throw new Error('The fixture is too small.');
				const before = await attainable(first);
				const untouched = await attainable(second);
				await save(first);
				await drain();
				await save(second);
				await crashAndRevive();
				expect({ marked: await marked(), first: await attainable(first), second: await attainable(second) }).toEqual({
					marked: [second],
					first: before - 25,
					second: untouched,
				});
				await look();
			}
		},
		PATIENCE,
	);

	test.each([1, 2, 3])(
		'crash %i, at any time in an import beside single writes',
		async (crash) => {
			if (crash === 1) await instance.restart({ ASSESSMENT_BACKGROUND_DRAIN: 'true' });
			const complaints: Complaints = [];
			const underWay = traffic();
			const writers = startWriters(underWay, complaints);
			const started = Date.now();
			const importing = startImport(underWay, complaints);
			// The last one just after the answer, when the drain is at work.
			await (crash === 3 ? importing.answered : pause(length * 1.2 * random.next()));
			await pause(random.below(60));
			await server.crash();
			await writers.stop();
			const answered = await importing.answered;
			await server.revive();
			console.log(
				`PostgreSQL crash ${crash} after ${Date.now() - started} ms: import ` +
					`${answered ? 'answered' : 'not answered'}, ${(await marked()).length} scorecards marked`,
			);
			await look();
			await expectAllOrNothing(database, importing);
			// Refused is nothing; failed is what was under way.
			expect(complaints.filter((complaint) => !complaint.startsWith('5'))).toEqual([]);
		},
		PATIENCE,
	);

	test('verified in the end', () => expectVerified(instance, fixture), PATIENCE);
});
