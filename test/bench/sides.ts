// Who is measured: the same Directus on the same data, with our bundle and without it.
import type { Knex } from 'knex';
import { ADMIN_PASSWORD, poll, startInstance, type DatabaseKind, type Instance } from '../support/harness/index.ts';
import { signIn } from './client.ts';
import { fill, type Dataset, type Size } from './dataset.ts';
import type { Side } from './rounds.ts';

export interface Sides {
	readonly sides: readonly Side[];
	/** Scorecards of the bundle whose stored scores are not what the engine derives from the evidence. */
	readonly differences: () => Promise<number>;
	readonly stop: () => Promise<void>;
}

/** A long token, and nothing that starts by itself in the middle of a measurement but what would in production. */
const SETTINGS = { ACCESS_TOKEN_TTL: '1d', ADMIN_EMAIL: 'admin@example.com' };
const COPIED = ['villages', 'assessments', 'scorecards', 'scorecard_lines', 'evidence_items'];
const ROWS_PER_INSERT = 60;

/** `bare` names the sides without the bundle; two of them, measured against each other, show the noise. */
export async function openSides(database: DatabaseKind, size: Size, bare: readonly string[]): Promise<Sides> {
	const bundle = await startInstance({ database, env: SETTINGS });
	const instances: Instance[] = [bundle];
	const stop = async (): Promise<void> => void (await Promise.all(instances.map((instance) => instance.stop())));
	try {
		await bundle.kill();
		const dataset = await fill(bundle.database, size);
		await bundle.restart();
		await poll('the scores are computed', async () => (await waiting(bundle.database)) === 0, 600);
		for (const _ of bare) {
			const instance = await startInstance({ database, env: SETTINGS, bundle: false });
			instances.push(instance);
			await instance.kill();
			for (const table of COPIED) await copy(table, bundle.database, instance.database);
		}
		for (const instance of instances) await startAlike(instance);
		const sides = await Promise.all(
			instances.map((instance, index) => sideOf(instance, index === 0 ? 'bundle' : (bare[index - 1] ?? ''), dataset)),
		);
		return { sides, differences: () => differences(bundle, dataset), stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

async function waiting(database: Knex): Promise<number> {
	const [row]: { lines: number | string; marks: number | string }[] = await database.select({
		lines: database('scorecards').whereNull('rank').count({ n: '*' }),
		marks: database('score_marks').count({ n: '*' }),
	});
	return Number(row?.lines ?? 1) + Number(row?.marks ?? 1);
}

async function copy(table: string, from: Knex, to: Knex): Promise<void> {
	const rows: Record<string, unknown>[] = await from(table);
	const stored = rows.map((row) =>
		Object.fromEntries(
			Object.entries(row).map(([column, value]) => [column, isJson(value) ? JSON.stringify(value) : value]),
		),
	);
	await to.transaction(async (trx) => {
		for (let start = 0; start < stored.length; start += ROWS_PER_INSERT)
			await trx(table).insert(stored.slice(start, start + ROWS_PER_INSERT));
	});
}

const isJson = (value: unknown): boolean => typeof value === 'object' && value !== null && !(value instanceof Date);

/** Every side begins with a fresh process, and a database that knows its own statistics and has its log written away. */
async function startAlike(instance: Instance): Promise<void> {
	await instance.kill();
	if (instance.kind === 'postgres') await instance.database.raw('VACUUM ANALYZE');
	else await instance.database.raw('PRAGMA wal_checkpoint(TRUNCATE)');
	await instance.restart();
}

async function sideOf(instance: Instance, name: string, dataset: Dataset): Promise<Side> {
	return {
		name,
		dataset,
		client: await signIn(Number(new URL(instance.url).port), SETTINGS.ADMIN_EMAIL, ADMIN_PASSWORD),
	};
}

async function differences({ api }: Instance, { assessment }: Dataset): Promise<number> {
	const { data, status } = await api('GET', `/assessment/assessments/${assessment}/verify`);
	const found = typeof data === 'object' && data !== null && 'differences' in data ? data.differences : undefined;
	if (!Array.isArray(found)) throw new Error(`The scores could not be verified: status ${status}.`);
	return found.length;
}
