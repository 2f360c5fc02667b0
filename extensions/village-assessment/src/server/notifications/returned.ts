// A returned item is told to the active clerks of its village, whoever recorded it, and to a colleague of the office who did: once
// the return is committed; several returned at once make one notice.
import type { RegisterFunctions } from '@directus/extensions';
import { boundedMap } from '#server/platform/bounded-map.ts';
import type { Database } from '#server/platform/database.ts';
import { findActiveClerks, findItemsNotReturned, findReturnedItems, type ReturnedItem } from './repository.ts';
import { plain, sendNotices, type Notice, type NoticeContext } from './send.ts';

interface Returns {
	readonly by: string | null;
	readonly items: string[];
}

/** Directus says inside the transaction that a row was changed, but not from what: that is seen a moment before. */
const toBeReturned = boundedMap<true>();
const LISTED = 20;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null;

export function notifyReturned({ filter }: RegisterFunctions, context: NoticeContext): void {
	const perTransaction = new WeakMap<object, Returns>();

	filter('evidence_items.items.update', async (payload, { keys }, { database }) => {
		if (isRecord(payload) && payload['status'] === 'returned' && Array.isArray(keys))
			await remember(database, keys.map(String));
		return payload;
	});

	filter('activity.create', async (activity, _meta, { database: trx }) => {
		const { collection, action, item, user } = isRecord(activity) ? activity : {};
		const id = String(item).toLowerCase();
		if (
			collection !== 'evidence_items' ||
			action !== 'update' ||
			!toBeReturned.delete(id) ||
			!('executionPromise' in trx)
		)
			return activity;
		const known = perTransaction.get(trx);
		if (known !== undefined) {
			known.items.push(id);
			return activity;
		}
		const returns: Returns = { by: typeof user === 'string' ? user : null, items: [id] };
		perTransaction.set(trx, returns);
		void Promise.resolve(trx.executionPromise).then(
			() => notify(context, returns),
			() => undefined,
		);
		return activity;
	});
}

async function remember(database: Database, keys: readonly string[]): Promise<void> {
	for (const id of await findItemsNotReturned(database, keys)) toBeReturned.set(id, true);
}

async function notify(context: NoticeContext, { by, items }: Returns): Promise<void> {
	try {
		const rows = await findReturnedItems(context.database, items);
		const clerks = await findActiveClerks(
			context.database,
			rows.map(({ village }) => village),
		);
		const concerns = (row: ReturnedItem): readonly string[] => [
			...(clerks.get(row.village) ?? []),
			...(row.colleague === null ? [] : [row.colleague]),
		];
		const recipients = new Set(rows.flatMap(concerns).filter((one) => one !== by));
		await sendNotices(
			context,
			[...recipients].map((recipient) =>
				noticeOf(
					recipient,
					rows.filter((row) => concerns(row).includes(recipient)),
				),
			),
		);
	} catch (error) {
		context.logger.error(error, 'Returned items could not be told to the clerks of their villages.');
	}
}

function noticeOf(recipient: string, rows: readonly ReturnedItem[]): Notice {
	const [first] = rows;
	const one = rows.length === 1 && first !== undefined;
	const left = rows.length - LISTED;
	const list = (line: (row: ReturnedItem) => string, more: string): string =>
		[...rows.slice(0, LISTED).map((row) => `- ${line(row)}`), ...(left > 0 ? [`- ${more}`] : [])].join('\n');
	return {
		recipient,
		subject: one
			? {
					'zh-CN': `材料被退回：${first.villageName}，细则 ${first.code}`,
					'en-US': `Evidence returned: ${first.villageName}, criterion ${first.code}`,
				}
			: { 'zh-CN': `${rows.length} 份材料被退回`, 'en-US': `${rows.length} items of evidence returned` },
		message: {
			'zh-CN': `下列材料被退回，请按退回理由修改后重新提交。\n\n${list(
				(row) => `${plain(`${row.villageName} · ${row.code} ${row.title}`)}：${plain(row.reason ?? '')}`,
				`另有 ${left} 份`,
			)}`,
			'en-US': `These items were returned. Correct them as the reason says and hand them in again.\n\n${list(
				(row) =>
					`${plain(`${row.villageName} · ${row.code} ${row.title_en ?? row.title}`)}: ${plain(row.reason ?? '')}`,
				`${left} more`,
			)}`,
		},
		...(one ? { collection: 'evidence_items', item: first.id } : {}),
		link: '/workplace',
	};
}
