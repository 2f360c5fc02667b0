// What must hold as soon as a server is up again.
import type { Knex } from 'knex';
import { expect } from 'vitest';
import type { Instance } from '../support/harness/index.ts';
import type { Ledger } from './ledger.ts';
import { expectedScores } from './oracle.ts';
import { readScores, type READINGS } from './readings.ts';
import type { CrashFixture } from './fixture.ts';
import type { Import } from './writing.ts';

export interface Inspected {
	readonly instance: Instance;
	/** Where that is not the instance's own. */
	readonly database?: Knex;
	readonly ledger: Ledger;
	readonly fixture: CrashFixture;
	readonly read: (typeof READINGS)[keyof typeof READINGS];
}

export async function inspect({
	instance,
	database = instance.database,
	ledger,
	fixture: { assessment },
	read,
}: Inspected): Promise<void> {
	const { api } = instance;
	// First of all, before anything else could have recomputed them.
	const seen = await readScores(read, api, assessment);
	expect(seen).toEqual(await expectedScores(database, assessment));
	expect(await database('score_marks').select('id')).toEqual([]);
	expect(await ledger.settle(database)).toEqual([]);
	expect((await api('GET', '/assessment/health')).data).toMatchObject({
		status: 'ok',
		missing_triggers: [],
		marks_waiting: 0,
		oldest_mark: null,
		last_error: null,
	});
	expect((await api('GET', `/assessment/assessments/${assessment}/verify`)).data).toMatchObject({
		waiting: 0,
		differences: [],
	});
}

/** The whole import or nothing of it; all of it, if it was acknowledged. */
export async function expectAllOrNothing(database: Knex, { ids, answered }: Import): Promise<boolean> {
	const rows: { id: string }[] = await database('evidence_items')
		.select('id')
		.whereIn('id', [...ids]);
	expect((await answered) ? [ids.length] : [0, ids.length]).toContain(rows.length);
	return rows.length > 0;
}

export async function expectVerified(
	{ cli }: Instance,
	{ assessment }: CrashFixture,
	env: Readonly<Record<string, string>> = {},
): Promise<void> {
	const { code, stdout, stderr } = await cli(['assessment:verify', '--assessment', assessment], env);
	expect({ code, output: code === 0 ? '' : `${stdout}\n${stderr}` }).toEqual({ code: 0, output: '' });
}
