import knex, { type Knex } from 'knex';
import { onTestFinished } from 'vitest';
import { ensureLog } from '../../../seed/deployment-log.ts';
import type { RowSet } from '../../../seed/row-set.ts';
import { NAMES } from '../../../extensions/village-assessment/src/names/keys.ts';

/** An empty SQLite database in memory, with foreign keys enforced as Directus does. */
export async function emptyDatabase(): Promise<Knex> {
	const database = knex({
		client: 'sqlite3',
		connection: { filename: ':memory:' },
		useNullAsDefault: true,
		pool: { min: 1, max: 1, afterCreate: (connection: { run: (sql: string, done: () => void) => void }, done: () => void) => connection.run('PRAGMA foreign_keys = ON', done) },
	});
	onTestFinished(() => database.destroy());
	await ensureLog(database);
	return database;
}

/** Every row of every table, by table, in the order of their ids. */
export async function dump(database: Knex): Promise<Record<string, unknown[]>> {
	const tables: { name: string }[] = await database('sqlite_master').select('name').where('type', 'table').whereNot('name', 'like', 'sqlite_%').orderBy('name');
	const entries: [string, unknown[]][] = [];
	for (const { name } of tables) entries.push([name, await database(name).select('*').orderBy(1)]);
	return Object.fromEntries(entries);
}

/** Tables with the columns that the seeded rows have. Where the database numbers the rows, `id` is added. */
export async function createTables(database: Knex, sets: readonly RowSet[]): Promise<void> {
	for (const set of sets) {
		if (await database.schema.hasTable(set.table)) continue;
		await database.schema.createTable(set.table, (table) => {
			if (set.match === undefined) table.uuid(set.primary).primary();
			else table.increments(set.primary);
			for (const [field, value] of Object.entries(set.rows[0] ?? {})) {
				if (field === set.primary) continue;
				if (set.days?.includes(field)) table.date(field);
				else if (typeof value === 'number') table.decimal(field);
				else if (typeof value === 'object' && value !== null) table.json(field);
				else table.text(field);
			}
			// What the seed fills in beside what it writes: names as they are compared.
			const known = new Set([set.primary, ...Object.keys(set.rows[0] ?? {})]);
			const { keys = {}, within = [] } = NAMES[set.table] ?? {};
			for (const field of set.table in NAMES ? ['date_created', ...within, ...Object.values(keys)] : []) if (!known.has(field)) table.text(field);
		});
	}
}
