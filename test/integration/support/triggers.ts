import type { Instance } from '../../harness/index.ts';
import { row, succeeded, type Row } from './answers.ts';

/** Names of the triggers on a table, as the database itself tells. */
export async function triggersOn({ kind, database }: Instance, table: string): Promise<string[]> {
	if (kind === 'sqlite') {
		const found: { name: string }[] = await database('sqlite_master').select('name').where({ type: 'trigger', tbl_name: table });
		return found.map(({ name }) => name).sort();
	}
	const found: { rows: { name: string }[] } = await database.raw('SELECT tgname AS name FROM pg_trigger WHERE tgrelid = ?::regclass AND NOT tgisinternal', [table]);
	return found.rows.map(({ name }) => name).sort();
}

export async function dropTrigger({ kind, database }: Instance, table: string, name: string): Promise<void> {
	await (kind === 'sqlite' ? database.raw('DROP TRIGGER ??', [name]) : database.raw('DROP TRIGGER ?? ON ??', [name, table]));
}

export async function dropAllTriggers(instance: Instance): Promise<void> {
	for (const table of ['evidence_items', 'adjustments', 'criteria', 'assessments', 'scorecards', 'villages']) {
		for (const name of await triggersOn(instance, table)) await dropTrigger(instance, table, name);
	}
}

export const healthOf = async ({ api }: Instance): Promise<Row> => row(succeeded(await api('GET', '/assessment/health')).data);
