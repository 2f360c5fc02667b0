// Pages that are seldom opened are files of their own, loaded when they are: what every browser loads first stays small. Directus serves
// them beside the rest.
import { dirname } from 'node:path';

const lazyPages = {
	name: 'lazy-pages',
	outputOptions: ({ file, ...options }) =>
		file?.endsWith('app.js') === true
			? {
					...options,
					inlineDynamicImports: false,
					dir: dirname(file),
					entryFileNames: 'app.js',
					chunkFileNames: '[name].js',
				}
			: { ...options, file },
};

export default { plugins: [lazyPages] };
