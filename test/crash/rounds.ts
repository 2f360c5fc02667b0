// At every moment once: an import and single writes, a kill, a restart, and a look at what is there.
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { poll, startInstance, type DatabaseKind, type Instance } from '../support/harness/index.ts';
import { crashState } from './crash-state.ts';
import { expectAllOrNothing, expectVerified, inspect } from './inspection.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { MOMENTS } from './moments.ts';
import { SEED, seeded } from '../support/random.ts';
import { READINGS } from './readings.ts';
import { createFixture, type CrashFixture } from './fixture.ts';
import { startImport, startWriters, type Complaints } from './writing.ts';

const names = Object.keys(MOMENTS).filter((name): name is keyof typeof MOMENTS => name in MOMENTS);
/** Milliseconds for one round; on an idle machine it takes 5 to 8 seconds. */
const PATIENCE = 150_000;
const readings = Object.values(READINGS);

/**
 * Every moment, with each way of reading first at least once. `background`: whether the server that is killed, and
 * the one that follows it, drain of their own accord or at reads only.
 */
const ROUNDS = names.map((moment, index) => {
	const round = index + 1;
	return {
		round,
		moment,
		background: index % 3 !== 2,
		twice: index === 4,
		command: index === 0,
		read: readings[index % readings.length] ?? READINGS.GraphQL,
	};
});

export function surviveKills(kind: DatabaseKind): void {
	describe(`${kind}, seed ${SEED}`, () => {
		const random = seeded(SEED);
		const ledger: Ledger = createLedger();
		let instance: Instance;
		let fixture: CrashFixture;
		let length: number;
		let settling: number;
		let seen = { lost: 0, kept: 0, stale: 0 };

		beforeAll(async () => {
			instance = await startInstance({ database: kind });
			fixture = await createFixture(instance);
			const started = Date.now();
			const complaints: Complaints = [];
			const undisturbed = startImport({ api: instance.api, ledger, fixture, random, round: 0 }, complaints);
			expect({ answered: await undisturbed.answered, complaints }).toEqual({ answered: true, complaints: [] });
			const answered = Date.now();
			const marked = (): Promise<unknown> => instance.database('score_marks').select('id').first();
			await poll('every score is recomputed', async () => (await marked()) === undefined);
			[length, settling] = [answered - started, Date.now() - answered];
			console.log(`${kind}: an import takes ${length} ms, its scores ${settling} ms more`);
			await inspect({ instance, ledger, fixture, read: READINGS.GraphQL });
		}, PATIENCE);
		afterAll(() => instance.stop());

		test.each(ROUNDS)(
			'round $round: killed $moment, background drain $background',
			async ({ round, moment, background, twice, command, read }) => {
				const { api, database } = instance;
				const traffic = { api, ledger, fixture, random, round };
				const complaints: Complaints = [];
				const writers = startWriters(traffic, complaints);
				await pause(random.below(60));
				const importing = startImport(traffic, complaints);
				await MOMENTS[moment]({ importing, length, settling, database, random });
				await instance.kill();
				await writers.stop();
				const answered = await importing.answered;
				await closeConnections(instance);
				const left = await crashState(instance, importing.ids);
				console.log(
					`${kind}, round ${round}, killed ${moment}: import ` +
						`${answered ? 'answered' : 'not answered'}, ${left.imported} rows and ${left.marks} ` +
						'marks left',
				);

				const env = { ASSESSMENT_BACKGROUND_DRAIN: String(background) };
				await instance.restart(env);
				if (twice) {
					// Once more, while the server sets right what the first kill left.
					await pause(random.below(30));
					await instance.kill();
					await instance.restart(env);
				}
				await inspect({ instance, ledger, fixture, read });
				const kept = await expectAllOrNothing(database, importing);
				expect(complaints).toEqual([]);
				if (command) await expectVerified(instance, fixture);
				seen = {
					lost: seen.lost + Number(!kept),
					kept: seen.kept + Number(kept),
					stale: seen.stale + Number(left.marks > 0),
				};
			},
			PATIENCE,
		);

		test('the kills met imports lost, imports kept and scores left stale', () => {
			expect(seen.lost).toBeGreaterThan(0);
			expect(seen.kept).toBeGreaterThan(0);
			expect(seen.stale).toBeGreaterThan(0);
		});
	});
}

/** On SQLite a connection of ours that stays open would hold together what the server alone must put together again. */
async function closeConnections({ database }: Instance): Promise<void> {
	await database.destroy();
	database.initialize();
}
