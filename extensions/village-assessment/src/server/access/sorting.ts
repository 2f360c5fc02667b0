// Lists sorted by hand (`POST /utils/sort/…`) are written past every permission on rows and every hook: what is asked of the rows
// themselves elsewhere is asked here.
import { ForbiddenError } from '@directus/errors';
import type { Accountability } from '@directus/types';
import { isUuid } from '#domain/uuid.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import type { Database } from '#server/platform/database.ts';
import { mayWrite } from '#server/platform/may-write.ts';
import { findRulebooksOfParts } from './repository.ts';

const SORTING = /^\/utils\/sort\/([^/]+)\/?$/;
/** Parts of a rulebook; nothing else of ours is sorted by hand. */
const SORTED = ['indicators', 'criteria'] as const;
const JUNCTIONS = /_files$/;

export async function refuseSortingByHand(
	database: Database,
	{
		path,
		body,
		accountability,
	}: { readonly path: string; readonly body: unknown; readonly accountability?: Accountability | null | undefined },
): Promise<void> {
	const collection = SORTING.exec(path)?.[1];
	if (collection === undefined) return;
	if (JUNCTIONS.test(collection)) throw new ForbiddenError();
	const table = SORTED.find((one) => one === collection);
	if (table === undefined) return;
	if (!accountability || !(await mayWrite(database, accountability, { collection: table, action: 'update' })))
		throw new ForbiddenError();
	const { item, to }: { item?: unknown; to?: unknown } = typeof body === 'object' && body !== null ? body : {};
	if (!isUuid(item) || !isUuid(to))
		throw new DomainError('MALFORMED_REQUEST', {
			problem: { 'zh-CN': 'item 和 to 应为两条记录的 id。', 'en-US': '`item` and `to` must be ids of two rows.' },
		});
	const rows = await findRulebooksOfParts(database, table, [item.toLowerCase(), to.toLowerCase()]);
	const fixed = rows.find(({ status }) => status !== 'draft');
	if (fixed !== undefined) throw new DomainError('RULEBOOK_FIXED', { title: fixed.title, version: fixed.version });
	if (rows.length < new Set([item, to]).size || new Set(rows.map(({ rulebook }) => rulebook)).size > 1)
		throw new ForbiddenError();
}
