// npm run types:generate [-- --check]: everything that is generated anew, from schema/snapshot.yaml (the types of the collections) and
// from the tables that the server itself answers by (schema/generated). `--check` writes nothing and fails where a file is out of date.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { METHODS } from '#engine';
import { answersFile, errorsFile } from './answers.ts';
import { paramsFile } from './params.ts';
import { typesFiles } from './types.ts';

for (const { path, content } of [errorsFile(), answersFile(), ...METHODS.map(paramsFile), ...typesFiles()]) {
	if ((await readFile(path, 'utf8').catch(() => '')) === content) continue;
	if (process.argv.includes('--check')) {
		console.error(`${path} is out of date: npm run types:generate`);
		process.exitCode = 1;
		continue;
	}
	await mkdir(dirname(path), { recursive: true });
	await writeFile(path, content);
	console.log(path);
}
