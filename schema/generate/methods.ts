// The registry of the scoring methods: a file in engine/methods is all that a new one needs.
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';

const ENGINE = join(import.meta.dirname, '../../extensions/village-assessment/src/engine');

const defined = z.object({ default: z.object({ key: z.string(), order: z.number() }) });

export async function methodsFile(): Promise<{ readonly path: string; readonly content: string }> {
	const files = readdirSync(join(ENGINE, 'methods')).sort();
	const methods = await Promise.all(
		files.map(async (file) => {
			const { key, order } = defined.parse(await import(join(ENGINE, 'methods', file))).default;
			return { file, key, order, name: camel(basename(file, '.ts')) };
		}),
	);
	const imports = methods.map(({ file, name }) => `import ${name} from './methods/${file}';`);
	const entries = methods
		.toSorted((a, b) => a.order - b.order)
		.map(({ key, name }) => (key === name ? `\t${key},` : `\t${key}: ${name},`));
	const content = [
		'// Generated from the files in methods/ by `npm run types:generate`.',
		...imports,
		'',
		'export const REGISTRY = {',
		...entries,
		'} as const;',
		'',
		'export type Registry = typeof REGISTRY;',
		'',
	].join('\n');
	return { path: join(ENGINE, 'registry.ts'), content };
}

const camel = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
