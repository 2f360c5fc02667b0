// The clerks of villages that merged or split are told what has become of theirs.
import { plain, sendNotices, type NoticeContext } from '#server/notifications/send.ts';
import { findClerksOfAction } from './repository/changes.ts';

/** After the commit; it never throws. */
export async function notifyClerks(context: NoticeContext, action: string, sender: string | null): Promise<void> {
	const rows = await findClerksOfAction(context.database, action);
	await sendNotices(
		context,
		rows.map(({ user, text, reason }) => ({
			recipient: user,
			sender,
			subject: { 'zh-CN': '本村（社区）有变更', 'en-US': 'Your village has changed' },
			message: {
				'zh-CN': `${plain(text)}\n\n理由：${plain(reason ?? '')}`,
				'en-US': `${plain(text)}\n\nReason: ${plain(reason ?? '')}`,
			},
			link: '/workplace',
		})),
	);
}
