// How the Directus SDK builds the bundle.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Both output files are built by it in turn; the first, the app, is the one to add files to. */
const isApp = (file) => file?.endsWith('app.js') === true;

/**
 * Pages that are seldom opened are files of their own, loaded when they are: what every browser loads first stays small.
 * Directus serves them beside the rest.
 */
const lazyPages = {
	name: 'lazy-pages',
	outputOptions: ({ file, ...options }) =>
		isApp(file)
			? {
					...options,
					inlineDynamicImports: false,
					dir: dirname(file),
					entryFileNames: 'app.js',
					chunkFileNames: '[name].js',
				}
			: { ...options, file },
};

/**
 * Beside the bundle, so that a Directus that was not started by `npm start` can load it:
 * NODE_OPTIONS=--import=…/dist/days/in-directus.mjs
 */
const DAYS = 'src/server/platform/directus-11.17/days';
const days = {
	name: 'days',
	generateBundle({ dir }) {
		if (dir === undefined) return;
		for (const name of ['days.mjs', 'in-directus.mjs'])
			this.emitFile({
				type: 'asset',
				fileName: `days/${name}`,
				source: readFileSync(join(import.meta.dirname, DAYS, name), 'utf8'),
			});
	},
};

export default { plugins: [lazyPages, days] };
