// The clerks of villages that merged or split are told what has become of theirs.
import { ROLES } from '#domain/roles.ts';
import { plain, sendNotices, type NoticeContext } from '#server/notifications/send.ts';

/** After the commit; it never throws. */
export async function notifyClerks(context: NoticeContext, action: string, sender: string | null): Promise<void> {
	const rows: { user: string; text: string; reason: string | null }[] = await context
		.database('village_changes as c')
		.join('directus_users as u', 'u.village', 'c.village')
		.select('u.id as user', 'c.text', 'c.reason')
		.where({ 'c.action': action, 'u.role': ROLES.clerk, 'u.status': 'active' });
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
