// Digests of results that are final, and fingerprints of requests, stand stored: the text that they are made of never changes.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '#server/platform/canonical-json.ts';
import { criteriaOf, official, other } from '../../support/rulebooks/load.ts';

/** How the digests stored before were made. */
function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([key, inner]) => [key, sorted(inner)]),
	);
}

describe('canonical JSON', () => {
	it.each([
		[{ b: 1, a: [{ d: null, c: 'x' }] }, '{"a":[{"c":"x","d":null}],"b":1}'],
		[
			{ zh: '“引号”\n', 'zh-CN': '村', en: 'a\u2028b\ud800' },
			JSON.stringify(sorted({ zh: '“引号”\n', 'zh-CN': '村', en: 'a\u2028b\ud800' })),
		],
		[{ a: undefined, b: [undefined, 1e21, -0, 0.1] }, '{"b":[null,1e+21,0,0.1]}'],
		[null, 'null'],
		[undefined, 'undefined'],
	])('%j', (value, text) => {
		expect(canonicalJson(value)).toBe(text);
	});

	it('gives the parameters of every criterion the text that stored digests were made of', () => {
		const criteria = [official, other].flatMap(({ document }) => criteriaOf(document));
		expect(criteria.length).toBeGreaterThan(30);
		for (const { params } of criteria) expect(canonicalJson(params)).toBe(JSON.stringify(sorted(params)));
	});

	it('makes the digest that is stored', () => {
		const text = canonicalJson({ waiver: 'full', floor: '60', categories: [{ points: '2', key: 'prize' }] });
		expect(createHash('sha256').update(text).digest('hex')).toBe(
			'a168608cf90566b32b5b3e6b7c9f93c282637d07b4fd0d282e2fbc4e29773b21',
		);
	});
});
