// How each collection is listed until a user changes it: presets for everyone; and the lists that are asked for often, as bookmarks.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { ROLE_NAMES, ROLES } from '#domain/roles.ts';
import type { Row, RowSet } from '../merge/merge-rows.ts';

const list = z.strictObject({
	collection: z.string(),
	fields: z.array(z.string()),
	sort: z.array(z.string()),
	widths: z.record(z.string(), z.int()),
});
const bookmark = z.strictObject({
	/** `$t:` and the key of a translation. */
	bookmark: z.string().startsWith('$t:'),
	collection: z.string(),
	/** Without roles: everyone who may read the collection. */
	roles: z.array(z.enum(ROLE_NAMES)).optional(),
	icon: z.string(),
	filter: z.record(z.string(), z.unknown()),
	sort: z.array(z.string()).optional(),
	/** Columns of its own, where the collection's do not show what the list is for. */
	fields: z.array(z.string()).optional(),
	widths: z.record(z.string(), z.int()).optional(),
});

const ROWS_PER_PAGE = 50;

export async function presets(): Promise<RowSet> {
	const lists = z.array(list).parse(await read('presets.yaml'));
	const bookmarks = z.array(bookmark).parse(await read('bookmarks.yaml'));
	return {
		table: 'directus_presets',
		primary: 'id',
		match: ['collection', 'user', 'role', 'bookmark'],
		rows: [
			...lists.map((entry) => ({ ...layoutOf(entry), role: null, bookmark: null, icon: 'bookmark', filter: null })),
			...bookmarks.flatMap((entry) => bookmarkRows(entry, lists)),
		],
	};
}

const read = async (file: string): Promise<unknown> => parse(await readFile(join(import.meta.dirname, file), 'utf8'));

const layoutOf = ({ collection, fields, sort, widths }: z.infer<typeof list>): Row => ({
	collection,
	user: null,
	layout: 'tabular',
	layout_query: { tabular: { fields, sort, limit: ROWS_PER_PAGE } },
	layout_options: { tabular: { widths } },
});

/** A bookmark looks like its collection's list, unless it says otherwise; one row for each role that has it. */
function bookmarkRows(
	{ bookmark: name, collection, roles, icon, filter, ...own }: z.infer<typeof bookmark>,
	lists: readonly z.infer<typeof list>[],
): Row[] {
	const base = lists.find((entry) => entry.collection === collection);
	if (base === undefined) throw new TypeError(`bookmarks.yaml: ${collection} has no list in presets.yaml.`);
	const row = layoutOf({ ...base, ...definedOf(own) });
	return (roles?.map((role) => ROLES[role]) ?? [null]).map((role) => ({ ...row, role, bookmark: name, icon, filter }));
}

type OwnLayout = { readonly [K in 'sort' | 'fields' | 'widths']?: z.infer<typeof list>[K] | undefined };

const definedOf = ({ sort, fields, widths }: OwnLayout): Partial<z.infer<typeof list>> => ({
	...(sort === undefined ? {} : { sort }),
	...(fields === undefined ? {} : { fields }),
	...(widths === undefined ? {} : { widths }),
});
