// The prepared databases that every instance starts from, made once per run: schema and rulebook, no demo data.
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import knex from 'knex';
import { CHEAP_HASHES, serverEnvironment } from './environment.ts';
import { startPostgres, type PostgresAddress } from './postgres.ts';

export interface Templates {
	/** Everything of this run lies in it; it goes when the run ends. */
	readonly directory: string;
	readonly sqlite: string;
	readonly postgres: PostgresAddress;
	readonly postgresDatabase: string;
	/** Directus's EXTENSIONS_PATH with the bundle as it was built when the run began, and one without. */
	readonly extensions: string;
	readonly noExtensions: string;
}

/** A data directory with the demo in it: database, uploads, passwords. */
export async function prepareDemo({ directory, sqlite, extensions }: Templates): Promise<string> {
	const demo = join(directory, 'template-demo');
	mkdirSync(demo);
	const filename = join(demo, 'database.sqlite');
	copyFileSync(sqlite, filename);
	await prepareDatabase({ DEMO: 'true', DATA_DIR: demo, DB_FILENAME: filename, EXTENSIONS_PATH: extensions });
	await intoOneFile(filename);
	return demo;
}

export const ADMIN_TOKEN = 'admin-token-of-the-tests';
export const ADMIN_PASSWORD = 'password-of-the-tests';

const ROOT = join(import.meta.dirname, '../../..');
const HANDED_DOWN = 'ASSESSMENT_TEST_TEMPLATES';

let own: Promise<Templates> | undefined;

/** The templates of this run: those that the runner prepared, or, for a script of its own, prepared now. */
export function templates(): Promise<Templates> {
	const handedDown = process.env[HANDED_DOWN];
	if (handedDown !== undefined) return Promise.resolve(JSON.parse(handedDown));
	own ??= prepareTemplates().then(({ templates: made }) => made);
	return own;
}

/** Prepares both databases at the same time. What this process starts afterwards finds them. */
export async function prepareTemplates({ fsync = true }: { fsync?: boolean } = {}): Promise<{
	templates: Templates;
	stop: () => Promise<void>;
}> {
	if (process.env[HANDED_DOWN] !== undefined) return { templates: await templates(), stop: () => Promise.resolve() };
	const directory = mkdtempSync(join(tmpdir(), 'assessment-test-'));
	chmodSync(directory, 0o711);
	const extensions = join(directory, 'extensions');
	const noExtensions = join(directory, 'no-extensions');
	mkdirSync(noExtensions);
	copyBundle(extensions);
	const postgres = await startPostgres({ fsync, directory });
	const postgresDatabase = 'template_prepared';
	await postgres.createDatabase(postgresDatabase);
	const sqlite = join(directory, 'template/database.sqlite');
	await Promise.all([
		prepareDatabase({ DATA_DIR: join(directory, 'template'), DB_FILENAME: sqlite, EXTENSIONS_PATH: extensions }).then(
			() => intoOneFile(sqlite),
		),
		prepareDatabase({
			DATA_DIR: join(directory, 'template-pg'),
			...postgres.settings(postgresDatabase),
			EXTENSIONS_PATH: extensions,
		}),
	]).catch(async (error: unknown) => {
		await postgres.stop();
		throw error;
	});
	const made = { directory, sqlite, postgres: postgres.address, postgresDatabase, extensions, noExtensions };
	process.env[HANDED_DOWN] = JSON.stringify(made);
	return { templates: made, stop: postgres.stop };
}

/** A copy: a build in another window must not change what the tests run. */
function copyBundle(to: string): void {
	const bundle = join(ROOT, 'extensions/village-assessment');
	if (!existsSync(join(bundle, 'dist/api.js')))
		throw new Error('The assessment extension is not built. Run the tests by npm test, which builds it.');
	for (const part of ['package.json', 'dist'])
		cpSync(join(bundle, part), join(to, 'village-assessment', part), { recursive: true });
}

/** What npm start does before it starts the server. */
export async function prepareDatabase(settings: Readonly<Record<string, string>>): Promise<string> {
	const env = serverEnvironment({
		...CHEAP_HASHES,
		DEMO: 'false',
		ADMIN_EMAIL: 'admin@example.com',
		ADMIN_PASSWORD,
		ADMIN_TOKEN,
		...settings,
	});
	const { stdout } = await execa(process.execPath, [join(ROOT, 'ops/start/prepare-database.ts')], {
		env,
		extendEnv: false,
		cwd: ROOT,
	});
	return stdout;
}

/** With a write-ahead log the database is three files; folded into one it can be copied. */
async function intoOneFile(filename: string): Promise<void> {
	const database = knex({ client: 'sqlite3', connection: { filename }, useNullAsDefault: true });
	await database.raw('PRAGMA wal_checkpoint(TRUNCATE)').finally(() => database.destroy());
}
