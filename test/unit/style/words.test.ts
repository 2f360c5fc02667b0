// One plain word for one thing. The words that are gone stay away.
import { describe, expect, it } from 'vitest';
import { declaredNames } from './declared-names.ts';
import { DECLARED, IDENTIFIERS, PHRASES } from './private-words.ts';
import { linesWhere, sourcesIn } from './sources.ts';

const FOLDERS = ['bin', 'docs', 'extensions/village-assessment/src', 'ops', 'schema', 'seed', 'test'];
/** Where the words themselves stand, to be looked up. */
const LISTS = ['docs/glossary.md', 'test/unit/style/private-words.ts'];

const sources = sourcesIn(FOLDERS, ['ts', 'mts', 'mjs', 'js', 'vue', 'md']).filter(({ path }) => !LISTS.includes(path));

describe('private words', () => {
	it.each(IDENTIFIERS)('%s names nothing', (word) => {
		const pattern = new RegExp(`\\b${word}\\b`, 'u');
		expect(linesWhere(sources, (line) => pattern.test(line))).toEqual([]);
	});

	it.each(PHRASES)('nobody writes “%s”', (phrase) => {
		expect(linesWhere(sources, (line) => line.toLowerCase().includes(phrase))).toEqual([]);
	});
});

describe('Directus', () => {
	// The assessment's own platform is the whole instance; in comments that word used to mean Directus.
	const outside = sources.filter(({ path }) => !path.startsWith('extensions/'));

	it('is called Directus', () => {
		expect(linesWhere(outside, (line) => /\bthe platform(?:['’]s)?\b/iu.test(line))).toEqual([]);
	});
});

describe('names that the source declares', () => {
	const declared = sourcesIn(['extensions/village-assessment/src'], ['ts', 'vue']).flatMap((source) =>
		declaredNames(source).map(({ name, line }) => ({ name, place: `${source.path}:${line}` })),
	);

	it('are seen, in scripts of Vue, too', () => {
		const lines = [
			'<script setup lang="ts">',
			'const { a: wish } = b;',
			'const say = (told: string) => 1;',
			'</script>',
		];
		expect(declaredNames({ path: 'a.vue', lines })).toEqual([
			{ name: 'wish', line: 2 },
			{ name: 'say', line: 3 },
			{ name: 'told', line: 3 },
		]);
		expect(declared.length).toBeGreaterThan(1000);
	});

	it.each(DECLARED)('%s is none of them', (word) => {
		expect(declared.filter(({ name }) => name === word).map(({ place }) => place)).toEqual([]);
	});
});
