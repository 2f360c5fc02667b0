// What a killed server leaves behind, seen before the next one starts.
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import knex, { type Knex } from 'knex';
import type { Instance } from '../support/harness/index.ts';

export interface Remains {
	readonly marks: number;
	readonly imported: number;
}

export async function crashState(
	{ kind, database, directory }: Pick<Instance, 'kind' | 'database' | 'directory'>,
	ids: readonly string[],
): Promise<Remains> {
	if (kind === 'postgres') return count(database, ids);
	// Of a copy: whoever opens the database first repairs it from its log, and that is to be the server.
	const copy = mkdtempSync(join(tmpdir(), 'assessment-crash-state-'));
	for (const file of ['database.sqlite', 'database.sqlite-wal'])
		if (existsSync(join(directory, file))) copyFileSync(join(directory, file), join(copy, file));
	const opened = knex({
		client: 'sqlite3',
		connection: { filename: join(copy, 'database.sqlite') },
		useNullAsDefault: true,
	});
	return count(opened, ids).finally(async () => {
		await opened.destroy();
		rmSync(copy, { recursive: true, force: true });
	});
}

async function count(database: Knex, ids: readonly string[]): Promise<Remains> {
	const marks: { n: number | string }[] = await database('score_marks').count({ n: '*' });
	const rows: { id: string }[] = await database('evidence_items')
		.select('id')
		.whereIn('id', [...ids]);
	return { marks: Number(marks[0]?.n), imported: rows.length };
}
