// What both commands share: the settings, the database of whichever kind, and how they end.
import { join } from 'node:path';
import knex, { type Knex } from 'knex';
import { dataDirectory, directusEnvironment } from '../start/environment.mjs';
import { fail } from '../say.mjs';
import { postgresStore } from './postgres.ts';
import { BackupError } from './backup-error.ts';
import { sqliteStore } from './sqlite.ts';
import type { Store } from './store.ts';
import { locations, type Location } from './uploads.ts';

export interface Place {
	readonly store: Store;
	readonly uploads: readonly Location[];
	readonly data: string;
}

/** The place that the settings point at. The server's settings count: DATA_DIR, DB_…, STORAGE_…. */
export async function openPlace(): Promise<Place> {
	// Standard output is the archive's.
	Object.assign(process.env, directusEnvironment({ newAccount: false }), { LOG_LEVEL: 'silent' });
	return { store: await openStore(process.env), uploads: locations(process.env), data: dataDirectory() };
}

async function openStore(env: NodeJS.ProcessEnv): Promise<Store> {
	if (env['DB_CLIENT'] === 'sqlite3')
		return sqliteStore(env['DB_FILENAME'] ?? join(dataDirectory(), 'database.sqlite'));
	if (env['DB_CLIENT'] !== 'pg')
		throw new BackupError(
			`备份和还原只支持 SQLite 和 PostgreSQL（DB_CLIENT=${env['DB_CLIENT']}）。`,
			`Backup and restore know SQLite and PostgreSQL only (DB_CLIENT=${env['DB_CLIENT']}).`,
		);
	const database = await postgres();
	await database.raw('select 1').catch((cause: unknown) => {
		throw new BackupError(
			'无法连接数据库，请检查 DB_ 开头的设置。',
			'The database cannot be reached; check the DB_ settings.',
			{ cause },
		);
	});
	return postgresStore(database);
}

/** Connected as the server is, without loading all of it. */
async function postgres(): Promise<Knex> {
	const { getConfigFromEnv } = await import('@directus/api/utils/get-config-from-env');
	const {
		client = 'pg',
		version,
		searchPath,
		connectionString,
		pool,
		...connection
	} = getConfigFromEnv('DB_', { omitPrefix: 'DB_EXCLUDE_TABLES' });
	const given = Object.fromEntries(
		Object.entries({ version, searchPath, pool }).filter(([, value]) => value !== undefined),
	);
	return knex({ client, connection: connectionString ?? connection, ...given });
}

/** Progress goes to standard error. */
export function say(zh: string, en: string): void {
	console.error(`${zh} · ${en}`);
}

export async function runCommand(
	command: () => Promise<void>,
	failed: { readonly zh: string; readonly en: string },
): Promise<never> {
	try {
		await command();
		process.exit(0);
	} catch (error) {
		if (error instanceof BackupError) fail(error.zh, error.en, error.cause);
		fail(failed.zh, failed.en, error);
	}
}
