// node --import quick-start.mjs …: date-fns has hundreds of files below one package.json of 200 kB, and for each of them Node
// parses that anew, a quarter of a start of Directus. What one of its files says of another is found without.
import module from 'node:module';
import { URL } from 'node:url';

const FILE = /\/node_modules\/date-fns\/[^?#]+\.js$/;

module.registerHooks?.({
	resolve(specifier, context, next) {
		const { parentURL, conditions } = context;
		if (!/^\.\.?\/.*\.js$/.test(specifier) || parentURL === undefined || !FILE.test(parentURL)) return next(specifier, context);
		return { url: new URL(specifier, parentURL).href, format: conditions.includes('require') ? 'commonjs' : 'module', shortCircuit: true };
	},
});
