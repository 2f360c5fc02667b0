import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';
import { CHEAP_HASHES as env } from './test/support/harness/environment.ts';
import { LongestFirst } from './test/longest-first.ts';

const project = (name: string, include: readonly string[], options: object = {}) => ({
	plugins: [vue()],
	test: { name, include: [...include], ...options },
});

/** Files that leave nothing behind in their process need none of their own, which would import everything anew. */
const poolOptions = { forks: { isolate: false } };

export default defineConfig({
	test: {
		// Of the whole run, not of a project: two instances at a time are what two cores carry.
		// No fewer either: one that is idle between two files is ended, and sometimes with the file that it is just given.
		pool: 'forks',
		poolOptions: { forks: { maxForks: 2, minForks: 2 } },
		sequence: { sequencer: LongestFirst },
		projects: [
			// Generous: a busy machine is no fault of the code.
			project('unit', ['test/unit/**/*.test.ts'], { testTimeout: 120_000, env, poolOptions }),
			project('components', ['test/components/**/*.test.ts'], { environment: 'happy-dom', testTimeout: 120_000 }),
			project('properties', ['test/properties/**/*.test.ts'], { testTimeout: 120_000, poolOptions }),
			// Each file has a Directus for each database; of those in one process, one after the other the same.
			project('integration', ['test/integration/**/*.test.ts'], {
				globalSetup: ['test/support/harness/global-setup.ts'],
				env,
				poolOptions,
				testTimeout: 120_000,
				hookTimeout: 240_000,
			}),
			// A real browser before a real Directus: one instance a file.
			project('e2e', ['test/e2e/**/*.test.ts'], {
				globalSetup: ['test/e2e/support/global-setup.ts'],
				testTimeout: 300_000,
				hookTimeout: 240_000,
			}),
			// After the integration, not beside it: the moments of the kills are timed.
			project('crash', ['test/crash/**/*.test.ts'], { globalSetup: ['test/support/harness/global-setup.ts'] }),
		],
	},
});
