// What every browser loads before it shows anything: our code, and the libraries that are bundled with it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { ROOT } from '../engine/rulebooks.ts';

const KILOBYTE = 1000;
const BUDGET = 150 * KILOBYTE;
const BUNDLE = join(ROOT, 'extensions/village-assessment/dist/app.js');

test('the app bundle, libraries included, is at most 150 kB compressed', () => {
	expect(existsSync(BUNDLE), 'The bundle is not built: run npm start or npm test, which build it.').toBe(true);
	const size = gzipSync(readFileSync(BUNDLE), { level: 6 }).length;
	expect(size, `${(size / KILOBYTE).toFixed(1)} kB`).toBeLessThanOrEqual(BUDGET);
});
