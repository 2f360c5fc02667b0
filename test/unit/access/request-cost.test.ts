// What a request may cost, told from its words alone.
import type { SchemaOverview } from '@directus/types';
import { describe, expect, it } from 'vitest';
import { requireBoundedDocument } from '#server/access/request-cost/graphql-size.ts';
import { LIMITS } from '#server/access/request-cost/limits.ts';
import { keysNamed, requireBounded, valuesOf, type Query } from '#server/access/request-cost/query-cost.ts';
import type { Sizes } from '#server/access/request-cost/table-sizes.ts';
import { DomainError } from '#domain/errors/domain-error.ts';

/** Villages have cards, cards have a village and lines; lines have their card. */
const fields = (...names: readonly string[]): Record<string, object> =>
	Object.fromEntries(names.map((name) => [name, { type: name === 'note' ? 'text' : 'string' }]));
const schema: SchemaOverview = JSON.parse(
	JSON.stringify({
		collections: {
			villages: { primary: 'id', fields: fields('id', 'name', 'note', 'cards') },
			cards: { primary: 'id', fields: fields('id', 'village', 'total', 'lines') },
			lines: { primary: 'id', fields: fields('id', 'card', 'awarded') },
		},
		relations: [
			{ collection: 'cards', field: 'village', related_collection: 'villages', meta: { one_field: 'cards' } },
			{ collection: 'lines', field: 'card', related_collection: 'cards', meta: { one_field: 'lines' } },
		],
	}),
);
const tables = new Map([
	['villages', 10],
	['cards', 100],
	['lines', 3000],
]);
const SIZES = { tables, most: new Map<string, readonly number[]>() };
const limitOf = (check: () => unknown): unknown => {
	try {
		check();
		return null;
	} catch (error) {
		return error instanceof DomainError ? error.details['limit'] : error;
	}
};
const refused = (collection: string, query: Query): unknown =>
	limitOf(() => requireBounded({ collection, query, schema }));
const values = (collection: string, query: Query, rows: number, sizes: Sizes = SIZES): number =>
	valuesOf(requireBounded({ collection, query, schema }), { rows, sizes });
const path = (steps: number): string =>
	[...Array.from({ length: steps }, (_, step) => (step % 2 === 0 ? 'village' : 'cards')), 'id'].join('.');

describe('values of an answer', () => {
	it.each<[string, Query, number]>([
		['plain columns', { fields: ['id', 'total'] }, 10 * 4],
		['a relation to one', { fields: ['id', 'village.name'] }, 10 * 3 + 10 * 3],
		['a relation to many, 30 a card', { fields: ['id', 'lines.awarded'] }, 10 * 3 + 10 * 30 * 3],
		['a relation to many without fields is its keys', { fields: ['lines'] }, 10 * 2 + 10 * 30 * 3],
		['a limit of its own', { fields: ['lines.awarded'], deep: { lines: { _limit: 2 } } }, 10 * 2 + 10 * 2 * 3],
		['no fields: all columns, and the keys of what is many', {}, 10 * 5 + 10 * 30 * 3],
		['there and back again', { fields: ['village.cards.lines.id'] }, 10 * 2 + 10 * 2 + 100 * 2 + 3000 * 3],
		['a sum has none of its fields', { aggregate: { count: ['*'] } }, 10 * 3],
	])('%s', (_name, query, expected) => {
		expect(values('cards', query, 10)).toBe(expected);
	});

	it.each<[string, Query, number, number]>([
		['one card may be the one with most lines', { fields: ['lines.awarded'] }, 1, 2 + 2900 * 3],
		['two, and the one after it', { fields: ['lines.awarded'] }, 2, 4 + 2950 * 3],
		['many have no more than there are', { fields: ['lines.awarded'] }, 100, 200 + 3000 * 3],
		[
			'behind a relation to one the same may come each time',
			{ fields: ['village.cards.lines.id'] },
			10,
			20 + 20 + 100 * 2 + 100 * 2900 * 3,
		],
	])('%s', (_name, query, rows, expected) => {
		expect(
			values('cards', query, rows, {
				tables,
				most: new Map([
					['lines.card', [2900, 50, 1]],
					['cards.village', [10]],
				]),
			}),
		).toBe(expected);
	});
});

describe('depth and width', () => {
	it.each<[string, Query, string | null]>([
		['as deep as may be', { fields: [path(LIMITS.depth)] }, null],
		['one deeper', { fields: [path(LIMITS.depth + 1)] }, 'depth'],
		['wildcards, written out one after the other', { fields: ['*.*.*.*.*.*.*.*'] }, 'depth'],
		[
			'a condition one deeper',
			{
				fields: ['id'],
				filter: path(LIMITS.depth + 1)
					.split('.')
					.reduceRight<object>((inner, name) => ({ [name]: inner }), { _eq: 1 }),
			},
			'depth',
		],
		['a sort one deeper', { fields: ['id'], sort: [path(LIMITS.depth + 1)] }, 'depth'],
		[
			'deep one deeper',
			{
				fields: ['id'],
				deep: path(LIMITS.depth + 1)
					.split('.')
					.reduceRight<object>((inner, name) => ({ [name]: inner }), {}),
			},
			'depth',
		],
		[
			'as many conditions as may be',
			{ fields: ['id'], filter: { _or: Array.from({ length: LIMITS.conditions }, () => ({ id: { _eq: 1 } })) } },
			null,
		],
		[
			'one condition more',
			{ fields: ['id'], filter: { _or: Array.from({ length: LIMITS.conditions + 1 }, () => ({ id: { _eq: 1 } })) } },
			'conditions',
		],
		[
			'a condition with too many values',
			{ fields: ['id'], filter: { id: { _in: Array.from({ length: LIMITS.conditionValues + 1 }, () => 1) } } },
			'conditionValues',
		],
		['too many fields', { fields: Array.from({ length: LIMITS.fields + 1 }, (_, at) => `f${at}`) }, 'fields'],
		[
			'too many names to sort by',
			{ fields: ['id'], sort: Array.from({ length: LIMITS.names + 1 }, () => 'id') },
			'names',
		],
		['too long a search', { fields: ['id'], search: '长'.repeat(LIMITS.searchLength + 1) }, 'searchLength'],
	])('%s', (_name, query, limit) => {
		expect(refused('cards', query)).toBe(limit);
	});
});

describe('rows that a query names by their keys', () => {
	it.each<[unknown, number | null]>([
		[{ id: { _eq: 'a' } }, 1],
		[{ id: { _in: ['a', 'b'] } }, 2],
		[{ _and: [{ total: { _gt: 1 } }, { id: { _in: ['a', 'b', 'c'] } }] }, 3],
		[{ _or: [{ id: { _eq: 'a' } }] }, null],
		[{ id: { _neq: 'a' } }, null],
		[undefined, null],
	])('%j: %j', (filter, rows) => {
		expect(keysNamed(filter, 'id')).toBe(rows);
	});
});

describe('a GraphQL document', () => {
	/** A fragment that spreads the next one ten times. */
	const tenfold = (name: string, at: number): string =>
		`fragment ${name} on cards { ${`x: village { ...${'bcd'[at]} } `.repeat(10)} }`;
	const document = (roots: number, inner = '{ id }'): string =>
		`{ ${Array.from({ length: roots }, (_, at) => `a${at}: cards ${inner}`).join(' ')} }`;
	const nested = (levels: number): string => (levels === 1 ? 'id' : `village { ${nested(levels - 1)} }`);
	it.each<[string, string, string | null]>([
		['as many aliases as may be', document(LIMITS.graphqlRoots), null],
		['one more', document(LIMITS.graphqlRoots + 1), 'graphqlRoots'],
		['as deep as may be', `{ cards { ${nested(LIMITS.graphqlLevels - 1)} } }`, null],
		['one deeper', `{ cards { ${nested(LIMITS.graphqlLevels)} } }`, 'graphqlLevels'],
		[
			'fragments in fragments',
			`{ cards { ...a } } ${['a', 'b', 'c'].map(tenfold).join(' ')} fragment d on cards { id }`,
			'graphqlFields',
		],
		[
			'a circle is left to who validates it',
			'{ cards { ...a } } fragment a on cards { village { cards { ...a } } }',
			null,
		],
		['what is no document, too', '{ cards {', null],
		['introspection', '{ __schema { types { name } } }', null],
	])('%s', (_name, source, limit) => {
		expect(limitOf(() => requireBoundedDocument({ source, maxTokens: 5000 }))).toBe(limit);
	});

	it.each<[string, string, number, Record<string, unknown>?]>([
		['nothing twice', '{ a: cards(limit: 1) { id total } b: cards(limit: 2) { id } lines { id } }', 1],
		[
			'the same under three names',
			'{ a: cards(limit: 1) { id } b: cards(limit: 1) { id } c: cards(limit: 1) { id } d: cards { id } }',
			3,
		],
		[
			'a column under many names',
			`{ cards { ${Array.from({ length: 40 }, (_, at) => `n${at}: total`).join(' ')} } }`,
			40,
		],
		['names in names', '{ a: cards { x: total y: total } b: cards { x: total y: total } }', 4],
		['one answer in pieces', '{ cards { x: total } cards { y: total } }', 2],
		[
			'by variables',
			'query ($a: Int, $b: Int) { a: cards(limit: $a) { id } b: cards(limit: $b) { id } c: cards(limit: 5) { id } }',
			3,
			{ a: 5, b: 5 },
		],
		['in other words', '{ a: cards(sort: "id", limit: 5) { id } b: cards(limit: 5, sort: ["id"]) { id } }', 2],
		[
			'by fragments',
			'{ a: cards { ...x } } fragment x on cards { n: total ...y } fragment y on cards { m: total ...x }',
			2,
		],
	])('has it again: %s', (_name, source, copies, variables) => {
		expect(requireBoundedDocument({ source, maxTokens: 5000, ...(variables === undefined ? {} : { variables }) })).toBe(
			copies,
		);
	});
});
