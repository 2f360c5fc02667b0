// SQLite: VACUUM INTO copies the file as of one moment while others read and write; a restore puts the copy in its place.
import { existsSync, renameSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import knex, { type Knex } from 'knex';
import { BackupError } from './backup-error.ts';
import type { Dump, KnownFile, Store } from './store.ts';

const COPY = 'database.sqlite';

export function sqliteStore(filename: string): Store {
	return {
		kind: 'sqlite',
		isEmpty: async () =>
			!existsSync(filename) || within(filename, async (database) => (await tableNames(database)).length === 0),
		dump: async (directory) => {
			if (!existsSync(filename))
				throw new BackupError(`没有可备份的数据库：${filename}`, `There is no database to back up: ${filename}`);
			await within(filename, (database) => database.raw('VACUUM INTO ?', [join(directory, COPY)]));
			return within(join(directory, COPY), describe);
		},
		load: async (directory, expected, swapFiles) => {
			const copy = join(directory, COPY);
			await within(copy, (database) => check(database, expected));
			await ensureUnused(filename);
			await swapFiles();
			await mkdir(dirname(filename), { recursive: true });
			for (const suffix of ['-wal', '-shm', '-journal']) rmSync(filename + suffix, { force: true });
			renameSync(copy, filename);
		},
		assessments: () => within(filename, (database) => database('assessments').select('id', 'title').orderBy('year')),
		close: async () => undefined,
	};
}

interface Connection {
	run(statement: string, done: (error: Error | null) => void): void;
}

async function within<T>(filename: string, work: (database: Knex) => PromiseLike<T>): Promise<T> {
	const afterCreate = (connection: Connection, done: (error: Error | null) => void): void =>
		connection.run('PRAGMA busy_timeout = 20000', done);
	const database = knex({ client: 'sqlite3', connection: { filename }, useNullAsDefault: true, pool: { afterCreate } });
	try {
		return await work(database);
	} finally {
		await database.destroy();
	}
}

const tableNames = async (database: Knex): Promise<string[]> =>
	(
		await database('sqlite_master')
			.where({ type: 'table' })
			.whereRaw("substr(name, 1, 7) <> 'sqlite_'")
			.orderBy('name')
			.pluck('name')
	).map(String);

async function describe(database: Knex): Promise<Dump> {
	await ensureSound(database);
	const files: KnownFile[] = (await database.schema.hasTable('directus_files'))
		? await database('directus_files').whereNotNull('filename_disk').select('storage', 'filename_disk as path')
		: [];
	return { tables: await counts(database), files };
}

async function counts(database: Knex): Promise<Record<string, number>> {
	const found: Record<string, number> = {};
	for (const name of await tableNames(database))
		found[name] = Number((await database(name).count({ n: '*' }))[0]?.['n']);
	return found;
}

async function ensureSound(database: Knex): Promise<void> {
	const problems: { integrity_check: string }[] = await database.raw('PRAGMA integrity_check');
	const first = problems[0]?.integrity_check;
	if (first !== 'ok') throw new BackupError(`数据库文件已损坏：${first}`, `The database file is damaged: ${first}`);
}

async function check(database: Knex, expected: Dump['tables']): Promise<void> {
	await ensureSound(database);
	const found = await counts(database);
	const different = [...new Set([...Object.keys(found), ...Object.keys(expected)])].filter(
		(name) => found[name] !== expected[name],
	);
	if (different.length > 0)
		throw new BackupError(
			`备份中的行数与清单不符：${different.join('、')}`,
			`The backup's rows do not agree with its manifest: ${different.join(', ')}`,
		);
	// The server's mode, which the file keeps: readers and a writer do not wait for each other.
	await database.raw('PRAGMA journal_mode = WAL');
}

/** Only who is alone with the file can take it out of WAL mode. */
async function ensureUnused(filename: string): Promise<void> {
	if (!existsSync(filename)) return;
	const alone = await within(filename, async (database) => {
		await database.raw('PRAGMA busy_timeout = 1000');
		return database.raw('PRAGMA journal_mode = DELETE').then(
			() => true,
			() => false,
		);
	});
	if (!alone)
		throw new BackupError(
			'服务正在使用这个数据库。请先停止服务，再还原。',
			'A server is using this database. Stop it first.',
		);
}
