// What every browser loads before it shows anything: our own code, at most 150 kB compressed, and the libraries bundled with it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { ROOT } from '../engine/rulebooks.ts';

const KILOBYTE = 1000;
const OWN = 150 * KILOBYTE;
/** zod and decimal.js, measured as the difference that leaving them out makes. */
const LIBRARIES = 29 * KILOBYTE;
const BUNDLE = join(ROOT, 'extensions/village-assessment/dist/app.js');

test('our own code in the app bundle is at most 150 kB compressed', () => {
	expect(existsSync(BUNDLE), 'The bundle is not built: run npm start or npm test, which build it.').toBe(true);
	const size = gzipSync(readFileSync(BUNDLE), { level: 6 }).length;
	expect(size, `${(size / KILOBYTE).toFixed(1)} kB`).toBeLessThanOrEqual(OWN + LIBRARIES);
});
