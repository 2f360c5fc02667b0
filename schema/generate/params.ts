// Writes schema/generated/params/<method>.json from the validator's own shapes; `--check` only says whether they are up to date.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { paramsJsonSchema } from '#engine/params-json-schema.ts';
import { METHODS, type Method } from '#engine/types.ts';

export const PARAMS_FOLDER = join(import.meta.dirname, '../generated/params');

export function paramsFile(method: Method): { readonly path: string; readonly content: string } {
	const content = `${JSON.stringify(paramsJsonSchema(method), null, '\t')}\n`;
	return { path: join(PARAMS_FOLDER, `${method}.json`), content };
}

if (process.argv[1] === import.meta.filename) {
	await mkdir(PARAMS_FOLDER, { recursive: true });
	for (const { path, content } of METHODS.map(paramsFile)) {
		if (!process.argv.includes('--check')) await writeFile(path, content);
		else if ((await readFile(path, 'utf8').catch(() => '')) !== content) {
			console.error(`${path} is out of date: run node schema/generate/params.ts`);
			process.exitCode = 1;
		}
	}
}
