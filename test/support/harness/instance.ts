// A Directus of the test's own, on a fresh copy of a prepared database.
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { callApi, type Answer, type CallOptions } from './api.ts';
import { CHEAP_HASHES, serverEnvironment } from './environment.ts';
import { freePort } from './free-port.ts';
import { poll } from './poll.ts';
import { restAt, type Rest } from './rest.ts';
import { runCommand, type CommandResult } from './run-command.ts';
import { openStore } from './store.ts';
import { ADMIN_PASSWORD, ADMIN_TOKEN, templates } from './templates.ts';

export type DatabaseKind = 'sqlite' | 'postgres';
export const DATABASES: readonly DatabaseKind[] = ['sqlite', 'postgres'];

export interface InstanceOptions {
	readonly database: DatabaseKind;
	readonly env?: Readonly<Record<string, string>>;
	/** true: the Studio is served too. */
	readonly app?: boolean;
	/** false: Directus without our extension, to compare with. */
	readonly bundle?: boolean;
	/** A data directory to start from instead of the template without demo (SQLite only). */
	readonly from?: string;
	/** A second server on the database of another instance (PostgreSQL only). */
	readonly beside?: Instance;
	/** true: what the database holds once the server has started is kept, so that it can be renewed. */
	readonly renewable?: boolean;
	/** true: the SQL statements of single requests can be recorded (statements.ts). */
	readonly statements?: boolean;
}

export interface Instance {
	readonly kind: DatabaseKind;
	readonly url: string;
	/** DATA_DIR: uploads, log, on SQLite the database. */
	readonly directory: string;
	/** The test's own connection, for raw SQL behind the server's back. */
	readonly database: Knex;
	/** The settings that the server runs with. */
	readonly env: NodeJS.ProcessEnv;
	/** A request as the administrator, unless `token` says otherwise (null: nobody). */
	readonly api: (method: string, path: string, body?: unknown, options?: CallOptions) => Promise<Answer>;
	/** What is ordinary, as the administrator or by a token: typed, and it throws where it is refused. */
	readonly rest: (token?: string) => Rest;
	/** A command of the Directus CLI beside the running server. */
	readonly cli: (args: readonly string[], env?: Readonly<Record<string, string>>) => Promise<CommandResult>;
	readonly log: () => string;
	/** The server's process; it changes with a restart. */
	readonly pid: () => number | undefined;
	/** SIGKILL; the data stay. */
	readonly kill: () => Promise<void>;
	/** Stops the server if it runs, and starts it again on the same data and port. */
	readonly restart: (env?: Readonly<Record<string, string>>) => Promise<void>;
	/** While the server runs on: the database as it was after the start, no uploads, nothing remembered. */
	readonly renew: () => Promise<void>;
	/** Stops the server and removes its data. */
	readonly stop: () => Promise<void>;
}

const ROOT = join(import.meta.dirname, '../../..');
const DIRECTUS = join(ROOT, 'node_modules/@directus/api/dist/cli/run.js');
const COMMANDS = join(ROOT, 'bin/directus.mjs');
const WATCHDOG = join(import.meta.dirname, 'parent-watchdog.mjs');
const RECORDER = join(import.meta.dirname, 'statement-recorder.mjs');

/** Where an instance with `statements` writes them down. */
export const statementsFile = (directory: string): string => join(directory, 'statements.jsonl');

export async function startInstance(options: InstanceOptions): Promise<Instance> {
	const made = await templates();
	const name = `t_${randomBytes(6).toString('hex')}`;
	const directory = join(made.directory, name);
	mkdirSync(join(directory, 'uploads'), { recursive: true });
	const store = await openStore(options, { made, name, directory });
	const port = await freePort();
	const env = serverEnvironment({
		PORT: String(port),
		DATA_DIR: directory,
		EXTENSIONS_PATH: options.bundle === false ? made.noExtensions : made.extensions,
		LOG_STYLE: 'raw',
		// The app is bundled anew at every start, a third of its time. Whoever opens a browser asks for it.
		SERVE_APP: String(options.app ?? false),
		...CHEAP_HASHES,
		LOGIN_STALL_TIME: '50',
		SECRET: 'a-secret-of-the-tests-that-is-long-enough',
		ADMIN_PASSWORD,
		...store.settings,
		...(options.statements === true ? { STATEMENTS_FILE: statementsFile(directory) } : {}),
		...options.env,
	});
	const imports = [WATCHDOG, ...(options.statements === true ? [RECORDER] : [])].flatMap((file) => ['--import', file]);
	const url = `http://127.0.0.1:${port}`;
	const logFile = join(directory, 'server.log');
	const logged = (): string => (existsSync(logFile) ? readFileSync(logFile, 'utf8') : '');
	let logBegins = 0;
	const log = (): string => logged().slice(logBegins);
	const api: Instance['api'] = (method, path, body, call) =>
		callApi({ method, url: `${url}${path}`, body }, { token: ADMIN_TOKEN, ...call });
	let server: ChildProcess | undefined;

	const start = async (added: Readonly<Record<string, string>> = {}): Promise<void> => {
		const output = openSync(logFile, 'a');
		const child = spawn(process.execPath, [...imports, DIRECTUS, 'start'], {
			cwd: ROOT,
			env: { ...env, ...added },
			stdio: ['pipe', output, output],
		});
		closeSync(output);
		child.unref();
		server = child;
		await poll(
			`Directus answers at ${url}`,
			async () => {
				if (child.exitCode !== null || child.signalCode !== null)
					throw new Error(`Directus did not start:\n${log().slice(-4000)}`);
				return fetch(`${url}/server/ping`).then(
					(response) => response.ok,
					() => false,
				);
			},
			90,
		);
	};
	const end = async (signal: NodeJS.Signals): Promise<void> => {
		const child = server;
		server = undefined;
		if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
		child.ref();
		await new Promise<void>((resolve) => {
			const patience = setTimeout(() => child.kill('SIGKILL'), 15_000);
			child.once('exit', () => {
				clearTimeout(patience);
				resolve();
			});
			child.kill(signal);
		});
	};

	try {
		await start();
		if (options.renewable === true) await store.keep(() => settle(api));
	} catch (error) {
		await end('SIGKILL');
		await store.close();
		throw error;
	}
	return {
		kind: options.database,
		url,
		directory,
		database: store.database,
		env,
		api,
		rest: (token = ADMIN_TOKEN) => restAt(url, token),
		cli: (args, added = {}) =>
			runCommand(process.execPath, ['--import', WATCHDOG, COMMANDS, ...args], {
				cwd: ROOT,
				env: { LOG_LEVEL: 'fatal', ...env, ...added },
			}),
		log,
		pid: () => server?.pid,
		kill: () => end('SIGKILL'),
		restart: async (added) => {
			await end('SIGTERM');
			await start(added);
		},
		renew: async () => {
			await settle(api);
			await store.putBack();
			for (const name of readdirSync(directory))
				if (name !== 'server.log' && !name.startsWith('database.sqlite'))
					rmSync(join(directory, name), { recursive: true });
			mkdirSync(join(directory, 'uploads'));
			await poll('the server forgets', async () => (await api('POST', '/utils/cache/clear?system')).status < 300, 5);
			logBegins = logged().length;
		},
		stop: async () => {
			await end('SIGTERM');
			await store.close();
			rmSync(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
		},
	};
}

/** What the server does of its own accord is over, and it has no Flows left, which it remembers until it is told of their end. */
async function settle(api: Instance['api']): Promise<void> {
	const read = await api('GET', '/items/scorecards?limit=1');
	const flows = await api('GET', '/flows?fields=id&limit=-1');
	if (read.status !== 200 || !Array.isArray(flows.data))
		throw new Error(`The server is not as it should be: ${read.text} ${flows.text}`);
	if (flows.data.length === 0) return;
	const gone = await api(
		'DELETE',
		'/flows',
		flows.data.map((flow: { id: string }) => flow.id),
	);
	if (gone.status !== 204) throw new Error(`The Flows are not gone: ${gone.text}`);
}
