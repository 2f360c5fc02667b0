// The environment of the Directus server and its commands: safe defaults, generated secrets; whatever the caller sets wins.
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, toolEnvironment } from '../toolchain/toolchain.mjs';
import { fail } from '../say.mjs';

export const dataDirectory = () => {
	const given = process.env.DATA_DIR || 'data';
	return isAbsolute(given) ? given : join(root, given);
};

const secretsFile = () => join(dataDirectory(), 'secrets.json');

/** What makes the second start of a program among our packages take half as long as the first, and Directus keep days as days. */
export function quickStart({ NODE_COMPILE_CACHE, NODE_OPTIONS } = process.env) {
	const hooks = [
		'ops/start/quick-start.mjs',
		'extensions/village-assessment/src/server/platform/directus-11.17/days/in-directus.mjs',
	].map((file) => `--import=${pathToFileURL(join(root, file)).href}`);
	return {
		NODE_COMPILE_CACHE: NODE_COMPILE_CACHE || join(root, 'node_modules/.cache/start'),
		// A command that is run from another has them already.
		NODE_OPTIONS: [NODE_OPTIONS, ...hooks.filter((hook) => !NODE_OPTIONS?.includes(hook))].filter(Boolean).join(' '),
	};
}

export let generatedPassword = null;

/** Generated once, kept in DATA_DIR/secrets.json with mode 600; values given by the environment are never written there. */
function secrets({ newAccount }) {
	const file = secretsFile();
	try {
		mkdirSync(dataDirectory(), { recursive: true });
		const before = existsSync(file) ? kept() : null;
		if (before !== null && (before.SECRET || process.env.SECRET)) return settingsIn(before);
		const made = { ...before };
		if (!process.env.SECRET) made.SECRET = randomBytes(32).toString('hex');
		if (newAccount && before === null && !process.env.ADMIN_PASSWORD)
			made.ADMIN_PASSWORD = generatedPassword = randomBytes(12).toString('base64url');
		if (Object.keys(made).length === 0) return made;
		writeFileSync(file, JSON.stringify(made, null, '\t') + '\n', { mode: 0o600 });
		chmodSync(file, 0o600);
		return settingsIn(made);
	} catch (error) {
		fail(
			`无法读写数据目录 ${dataDirectory()}，请检查权限，或用 DATA_DIR 指定别的目录。`,
			`The data directory ${dataDirectory()} cannot be read or written. Check its permissions, or set DATA_DIR.`,
			error,
		);
	}
}

const kept = () => (existsSync(secretsFile()) ? JSON.parse(readFileSync(secretsFile(), 'utf8')) : {});

/** The demo's passwords lie in the same file, but are no settings. */
const settingsIn = (secrets) =>
	Object.fromEntries(Object.entries(secrets).filter(([name]) => name !== 'DEMO_ACCOUNTS'));

/** Passwords of the demo's accounts by address, as they were made; null before that. */
export const demoPasswords = () => kept().DEMO_ACCOUNTS ?? null;

export function keepDemoPasswords(passwords) {
	mkdirSync(dataDirectory(), { recursive: true });
	writeFileSync(secretsFile(), JSON.stringify({ ...kept(), DEMO_ACCOUNTS: passwords }, null, '\t') + '\n', {
		mode: 0o600,
	});
	chmodSync(secretsFile(), 0o600);
}

/** `newAccount: false`: the accounts come from elsewhere, so that no administrator's password is generated. */
export function directusEnvironment({ newAccount = true } = {}) {
	const data = dataDirectory();
	const defaults = {
		HOST: '127.0.0.1',
		PORT: '8055',
		TZ: 'Asia/Shanghai',
		LOG_LEVEL: 'warn',
		LOG_STYLE: 'pretty',
		DB_CLIENT: 'sqlite3',
		DB_FILENAME: join(data, 'database.sqlite'),
		DB_EXCLUDE_TABLES: 'spatial_ref_sys,sysdiagrams,deployment_log',
		STORAGE_LOCATIONS: 'local',
		STORAGE_LOCAL_DRIVER: 'local',
		STORAGE_LOCAL_ROOT: join(data, 'uploads'),
		EXTENSIONS_PATH: join(root, 'extensions'),
		EXTENSIONS_MUST_LOAD: 'true',
		MIGRATIONS_PATH: join(root, 'schema/migrations'),
		ADMIN_EMAIL: 'admin@example.com',
		PROJECT_NAME: '扶贫开发工作目标管理考核',
		TELEMETRY: 'false',
		AI_ENABLED: 'false',
		MCP_ENABLED: 'false',
		IP_TRUST_PROXY: 'false',
		WEBSOCKETS_ENABLED: 'false',
		// One schema for all requests instead of a deep copy for each, which was two fifths of a short answer's time. Nothing of ours changes it.
		CACHE_SCHEMA_FREEZE_ENABLED: 'true',
		PRESSURE_LIMITER_ENABLED: 'false',
		MAX_PAYLOAD_SIZE: '10mb',
		// An export into a file is read in parts, so that nobody waits meanwhile; the byte-order mark comes once all the same.
		EXPORT_BATCH_SIZE: '2000',
		// The Studio asks for its texts without a limit of its own, and there are more than Directus's 100.
		QUERY_LIMIT_DEFAULT: '1000',
		// Which kinds are taken is told by ending and content (src/files/kinds.ts), not by what a browser calls them.
		FILES_MIME_TYPE_ALLOW_LIST: '*/*',
		FILES_MAX_UPLOAD_SIZE: '50mb',
		// Photos of new phones; they are made smaller line by line, one after the other.
		ASSETS_TRANSFORM_IMAGE_MAX_DIMENSION: '16384',
		ASSETS_TRANSFORM_TIMEOUT: '60s',
	};
	const given = Object.fromEntries(
		Object.entries(process.env).filter(([, value]) => value !== undefined && value !== ''),
	);
	const env = { ...defaults, ...secrets({ newAccount }), ...given, ...quickStart() };
	// Uploads in parts would go by the door that every file comes through (src/files/door.ts): a photo would keep where it was taken.
	env.TUS_ENABLED = 'false';
	env.PUBLIC_URL ??= `http://${env.HOST}:${env.PORT}`;
	if (given.DB_CONNECTION_STRING || env.DB_CLIENT !== 'sqlite3') delete env.DB_FILENAME;
	return toolEnvironment(env);
}
