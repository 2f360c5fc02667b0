import { directusEnvironment } from '../../../ops/start/environment.mjs';

/** What keeps guessers of passwords busy would keep the tests busy too. */
export const CHEAP_HASHES = { HASH_MEMORY_COST: '1024', HASH_TIME_COST: '2' };

const KEPT = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'SystemRoot'];

/** The settings that npm start would give Directus for `given`, and nothing of the test runner's own environment. */
export function serverEnvironment(given: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
	const own = process.env;
	process.env = { ...Object.fromEntries(KEPT.map((name) => [name, own[name]])), ...given };
	try {
		return directusEnvironment();
	} finally {
		process.env = own;
	}
}
