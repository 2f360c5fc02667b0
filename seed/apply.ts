// Writes everything that an installation starts with: settings and texts, the official rulebook, and, unless DEMO=false, the demo.
import type { Knex } from 'knex';
import { fillKeys } from '#server/names/fill-keys.ts';
import type { KeepPasswords } from './demo/accounts.ts';
import { demoRows } from './demo/rows.ts';
import { ensureLog } from './deployment-log.ts';
import { mergeRows } from './merge/merge-rows.ts';
import { oneAdministrator } from './one-administrator.ts';
import { rulebookRows } from './rulebook/rows.ts';
import { systemRows } from './system/rows.ts';
import { writeOnce } from './merge/write-once.ts';

/**
 * Idempotent: run twice, it changes nothing; what the office changed or deleted since stays so. Returns what was left as the office has it.
 * `keepPasswords` gets those of the demo's accounts when they are made.
 */
export async function applySeeds(
	database: Knex,
	options: { demo: boolean; keepPasswords?: KeepPasswords },
): Promise<string[]> {
	await ensureLog(database);
	return database.transaction(async (trx) => {
		const left = await mergeRows(trx, [...(await systemRows()), ...(await rulebookRows())]);
		await oneAdministrator(trx);
		if (options.demo) left.push(...(await writeOnce(trx, 'demo', () => demoRows(options.keepPasswords))));
		// New rows have their names' keys from the start; the server would give them theirs, and take the rules for changed.
		await fillKeys(trx);
		return left;
	});
}
