import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { METHODS } from '#engine';
import { PARAMS_FOLDER, paramsFile } from '../../../schema/generate/params.ts';

test.each(METHODS)(
	'schema/generated/params/%s.json is what the validator says (else: npm run types:generate)',
	(method) => {
		const { path, content } = paramsFile(method);
		expect(readFileSync(path, 'utf8')).toBe(content);
	},
);

test('there is a schema for every method and no other', () => {
	expect(readdirSync(PARAMS_FOLDER).sort()).toEqual(METHODS.map((method) => `${method}.json`).sort());
});
