// The archive of `npm pack`, unpacked under extensions/ of a Directus that somebody else has set up: it loads, says what is
// missing, and works once that is there.
import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callApi, DATABASES, freePort, poll, startInstance, type Answer } from '../support/harness/index.ts';
import { expectRefusal, rows, succeeded } from '../support/fixtures/answers.ts';
import { healthOf } from '../support/fixtures/triggers.ts';

const ROOT = join(import.meta.dirname, '../..');
const BUNDLE = join(ROOT, 'extensions/village-assessment');
const DIRECTUS = join(ROOT, 'node_modules/@directus/api/dist/cli/run.js');
const TOKEN = 'token-of-a-plain-administrator';

describe('npm pack', () => {
	const directory = mkdtempSync(join(tmpdir(), 'assessment-packed-'));
	const unpacked = join(directory, 'extensions/directus-extension-village-assessment');
	const importing = `--import=${pathToFileURL(join(unpacked, 'dist/days/in-directus.mjs')).href}`;
	let server: ChildProcess | undefined;
	let log = '';
	let url = '';

	/** What Directus needs to start by itself, and nothing that our start script sets. */
	const env = (): NodeJS.ProcessEnv => ({
		PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
		SECRET: 'a-secret-of-the-tests-that-is-long-enough',
		DB_CLIENT: 'sqlite3',
		DB_FILENAME: join(directory, 'database.sqlite'),
		ADMIN_EMAIL: 'admin@example.com',
		ADMIN_PASSWORD: 'password-of-the-tests',
		ADMIN_TOKEN: TOKEN,
		EXTENSIONS_PATH: join(directory, 'extensions'),
		STORAGE_LOCAL_ROOT: join(directory, 'uploads'),
		HOST: '127.0.0.1',
		PORT: new URL(url).port,
		LOG_STYLE: 'raw',
		SERVE_APP: 'false',
		TELEMETRY: 'false',
	});
	const get = (path: string): Promise<Answer> =>
		callApi({ method: 'GET', url: `${url}${path}`, body: undefined }, { token: TOKEN });

	async function start(added: NodeJS.ProcessEnv = {}): Promise<void> {
		await stop();
		log = '';
		const child = spawn(process.execPath, [DIRECTUS, 'start'], { cwd: directory, env: { ...env(), ...added } });
		for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (log += String(chunk)));
		server = child;
		await poll(
			'a plain Directus answers',
			async () => {
				if (child.exitCode !== null) throw new Error(`Directus did not start:\n${log.slice(-4000)}`);
				return fetch(`${url}/server/ping`).then(
					(answer) => answer.ok,
					() => false,
				);
			},
			90,
		);
	}

	async function stop(): Promise<void> {
		const child = server;
		server = undefined;
		if (child === undefined || child.exitCode !== null) return;
		const gone = new Promise((resolve) => child.once('exit', resolve));
		child.kill('SIGTERM');
		await gone;
	}

	beforeAll(async () => {
		url = `http://127.0.0.1:${await freePort()}`;
		const npm = ['pack', '--ignore-scripts', '--pack-destination', directory];
		await execa('npm', npm, { cwd: BUNDLE, env: { NODE_OPTIONS: '' } });
		const [archive = ''] = readdirSync(directory).filter((name) => name.endsWith('.tgz'));
		expect(archive).toMatch(/^directus-extension-village-assessment-[\d.]+\.tgz$/);
		mkdirSync(dirname(unpacked), { recursive: true });
		await execa('tar', ['-xzf', join(directory, archive), '-C', directory]);
		cpSync(join(directory, 'package'), unpacked, { recursive: true });
		writeFileSync(join(directory, 'package.json'), '{ "name": "somebody-elses-directus", "private": true }');
		await execa(process.execPath, [DIRECTUS, 'bootstrap'], { cwd: directory, env: env(), extendEnv: false });
	});

	afterAll(async () => {
		await stop();
		rmSync(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
	});

	it('is described as the marketplace expects it, and holds what is run and nothing else', () => {
		const manifest: unknown = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8'));
		expect(manifest).toMatchObject({
			name: 'directus-extension-village-assessment',
			keywords: expect.arrayContaining(['directus', 'directus-extension', 'directus-custom-bundle']),
			'directus:extension': { type: 'bundle', host: '^11.17.4' },
		});
		expect(readdirSync(unpacked).sort()).toEqual(['LICENSE', 'README.md', 'dist', 'package.json']);
		expect(readdirSync(join(unpacked, 'dist/days')).sort()).toEqual(['days.mjs', 'in-directus.mjs']);
	});

	it('loads without its tables: the log and the health check say what is missing, all else goes on', async () => {
		await start();
		const loaded = rows(succeeded(await get('/extensions')).data).filter(({ bundle }) => bundle === null);
		expect(loaded.map(({ schema, meta }) => ({ schema, meta }))).toMatchObject([
			{ schema: { name: 'directus-extension-village-assessment', type: 'bundle' }, meta: { enabled: true } },
		]);
		expect(succeeded(await get('/assessment/health')).data).toMatchObject({
			status: 'error',
			tables_there: false,
			days_kept: false,
		});
		for (const path of ['/users/me?fields=*,role.name', '/collections', '/activity?fields=*.*', '/files?search=a'])
			succeeded(await get(path));
		expect(log).toContain('its tables are missing');
		expect(log).toContain(`NODE_OPTIONS=\\"${importing}\\"`);
		expect(log).not.toContain('no such table');
	});

	it('keeps days with what the log says', async () => {
		await start({ NODE_OPTIONS: importing });
		expect(succeeded(await get('/assessment/health')).data).toMatchObject({ tables_there: false, days_kept: true });
		expect(log).not.toContain('NODE_OPTIONS');
	});
});

describe.each(DATABASES)('a prepared database on %s, started by directus start alone', (database) => {
	it('runs, says so, and saves no day in a second way', async () => {
		const instance = await startInstance({ database });
		try {
			expect(await healthOf(instance)).toMatchObject({ status: 'ok', tables_there: true, days_kept: true });
			await instance.restart({ NODE_OPTIONS: '' });
			expect(await healthOf(instance)).toMatchObject({ status: 'error', tables_there: true, days_kept: false });
			const written = await instance.api('POST', '/items/holidays', {
				date: '2026-10-01',
				name: '国庆节',
				kind: 'holiday',
			});
			if (database === 'sqlite') expectRefusal(written, 409, 'DAYS_NOT_KEPT');
			else succeeded(written);
			await instance.restart();
			expect(await healthOf(instance)).toMatchObject({ status: 'ok' });
		} finally {
			await instance.stop();
		}
	});
});
