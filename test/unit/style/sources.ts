// The files that people write and read, for the tests about how they are written.
import { globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');

export interface Source {
	readonly path: string;
	readonly lines: readonly string[];
}

/** The text files below folders of the project; `endings` without the dot. */
export function sourcesIn(folders: readonly string[], endings: readonly string[]): Source[] {
	const patterns = folders.flatMap((folder) => endings.map((ending) => `${folder}/**/*.${ending}`));
	return globSync(patterns, { cwd: ROOT, exclude: (name) => name === 'node_modules' || name === 'dist' })
		.map((path) => path.split(sep).join('/'))
		.filter((path) => !path.startsWith('schema/generated/'))
		.sort()
		.map((path) => ({ path, lines: readFileSync(join(ROOT, path), 'utf8').split('\n') }));
}

/** `path:line: text` of every line that `test` finds. */
export const linesWhere = (sources: readonly Source[], test: (line: string) => boolean): string[] =>
	sources.flatMap(({ path, lines }) =>
		lines.flatMap((line, index) => (test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
	);
