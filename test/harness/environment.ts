import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { directusEnvironment } from '../../bin/environment.mjs';

const KEPT = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'SystemRoot', 'NODE_COMPILE_CACHE'];
const NODE_OPTIONS = `--import=${pathToFileURL(join(import.meta.dirname, 'quick-start.mjs')).href}`;

/** The settings that npm start would give Directus for `given`, and nothing of the test runner's own environment. */
export function serverEnvironment(given: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
	const own = process.env;
	process.env = { ...Object.fromEntries(KEPT.map((name) => [name, own[name]])), NODE_OPTIONS, ...given };
	try {
		return directusEnvironment();
	} finally {
		process.env = own;
	}
}
