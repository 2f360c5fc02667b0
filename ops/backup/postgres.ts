// PostgreSQL: one snapshot of everything is read in one transaction, and put back in one transaction.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Knex } from 'knex';
import { z } from 'zod';
import { after, before, catalog, drop, readCatalog } from './postgres-catalog.ts';
import { inTransaction, quoted, type Connection } from './postgres-connection.ts';
import { readRows, sumOf, writeRows } from './postgres-rows.ts';
import { BackupError } from './backup-error.ts';
import type { Dump, KnownFile, Store } from './store.ts';

const content = z.object({
	catalog,
	sums: z.record(z.string(), z.object({ rows: z.int(), digest: z.string() })),
	/** Sequence → the value that it stands at, and whether it has been given out. */
	sequences: z.record(z.string(), z.object({ value: z.string(), used: z.boolean() })),
});
type Content = z.infer<typeof content>;

const CONTENT = 'content.json';
const rowsFile = (directory: string, table: string): string =>
	join(directory, 'rows', `${encodeURIComponent(table)}.jsonl`);

export function postgresStore(database: Knex): Store {
	return {
		kind: 'postgres',
		isEmpty: () =>
			inTransaction(
				database,
				'REPEATABLE READ READ ONLY',
				async (connection) => (await readCatalog(connection)).tables.length === 0,
			),
		dump: (directory) =>
			inTransaction(database, 'REPEATABLE READ READ ONLY', (connection) => dump(connection, directory)),
		load: (directory, expected, swapFiles) =>
			inTransaction(database, 'READ COMMITTED', async (connection) => {
				await ensureUnused(connection);
				await load(connection, directory, expected);
				await swapFiles();
			}),
		assessments: () => database('assessments').select('id', 'title').orderBy('year'),
		close: () => database.destroy(),
	};
}

async function dump(connection: Connection, directory: string): Promise<Dump> {
	const found = await readCatalog(connection);
	mkdirSync(join(directory, 'rows'));
	const sums: Content['sums'] = {};
	for (const table of found.tables) {
		sums[table.name] = await sumOf(connection, table.name);
		await writeRows(connection, table, rowsFile(directory, table.name));
	}
	const sequences: Content['sequences'] = {};
	for (const { name } of found.sequences) {
		const { rows } = await connection.query(`SELECT last_value::text AS value, is_called AS used FROM ${quoted(name)}`);
		sequences[name] = content.shape.sequences.valueType.parse(rows[0]);
	}
	writeFileSync(
		join(directory, CONTENT),
		JSON.stringify({ catalog: found, sums, sequences } satisfies Content, null, '\t'),
	);
	return {
		tables: Object.fromEntries(Object.entries(sums).map(([name, { rows }]) => [name, rows])),
		files: await knownFiles(connection, found.tables),
	};
}

async function knownFiles(connection: Connection, tables: readonly { name: string }[]): Promise<KnownFile[]> {
	if (!tables.some(({ name }) => name === 'directus_files')) return [];
	const { rows } = await connection.query(
		'SELECT storage, filename_disk FROM directus_files WHERE filename_disk IS NOT NULL',
	);
	return rows.map(({ storage, filename_disk: path }) => ({ storage: String(storage), path: String(path) }));
}

async function load(connection: Connection, directory: string, expected: Dump['tables']): Promise<void> {
	const wanted = content.parse(JSON.parse(readFileSync(join(directory, CONTENT), 'utf8')));
	const here = await readCatalog(connection);
	if (here.schema !== wanted.catalog.schema)
		throw new BackupError(
			`备份来自模式 ${wanted.catalog.schema}，而这里是 ${here.schema}（DB_SEARCH_PATH）。`,
			`The backup is of the schema ${wanted.catalog.schema}, here it is ${here.schema} (DB_SEARCH_PATH).`,
		);
	const run = async (statements: readonly string[]): Promise<void> => {
		for (const statement of statements) await connection.query(statement);
	};
	await run([...drop(here), ...before(wanted.catalog)]);
	for (const table of wanted.catalog.tables) await readRows(connection, table, rowsFile(directory, table.name));
	await run(after(wanted.catalog));
	for (const [name, { value, used }] of Object.entries(wanted.sequences))
		await connection.query('SELECT setval($1::regclass, $2::bigint, $3)', [quoted(name), value, used]);
	await compare(connection, wanted, expected);
}

/** What stands there now is what was read then: structure, rows, values. */
async function compare(connection: Connection, wanted: Content, expected: Dump['tables']): Promise<void> {
	const made = await readCatalog(connection);
	const different: string[] = [];
	for (const table of wanted.catalog.tables) {
		const sum = await sumOf(connection, table.name);
		const same =
			isDeepStrictEqual(
				made.tables.find(({ name }) => name === table.name),
				table,
			) &&
			isDeepStrictEqual(sum, wanted.sums[table.name]) &&
			sum.rows === expected[table.name];
		if (!same) different.push(table.name);
	}
	const rest = ({ functions, sequences, tables }: Content['catalog']): object => ({
		functions,
		sequences,
		tables: tables.map(({ name }) => name),
	});
	if (!isDeepStrictEqual(rest(made), rest(wanted.catalog))) different.push('sequences, functions');
	if (different.length > 0)
		throw new BackupError(
			`还原后的数据库与备份不一致，已全部撤销：${different.join('、')}`,
			`The restored database differs from the backup; everything was undone: ${different.join(', ')}`,
		);
}

async function ensureUnused(connection: Connection): Promise<void> {
	const { rows } = await connection.query(
		"SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'",
	);
	if (rows.length > 0)
		throw new BackupError(
			'还有程序连着这个数据库。请先停止服务，再还原。',
			'Something is still connected to this database. Stop the servers first.',
		);
}
