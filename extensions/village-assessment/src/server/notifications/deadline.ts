// Before evidence is due, the clerks of villages in which something is still missing are reminded: three days before, and one.
import { daysBetween } from '#domain/days.ts';
import type { Label } from '#engine';
import type { Database } from '#server/platform/database.ts';
import { drainQueueOf } from '#server/scoring/queue.ts';
import { findAssessmentsWithDeadline, findClerksWithGaps, type ClerkWithGaps } from './repository.ts';
import { plain, sendNotices, type Notice, type NoticeContext } from './send.ts';

/** Days before the deadline, the nearest first. */
const REMINDERS = [1, 3] as const;

interface Due {
	readonly assessment: string;
	readonly title: string;
	readonly deadline: string;
	/** Whole days from today to the deadline, in the office's time zone; 0: it is today. */
	readonly left: number;
	readonly reminder: number;
}

/** Sends the reminders that are due and have not been sent; a moved deadline is reminded of anew. `today` is YYYY-MM-DD. */
export async function remindOfDeadlines(context: NoticeContext, today: string): Promise<void> {
	const due = await dueAssessments(context.database, today);
	if (due.length === 0) return;
	await drainQueueOf(context.database).join();
	for (const one of due)
		await sendNotices(
			context,
			(await findClerksWithGaps(context.database, one.assessment)).map((clerk) => noticeOf(one, clerk)),
		);
}

async function dueAssessments(database: Database, today: string): Promise<Due[]> {
	const rows = await findAssessmentsWithDeadline(database);
	return rows.flatMap(({ id, title, deadline }) => {
		const left = daysBetween(today, deadline);
		const reminder = left < 0 ? undefined : REMINDERS.find((days) => left <= days);
		return reminder === undefined ? [] : [{ assessment: id, title, deadline, left, reminder }];
	});
}

function noticeOf(
	{ assessment, title, deadline, left, reminder }: Due,
	{ id, village, missing }: ClerkWithGaps,
): Notice {
	const when = whenText(left);
	return {
		recipient: id,
		once: `deadline/${reminder}/${assessment}/${deadline}/${id}`,
		subject: { 'zh-CN': `材料报送截止提醒：${when['zh-CN']}`, 'en-US': `Evidence is due ${when['en-US']}` },
		message: {
			'zh-CN': `${plain(title)}的材料报送于 ${deadline} 截止（${when['zh-CN']}）。${plain(village)}还有 ${missing} 项细则材料不全，请及时补报。`,
			'en-US':
				`Evidence for ${plain(title)} is due on ${deadline} (${when['en-US']}). ` +
				`For ${plain(village)} facts are still missing for ${missing} criteria; please hand them in.`,
		},
		link: '/workplace',
	};
}

function whenText(left: number): Required<Label> {
	if (left === 0) return { 'zh-CN': '今天', 'en-US': 'today' };
	if (left === 1) return { 'zh-CN': '明天', 'en-US': 'tomorrow' };
	return { 'zh-CN': `${left} 天后`, 'en-US': `in ${left} days` };
}
