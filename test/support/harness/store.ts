// The database of an instance: its own copy of a prepared one, or that of the instance beside it.
import { copyFileSync, cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import knex, { type Knex } from 'knex';
import { postgresAt } from './postgres.ts';
import type { Templates } from './templates.ts';

/** What an instance asks for, as far as its database is concerned. */
interface Wanted {
	readonly database: 'sqlite' | 'postgres';
	readonly from?: string;
	readonly beside?: { readonly env: NodeJS.ProcessEnv };
}

export interface Store {
	readonly database: Knex;
	readonly settings: Readonly<Record<string, string>>;
	/** Keeps what is there now; `settle` is awaited before it. */
	readonly keep: (settle: () => Promise<void>) => Promise<void>;
	/** What was kept is there again, under the feet of a running server. */
	readonly putBack: () => Promise<void>;
	readonly close: () => Promise<void>;
}

interface Place {
	readonly made: Templates;
	readonly name: string;
	readonly directory: string;
}

export const openStore = (options: Wanted, place: Place): Promise<Store> =>
	options.database === 'sqlite' ? openFile(options, place) : openDatabase(options, place);

async function openFile({ beside, from }: Wanted, { made, directory }: Place): Promise<Store> {
	if (beside !== undefined) throw new Error('SQLite takes one server only.');
	const filename = join(directory, 'database.sqlite');
	const kept = `${directory}.kept`;
	if (from === undefined) copyFileSync(made.sqlite, filename);
	else cpSync(from, directory, { recursive: true });
	const database = openSqlite(filename);
	return {
		database,
		settings: { DB_CLIENT: 'sqlite3', DB_FILENAME: filename },
		keep: async (settle) => {
			await settle();
			await copyPages(database, kept, { into: 'file' });
		},
		putBack: () => copyPages(database, kept, { into: 'database' }),
		close: async () => {
			await database.destroy();
			rmSync(kept, { force: true });
		},
	};
}

async function openDatabase({ beside }: Wanted, { made, name }: Place): Promise<Store> {
	const postgres = postgresAt(made.postgres);
	const shared = beside?.env['DB_DATABASE'];
	const kept = `${name}_kept`;
	if (shared === undefined) await postgres.createDatabase(name, { template: made.postgresDatabase });
	const database = postgres.connect(shared ?? name);
	return {
		database,
		settings: postgres.settings(shared ?? name),
		keep: async (settle) => {
			await settle();
			await withoutConnections(database, () => postgres.copyDatabase(name, kept));
		},
		putBack: () =>
			withoutConnections(database, async () => {
				await postgres.dropDatabase(name);
				await postgres.createDatabase(name, { template: kept });
			}),
		close: async () => {
			await database.destroy();
			if (shared !== undefined) return;
			await postgres.dropDatabase(name);
			await postgres.dropDatabase(kept);
		},
	};
}

async function withoutConnections(database: Knex, work: () => Promise<void>): Promise<void> {
	await database.destroy();
	await work();
	database.initialize();
}

interface SqliteConnection {
	run(statement: string, done: (error: Error | null) => void): void;
	/** `main` of this connection and of the file, from the one into the other. */
	backup(
		filename: string,
		theirs: 'main',
		ours: 'main',
		filenameIsDestination: boolean,
		done: (error: Error | null) => void,
	): SqliteBackup;
}

interface SqliteBackup {
	step(pages: -1, done: (error: Error | null) => void): void;
	finish(done: () => void): void;
}

const openSqlite = (filename: string): Knex =>
	knex({
		client: 'sqlite3',
		connection: { filename },
		useNullAsDefault: true,
		pool: {
			afterCreate: (connection: SqliteConnection, done: (error: Error | null) => void) =>
				connection.run('PRAGMA busy_timeout = 20000', () => connection.run('PRAGMA foreign_keys = ON', done)),
		},
	});

/** SQLite's own way of copying a database that others work on: the whole at once, in one transaction. */
async function copyPages(database: Knex, filename: string, { into }: { into: 'file' | 'database' }): Promise<void> {
	const connection: SqliteConnection = await database.client.acquireConnection();
	try {
		await new Promise<void>((resolve, reject) => {
			const backup = connection.backup(filename, 'main', 'main', into === 'file', (failure) => {
				if (failure !== null) return reject(failure);
				backup.step(-1, (error) => backup.finish(() => (error === null ? resolve() : reject(error))));
			});
		});
	} finally {
		await database.client.releaseConnection(connection);
	}
}
