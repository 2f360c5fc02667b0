// What every browser loads before it shows anything: our own code, at most 150 kB compressed, and the libraries bundled with it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { ROOT } from '../../support/rulebooks/load.ts';

const KILOBYTE = 1000;
const OWN = 150 * KILOBYTE;
/** zod and decimal.js, measured as the difference that leaving them out makes. */
const LIBRARIES = 29 * KILOBYTE;
const DIST = join(ROOT, 'extensions/village-assessment/dist');
const BUNDLE = join(DIST, 'app.js');

/** A file and what it imports at once; pages that are files of their own are loaded when they are opened. */
function loadedFirst(file: string, known: Set<string> = new Set()): Set<string> {
	known.add(file);
	for (const [, name = ''] of readFileSync(join(DIST, file), 'utf8').matchAll(/\bfrom\s*"\.\/([^"]+)"/g))
		if (!known.has(name)) loadedFirst(name, known);
	return known;
}

test('our own code in the app bundle is at most 150 kB compressed', () => {
	expect(existsSync(BUNDLE), 'The bundle is not built: run npm start or npm test, which build it.').toBe(true);
	const size = gzipSync(Buffer.concat([...loadedFirst('app.js')].map((file) => readFileSync(join(DIST, file)))), {
		level: 6,
	}).length;
	expect(size, `${(size / KILOBYTE).toFixed(1)} kB`).toBeLessThanOrEqual(OWN + LIBRARIES);
});
