// 公示 begins, or is taken back: told to the clerks of the villages that take part, and to the leadership group.
import { ROLES } from '#domain/roles.ts';
import { pointsText } from './words.ts';
import { dateText, type Database } from '#server/platform/database.ts';
import { plain, sendNotices, type Notice, type NoticeContext } from './send.ts';

export interface Publicity {
	readonly assessment: string;
	/** Who took the step. */
	readonly by: string | null;
	/** null: it begins; else why it was taken back. */
	readonly withdrawn: string | null;
	/** Who has been told otherwise. */
	readonly except?: ReadonlySet<string>;
}

interface Concerned {
	readonly recipient: string;
	/** null: of the leadership group. */
	readonly village: string | null;
	readonly total: unknown;
	readonly rank: unknown;
}

interface Shown {
	readonly title: string;
	readonly from: string;
	readonly to: string;
	readonly reason: string | null;
}

/** Call it once the step is committed. It never throws. */
export async function notifyPublicity(
	context: NoticeContext,
	{ assessment, by, withdrawn, except }: Publicity,
): Promise<void> {
	try {
		const row: { title: string; publicity_from: unknown; publicity_to: unknown } | undefined = await context
			.database('assessments')
			.where({ id: assessment })
			.first('title', 'publicity_from', 'publicity_to');
		if (row === undefined) return;
		const shown = {
			title: row.title,
			from: dateText(row.publicity_from) ?? '',
			to: dateText(row.publicity_to) ?? '',
			reason: withdrawn,
		};
		const people = await concernedBy(context.database, assessment);
		await sendNotices(
			context,
			people
				.filter(({ recipient }) => recipient !== by && except?.has(recipient) !== true)
				.map((one) => ({ ...noticeOf(one, shown), sender: by })),
		);
	} catch (error) {
		context.logger.error(error, 'A public notice could not be told.');
	}
}

async function concernedBy(database: Database, assessment: string): Promise<Concerned[]> {
	const clerks: Concerned[] = await database('scorecards')
		.join('directus_users', 'directus_users.village', 'scorecards.village')
		.where({
			'scorecards.assessment': assessment,
			'directus_users.role': ROLES.clerk,
			'directus_users.status': 'active',
		})
		.whereNull('scorecards.excluded_reason')
		.select(
			'directus_users.id as recipient',
			'scorecards.village_name as village',
			'scorecards.total',
			'scorecards.rank',
		);
	const leaders = await database('directus_users').where({ role: ROLES.leader, status: 'active' }).select('id');
	return [...clerks, ...leaders.map(({ id }) => ({ recipient: id, village: null, total: null, rank: null }))];
}

function noticeOf({ recipient, village, total, rank }: Concerned, { title, from, to, reason }: Shown): Notice {
	const [name, place] = [plain(title), plain(village ?? '')];
	const link = village === null ? '/leadership-review/results' : '/workplace';
	if (reason !== null) {
		return {
			recipient,
			link,
			subject: { 'zh-CN': `公示已撤回：${title}`, 'en-US': `Public notice withdrawn: ${title}` },
			message: {
				'zh-CN': `${name}的公示已撤回，重新复核。原因：${plain(reason)}。复核后将重新公示，得分和名次以重新公示的为准。`,
				'en-US': `The public notice of ${name} was withdrawn for another review: ${plain(reason)}. The result will be published anew.`,
			},
		};
	}
	const own = village === null ? null : { points: pointsText(total), rank: String(rank ?? '') };
	return {
		recipient,
		link,
		subject: { 'zh-CN': `考核结果公示至 ${to}：${title}`, 'en-US': `Result published until ${to}: ${title}` },
		message: {
			'zh-CN': `${name}的结果自 ${from} 起公示，最后一天为 ${to}。${
				own === null
					? '公示期满、申诉答复完毕后，由领导小组定稿。'
					: `${place}得 ${own.points} 分，第 ${own.rank} 名。` +
						`对得分有异议的，请不晚于 ${to} 在工作台“各项得分与申诉”中提出申诉。`
			}`,
			'en-US': `The result of ${name} is published from ${from}; the last day is ${to}. ${
				own === null
					? 'When the notice is over and the appeals are answered, the leadership group makes it final.'
					: `${place}: ${own.points} points, rank ${own.rank}. ` + `Whoever objects appeals by ${to} in the workplace.`
			}`,
		},
	};
}
