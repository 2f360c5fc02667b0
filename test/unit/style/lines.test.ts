// Lines that fit on a screen beside another file. Prettier breaks code, not strings and comments: this looks at all.
import { expect, test } from 'vitest';
import { linesWhere, sourcesIn } from './sources.ts';

const FOLDERS = ['bin', 'extensions', 'ops', 'schema', 'seed', 'test'];
const LONGEST = 140;

test(`no line has more than ${LONGEST} characters`, () => {
	const sources = sourcesIn(FOLDERS, ['ts', 'mts', 'mjs', 'js', 'vue']);
	expect(sources.length).toBeGreaterThan(100);
	expect(linesWhere(sources, (line) => line.length > LONGEST)).toEqual([]);
});
