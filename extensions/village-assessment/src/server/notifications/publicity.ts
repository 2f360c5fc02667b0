// 公示 begins, or is taken back: told to the clerks of the villages that take part, and to the leadership group.
import { pointsText } from './words.ts';
import { dateText, type Database } from '#server/platform/database.ts';
import { findClerksOfAssessment, findLeaders, findPublicity, type ClerkOfScorecard } from './repository.ts';
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

/** null: of the leadership group, which has no result of its own. */
type Result = Omit<ClerkOfScorecard, 'recipient'> | null;

interface Concerned {
	readonly recipient: string;
	readonly result: Result;
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
		const row = await findPublicity(context.database, assessment);
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
	const clerks = await findClerksOfAssessment(database, assessment);
	const leaders = await findLeaders(database);
	return [
		...clerks.map(({ recipient, ...result }) => ({ recipient, result })),
		...leaders.map((recipient) => ({ recipient, result: null })),
	];
}

function noticeOf({ recipient, result }: Concerned, { title, from, to, reason }: Shown): Notice {
	const [name, place] = [plain(title), plain(result?.village ?? '')];
	const link = result === null ? '/leadership-review/results' : '/workplace';
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
	const own = result === null ? null : { points: pointsText(result.total), rank: String(result.rank ?? '') };
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
