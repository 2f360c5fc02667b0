// Writes schema/generated/params/<method>.json from the validator's own shapes.
import { join } from 'node:path';
import { paramsJsonSchema } from '#engine/params-json-schema.ts';
import { METHODS, type Method } from '#engine';

export const PARAMS_FOLDER = join(import.meta.dirname, '../generated/params');

export function paramsFile(method: Method): { readonly path: string; readonly content: string } {
	const content = `${JSON.stringify(paramsJsonSchema(method), null, '\t')}\n`;
	return { path: join(PARAMS_FOLDER, `${method}.json`), content };
}

export const paramsFiles = (): readonly ReturnType<typeof paramsFile>[] => METHODS.map(paramsFile);
