// What the global setup made, handed down to the processes of the tests.
import type { ChromiumFiles } from '../../support/harness/index.ts';

export interface Prepared {
	readonly demo: string;
	readonly chromium: ChromiumFiles;
}

const HANDED_DOWN = 'ASSESSMENT_TEST_BROWSER';

export function handDown(prepared: Prepared): void {
	process.env[HANDED_DOWN] = JSON.stringify(prepared);
}

export const isPrepared = (): boolean => process.env[HANDED_DOWN] !== undefined;

export function prepared(): Prepared {
	const given = process.env[HANDED_DOWN];
	if (given === undefined)
		throw new Error('The browser tests run as the vitest project e2e: npm test, or vitest run --project e2e.');
	return JSON.parse(given);
}
