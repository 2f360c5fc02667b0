// A PostgreSQL of our own whose plug can be pulled: immediate shutdown, which flushes nothing, and a start that replays its log.
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { poll, startPostgres, type Postgres } from '../support/harness/index.ts';

export interface CrashablePostgres {
	readonly postgres: Postgres;
	readonly crash: () => Promise<void>;
	readonly revive: () => Promise<void>;
	readonly stop: () => Promise<void>;
}

const LEASHED = join(import.meta.dirname, '../support/harness/watched-process.mjs');
const UNPRIVILEGED = 65534;

/** What is committed without waiting for the disk stays in memory for 10 s unless somebody's commit takes it along. */
const LAZY_WRITER = "ALTER SYSTEM SET wal_writer_delay = '10s'";

export async function startCrashablePostgres(): Promise<CrashablePostgres> {
	const directory = mkdtempSync(join(tmpdir(), 'assessment-crash-'));
	const postgres = await startPostgres({ directory, fsync: true });
	const data = join(directory, 'pg');
	const admin = postgres.connect('postgres');
	await admin.raw(LAZY_WRITER);
	await admin.raw('SELECT pg_reload_conf()');
	await admin.destroy();
	// The command line that it was started with: the program, then its arguments in quotes.
	const [command = '', ...quoted] = readFileSync(join(data, 'postmaster.opts'), 'utf8').trim().split(' "');
	const args = quoted.map((argument) => argument.replace(/"$/, ''));
	let revived: ChildProcess | undefined;

	const crash = async (): Promise<void> => {
		const pid = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
		process.kill(pid, 'SIGQUIT');
		await poll('PostgreSQL is gone', () => Promise.resolve(!isAlive(pid)));
	};
	const revive = async (): Promise<void> => {
		const log = openSync(join(directory, 'pg.log'), 'a');
		const uid = process.getuid?.() === 0 ? UNPRIVILEGED : null;
		revived = spawn(process.execPath, [LEASHED, JSON.stringify({ command, args, uid, remove: directory })], {
			stdio: ['pipe', log, log],
			detached: true,
		});
		closeSync(log);
		revived.unref();
		const probe = postgres.connect('postgres');
		await poll('PostgreSQL answers again', () =>
			probe.raw('SELECT 1').then(
				() => true,
				() => null,
			),
		).finally(() => probe.destroy());
	};
	const stop = async (): Promise<void> => {
		const server = revived;
		if (server === undefined) return postgres.stop();
		server.ref();
		await new Promise<void>((resolve) => {
			server.once('exit', () => resolve());
			server.stdin?.end();
		});
		rmSync(directory, { recursive: true, force: true });
	};
	return { postgres, crash, revive, stop };
}

function isAlive(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}
