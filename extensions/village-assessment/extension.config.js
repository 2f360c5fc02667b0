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
 * Files that go beside the bundle as they are.
 * days: a Directus that was not started by `npm start` loads it by NODE_OPTIONS=--import=…/dist/days/in-directus.mjs
 * public: the verifier of published results, which runs anywhere
 */
const AS_THEY_ARE = {
	days: ['src/server/platform/directus-11.17/days', 'days.mjs', 'in-directus.mjs'],
	public: ['src/server/public-notices/verifier', 'verify-result.mjs', 'verify-page.mjs'],
};
const asTheyAre = {
	name: 'as-they-are',
	generateBundle({ dir }) {
		if (dir === undefined) return;
		for (const [folder, [from, ...names]] of Object.entries(AS_THEY_ARE))
			for (const name of names)
				this.emitFile({
					type: 'asset',
					fileName: `${folder}/${name}`,
					source: readFileSync(join(import.meta.dirname, from, name), 'utf8'),
				});
	},
};

export default { plugins: [lazyPages, asTheyAre] };
