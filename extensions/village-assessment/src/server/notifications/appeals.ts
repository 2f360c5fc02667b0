// An appeal is told to the office when it is filed, and to the village's clerks when it is answered; if it ends a 公示, to
// everybody whom that concerns.
import type { RegisterFunctions } from '@directus/extensions';
import { withdrawnIn } from './withdrawn-notices.ts';
import type { Database } from '#server/platform/database.ts';
import { findActiveClerks, findAppeals, findOffice, type AppealRow } from './repository.ts';
import { notifyPublicity } from './publicity.ts';
import { plain, sendNotices, type Notice, type NoticeContext } from './send.ts';
import { shortened } from './words.ts';

interface Written {
	readonly by: string | null;
	readonly filed: Set<string>;
	readonly changed: Set<string>;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null;

export function notifyAppeals({ filter }: RegisterFunctions, context: NoticeContext): void {
	const perTransaction = new WeakMap<object, Written>();

	filter('activity.create', async (activity, _meta, { database: trx }) => {
		const { collection, action, item, user } = isRecord(activity) ? activity : {};
		if (collection !== 'appeals' || (action !== 'create' && action !== 'update') || !('executionPromise' in trx))
			return activity;
		let written = perTransaction.get(trx);
		if (written === undefined) {
			const first: Written = (written = {
				by: typeof user === 'string' ? user : null,
				filed: new Set(),
				changed: new Set(),
			});
			perTransaction.set(trx, first);
			void Promise.resolve(trx.executionPromise).then(
				() => notify(context, first, withdrawnIn(trx)),
				() => undefined,
			);
		}
		(action === 'create' ? written.filed : written.changed).add(String(item).toLowerCase());
		return activity;
	});
}

async function notify(
	context: NoticeContext,
	{ by, filed, changed }: Written,
	withdrawn: readonly string[],
): Promise<void> {
	try {
		const rows = await findAppeals(context.database, [...filed, ...changed]);
		const answered = rows.filter(({ status }) => status === 'upheld' || status === 'dismissed');
		const answers = await answeredNotices(context.database, answered, withdrawn);
		const notices = [
			...(await filedNotices(
				context.database,
				rows.filter(({ id, status }) => filed.has(id) && status === 'open'),
			)),
			...answers.map(({ notice }) => notice),
		];
		await sendNotices(
			context,
			notices.filter(({ recipient }) => recipient !== by).map((notice) => ({ ...notice, sender: by })),
		);
		// Whose appeal it was reads the same in the answer.
		const except = new Set(answers.flatMap(({ ends, notice }) => (ends ? [notice.recipient] : [])));
		for (const assessment of withdrawn)
			await notifyPublicity(context, {
				assessment,
				by,
				except,
				withdrawn: reasonOf(answered.filter((one) => one.assessment === assessment && one.status === 'upheld')),
			});
	} catch (error) {
		context.logger.error(error, 'Appeals could not be told.');
	}
}

/** The villages' names only: what they contest is theirs. */
const reasonOf = (upheld: readonly AppealRow[]): string =>
	`${[...new Set(upheld.map(({ village_name: name }) => name))].join('、')}的申诉成立`;

async function filedNotices(database: Database, rows: readonly AppealRow[]): Promise<Notice[]> {
	if (rows.length === 0) return [];
	const office = await findOffice(database);
	return rows.flatMap((row) =>
		office.map((recipient) => ({
			recipient,
			once: `appeals/${row.id}/filed/${recipient}`,
			subject: {
				'zh-CN': `收到申诉：${row.village_name}，细则 ${row.code ?? ''}`,
				'en-US': `Appeal filed: ${row.village_name}, criterion ${row.code ?? ''}`,
			},
			message: {
				'zh-CN':
					`${plain(`${row.village_name}对细则 ${row.code ?? ''} ${row.criterion ?? ''} 的得分提出申诉（${row.title}）`)}：` +
					`${plain(shortened(row.text))}`,
				'en-US':
					`${plain(row.village_name)} contests its points ` +
					`for ${plain(`${row.code ?? ''} ${row.criterion_en ?? row.criterion ?? ''}`)} ` +
					`(${plain(row.title)}): ${plain(shortened(row.text))}`,
			},
			collection: 'appeals',
			item: row.id,
			link: `/content/appeals/${row.id}`,
		})),
	);
}

async function answeredNotices(
	database: Database,
	rows: readonly AppealRow[],
	withdrawn: readonly string[],
): Promise<{ readonly ends: boolean; readonly notice: Notice }[]> {
	if (rows.length === 0) return [];
	const clerks = await findActiveClerks(
		database,
		rows.map(({ village }) => village),
	);
	return rows.flatMap((row) => {
		const ofTheVillage = clerks.get(row.village) ?? [];
		const recipients = new Set([...ofTheVillage, ...(row.author === null ? [] : [row.author])]);
		const ends = row.status === 'upheld' && withdrawn.includes(row.assessment);
		return [...recipients].map((recipient) => ({
			ends,
			notice: answerOf(row, { recipient, ends, isClerk: ofTheVillage.includes(recipient) }),
		}));
	});
}

function answerOf(
	row: AppealRow,
	{ recipient, ends, isClerk }: { readonly recipient: string; readonly ends: boolean; readonly isClerk: boolean },
): Notice {
	const upheld = row.status === 'upheld';
	return {
		recipient,
		once: `appeals/${row.id}/answered/${recipient}`,
		subject: {
			'zh-CN': `申诉${upheld ? '成立' : '不成立'}：${row.village_name}，细则 ${row.code ?? ''}`,
			'en-US': `Appeal ${upheld ? 'upheld' : 'dismissed'}: ${row.village_name}, criterion ${row.code ?? ''}`,
		},
		message: {
			'zh-CN':
				`${plain(`${row.village_name}对细则 ${row.code ?? ''} ${row.criterion ?? ''} 的申诉${upheld ? '成立' : '不成立'}`)}。` +
				`答复：${plain(shortened(row.response ?? ''))}${ends ? '\n\n公示因此撤回，重新复核后再次公示。' : ''}`,
			'en-US':
				`The appeal of ${plain(row.village_name)} ` +
				`against ${plain(`${row.code ?? ''} ${row.criterion_en ?? row.criterion ?? ''}`)} ` +
				`was ${upheld ? 'upheld' : 'dismissed'}. Answer: ${plain(shortened(row.response ?? ''))}` +
				`${ends ? '\n\nThe public notice is withdrawn for another review.' : ''}`,
		},
		collection: 'appeals',
		item: row.id,
		link: isClerk ? '/workplace' : `/content/appeals/${row.id}`,
	};
}
