// How each collection is listed until a user changes it: presets for everyone.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { RowSet } from '../merge-rows.ts';

const shape = z.array(
	z.strictObject({
		collection: z.string(),
		fields: z.array(z.string()),
		sort: z.array(z.string()),
		widths: z.record(z.string(), z.int()),
	}),
);

const ROWS_PER_PAGE = 50;

export async function presets(): Promise<RowSet> {
	const lists = shape.parse(parse(await readFile(join(import.meta.dirname, 'presets.yaml'), 'utf8')));
	return {
		table: 'directus_presets',
		primary: 'id',
		match: ['collection', 'user', 'role', 'bookmark'],
		rows: lists.map(({ collection, fields, sort, widths }) => ({
			collection,
			user: null,
			role: null,
			bookmark: null,
			layout: 'tabular',
			layout_query: { tabular: { fields, sort, limit: ROWS_PER_PAGE } },
			layout_options: { tabular: { widths } },
		})),
	};
}
