// The rows of an export, page by page: as much memory for a million as for a thousand, and other requests between two pages.
import { setImmediate } from 'node:timers/promises';
import type { Query } from '@directus/types';
import type { Database, Transaction } from '#server/platform/database.ts';
import { inSnapshot } from '#server/platform/snapshot.ts';
import { keyPages } from '#server/platform/ordered-keys.ts';
import { primaryOf, putKeysInOrder, type Asked } from './keys-in-order.ts';
import type { Row } from './readable.ts';

/** Rows that are read and written out in about a twentieth of a second, by how many values each has. */
const VALUES_PER_PAGE = 12_000;
const pageLength = (columns: number): number =>
	Math.max(50, Math.min(1000, Math.floor(VALUES_PER_PAGE / Math.max(1, columns))));

/** Each export holds a connection and a moment of the database. */
const AT_A_TIME = 2;
let running = 0;
const waiting: (() => void)[] = [];

export interface Page {
	readonly rows: Row[];
	/** The name under which each row has its key, where nobody asked for it. */
	readonly addedKey: string | null;
	readonly isFirst: boolean;
	readonly isLast: boolean;
}

/** Hands the pages on in their order, at least one, each once the one before is taken. Stops where `take` throws. */
export async function eachPage(
	database: Database,
	queries: readonly Asked[],
	take: (page: Page, trx: Transaction) => Promise<void>,
): Promise<void> {
	await turn();
	try {
		await inSnapshot(database, async (trx) => {
			let held: Rows | null = null;
			let isFirst = true;
			for await (const page of pagesOf(trx, queries)) {
				if (held !== null) {
					await take({ ...held, isFirst, isLast: false }, trx);
					isFirst = false;
				}
				held = page;
				await setImmediate();
			}
			await take({ ...(held ?? { rows: [], addedKey: null }), isFirst, isLast: true }, trx);
		});
	} finally {
		running -= 1;
		waiting.shift()?.();
	}
}

async function turn(): Promise<void> {
	while (running >= AT_A_TIME) await new Promise<void>((resolve) => waiting.push(resolve));
	running += 1;
}

type Rows = Pick<Page, 'rows' | 'addedKey'>;

async function* pagesOf(trx: Transaction, queries: readonly Asked[]): AsyncGenerator<Rows> {
	for (const asked of queries) {
		await putKeysInOrder(trx, asked);
		for await (const keys of keyPages(trx, pageLength(asked.query.fields?.length ?? 20)))
			yield await rowsWith(trx, keys, asked);
	}
}

/** In the order of the keys. */
async function rowsWith(trx: Transaction, keys: readonly string[], asked: Asked): Promise<Rows> {
	const { collection, query, schema, accountability, services } = asked;
	const primary = primaryOf(asked);
	const { search: _search, sort: _sort, offset: _offset, page: _page, export: _export, ...rest } = query;
	const fields = query.fields ?? ['*'];
	const hasKey = fields.some((field) => field === primary || field === '*' || field.startsWith('*.'));
	const page: Query = {
		...rest,
		fields: hasKey ? [...fields] : [...fields, primary],
		filter: { [primary]: { _in: [...keys] } },
		limit: -1,
	};
	const service = new services.ItemsService(collection, { knex: trx, schema, accountability });
	const found: Row[] = await service.readByQuery(page, { emitEvents: false });
	const byKey = new Map(found.map((row) => [String(row[primary]), row]));
	const rows = keys.flatMap((key) => {
		const row = byKey.get(key);
		return row === undefined ? [] : [row];
	});
	return { rows, addedKey: hasKey ? null : primary };
}

/** As they were asked for. */
export const withoutKey = (rows: readonly Row[], key: string | null): readonly Row[] =>
	key === null ? rows : rows.map((row) => Object.fromEntries(Object.entries(row).filter(([field]) => field !== key)));
