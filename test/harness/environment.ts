import { directusEnvironment } from '../../bin/environment.mjs';

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
