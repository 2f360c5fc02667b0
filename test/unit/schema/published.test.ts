import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { answersFile, errorsFile } from '../../../schema/generate/answers.ts';
import { methodsFile } from '../../../schema/generate/methods.ts';
import { snapshotFile } from '../../../schema/generate/method-choices.ts';
import { typesFiles } from '../../../schema/generate/types.ts';
import { ERROR_TEXTS } from '#domain/errors/catalog.ts';

test.each([errorsFile(), answersFile(), await methodsFile(), snapshotFile(), ...typesFiles()])(
	'$path is what the code and the snapshot say (else: npm run types:generate)',
	({ path, content }) => {
		expect(readFileSync(path, 'utf8')).toBe(content);
	},
);

test.each(Object.entries(ERROR_TEXTS))(
	'%s speaks to people: no addresses of endpoints, in both languages the same values',
	(_code, text) => {
		const values = (said: string): string[] => [...said.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort();
		expect(values(text['zh-CN'])).toEqual(values(text['en-US']));
		for (const said of [text['zh-CN'], text['en-US']]) {
			expect(said).not.toMatch(/\/assessment\/|POST |PATCH |undefined/);
			expect(said.length).toBeLessThanOrEqual(190);
		}
	},
);
