// A list layout that names a field which does not exist shows an empty column, and no error anywhere.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { presets } from '../../../seed/system/presets.ts';
import { ROOT } from '../../support/rulebooks/load.ts';

const snapshot = z
	.object({
		collections: z.array(
			z.object({ collection: z.string(), schema: z.unknown(), meta: z.object({ hidden: z.boolean() }) }),
		),
		fields: z.array(z.object({ collection: z.string(), field: z.string() })),
		relations: z.array(
			z.object({ collection: z.string(), field: z.string(), related_collection: z.string().nullable() }),
		),
	})
	.parse(parse(await readFile(join(ROOT, 'schema/snapshot.yaml'), 'utf8')));
const layout = z.object({
	collection: z.string(),
	bookmark: z.string().nullable(),
	filter: z.record(z.string(), z.unknown()).nullable(),
	layout_query: z.object({ tabular: z.object({ fields: z.array(z.string()), sort: z.array(z.string()) }) }),
	layout_options: z.object({ tabular: z.object({ widths: z.record(z.string(), z.number()) }) }),
});
const layouts = z.array(layout).parse((await presets()).rows);

/** `scorecard.assessment.year` follows the relations; a sort may begin with a minus. */
function exists(collection: string, path: string): boolean {
	const [field = '', ...rest] = path.replace(/^-/, '').split('.');
	if (!snapshot.fields.some((one) => one.collection === collection && one.field === field)) return false;
	if (rest.length === 0) return true;
	const relation = snapshot.relations.find((one) => one.collection === collection && one.field === field);
	return typeof relation?.related_collection === 'string' && exists(relation.related_collection, rest.join('.'));
}

test('every column, order and width is of a field that exists', () => {
	const missing = layouts.flatMap(({ collection, layout_query: { tabular } }) =>
		[...tabular.fields, ...tabular.sort]
			.filter((path) => !exists(collection, path))
			.map((path) => `${collection}.${path}`),
	);
	expect(missing).toEqual([]);
});

/** The fields that a filter asks: `scorecard.assessment.status`. */
const asked = (filter: unknown, path: readonly string[] = []): string[] =>
	Array.isArray(filter)
		? filter.flatMap((part) => asked(part, path))
		: typeof filter === 'object' && filter !== null
			? Object.entries(filter).flatMap(([name, part]) =>
					name === '_and' || name === '_or'
						? asked(part, path)
						: name.startsWith('_')
							? [path.join('.')]
							: asked(part, [...path, name]),
				)
			: [];

test('every filter of a bookmark asks fields that exist, and every bookmark has a name in the table of texts', async () => {
	const bookmarks = layouts.filter(({ bookmark }) => bookmark !== null);
	expect(bookmarks.length).toBeGreaterThan(0);
	const missing = bookmarks.flatMap(({ collection, filter }) =>
		asked(filter)
			.filter((path) => !exists(collection, path))
			.map((path) => `${collection}.${path}`),
	);
	expect(missing).toEqual([]);
	const texts = z
		.array(z.object({ key: z.string() }))
		.parse(parse(await readFile(join(ROOT, 'seed/system/translations.yaml'), 'utf8')));
	expect(bookmarks.filter(({ bookmark }) => !texts.some(({ key }) => bookmark === `$t:${key}`))).toEqual([]);
});

test('widths are of columns that are shown, and wide enough for a heading', () => {
	const odd = layouts.flatMap(({ collection, layout_query, layout_options }) =>
		Object.entries(layout_options.tabular.widths)
			.filter(([field, width]) => width < 90 || !layout_query.tabular.fields.includes(field))
			.map(([field]) => `${collection}.${field}`),
	);
	expect(odd).toEqual([]);
});

test('every collection that staff see in the navigation has a layout', () => {
	const listed = snapshot.collections
		.filter(({ schema, meta }) => schema !== null && schema !== undefined && !meta.hidden)
		.map(({ collection }) => collection);
	expect(
		listed.filter((collection) => !layouts.some((one) => one.collection === collection && one.bookmark === null)),
	).toEqual([]);
});
