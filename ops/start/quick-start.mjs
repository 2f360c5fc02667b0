// node --import quick-start.mjs …: a start of Directus looks for thousands of modules among the packages, a third of its time.
// Where each was found is kept beside what Node keeps of their code, for the starts after it, until npm installs anything.
import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import module from 'node:module';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';

/** npm writes it anew with whatever it installs. */
const INSTALLED = join(import.meta.dirname, '../../node_modules/.package-lock.json');
const directory = process.env.NODE_COMPILE_CACHE;
if (directory !== undefined && module.registerHooks !== undefined) keepPlaces(join(directory, 'places.json'));

function keepPlaces(file) {
	const places = new Map(known(file));
	const before = places.size;
	module.registerHooks({
		resolve(specifier, context, next) {
			const { parentURL, conditions } = context;
			if (!isPackaged(parentURL)) return next(specifier, context);
			const key = `${conditions.includes('require') ? 'require' : 'import'} ${specifier} ${parentURL}`;
			const place = places.get(key);
			if (place !== undefined) return { url: place[0], format: place[1] ?? undefined, shortCircuit: true };
			const found = next(specifier, context);
			if (isPackaged(found.url)) places.set(key, [found.url, found.format]);
			return found;
		},
	});
	process.on('exit', () => {
		if (isMainThread && places.size > before) keep(file, [...places]);
	});
}

function keep(file, places) {
	try {
		// Whole or not at all: others start at the same time.
		writeFileSync(`${file}.${process.pid}`, JSON.stringify(places));
		renameSync(`${file}.${process.pid}`, file);
	} catch {
		// Where nothing may be written, a start is as slow as it was.
	}
}

function known(file) {
	try {
		return statSync(file).mtimeMs < statSync(INSTALLED).mtimeMs ? [] : JSON.parse(readFileSync(file, 'utf8'));
	} catch {
		return [];
	}
}

function isPackaged(url) {
	return url?.startsWith('file:') === true && url.includes('/node_modules/');
}
