// npm run types:generate [-- --check]: everything that is generated anew, from schema/snapshot.yaml (the types of the collections) and
// from the tables that the server itself answers by (schema/generated). `--check` writes nothing and fails where a file is out of date.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { methodsFile } from './methods.ts';

interface GeneratedFile {
	readonly path: string;
	readonly content: string;
}

// First: what the others import asks the registry.
await write([await methodsFile()]);
const { answersFile, errorsFile } = await import('./answers.ts');
const { paramsFiles } = await import('./params.ts');
const { snapshotFile } = await import('./method-choices.ts');
await write([snapshotFile()]);
const { typesFiles } = await import('./types.ts');
await write([errorsFile(), answersFile(), ...paramsFiles(), ...typesFiles()]);

async function write(files: readonly GeneratedFile[]): Promise<void> {
	for (const { path, content } of files) {
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
}
