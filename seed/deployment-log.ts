// The table in which an installation remembers what was deployed to it: the checkout's fingerprint and each seeded row.
import type { Knex } from 'knex';

const TABLE = 'deployment_log';

export async function ensureLog(database: Knex): Promise<void> {
	if (await database.schema.hasTable(TABLE)) return;
	await database.schema.createTable(TABLE, (table) => {
		table.string('key', 255).primary();
		table.text('content').notNullable();
	});
}

export async function readLog(database: Knex, key: string): Promise<string | undefined> {
	if (!(await database.schema.hasTable(TABLE))) return undefined;
	const row: { content: string } | undefined = await database(TABLE).select('content').where({ key }).first();
	return row?.content;
}

export async function readWholeLog(database: Knex): Promise<Map<string, string>> {
	const rows: { key: string; content: string }[] = await database(TABLE).select('key', 'content');
	return new Map(rows.map((row) => [row.key, row.content]));
}

interface Entry {
	readonly key: string;
	readonly content: string;
}

const ENTRIES_PER_STATEMENT = 100;

/** Many at once, for a log that is there. */
export async function writeLogs(database: Knex, entries: readonly Entry[]): Promise<void> {
	for (let start = 0; start < entries.length; start += ENTRIES_PER_STATEMENT) {
		await database(TABLE)
			.insert(entries.slice(start, start + ENTRIES_PER_STATEMENT))
			.onConflict('key')
			.merge();
	}
}

export async function writeLog(database: Knex, key: string, content: string): Promise<void> {
	await ensureLog(database);
	await database(TABLE).insert({ key, content }).onConflict('key').merge();
}
