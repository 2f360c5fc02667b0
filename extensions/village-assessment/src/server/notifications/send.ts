// Tells people what concerns them: in Directus, and by mail where the office has configured it and the account wants it.
import type { HookExtensionContext } from '@directus/extensions';
import type { Label, Locale } from '#engine';
import { itemsThrough } from '#server/platform/item-writer.ts';
import { findRecipients, insertOccasion, type Recipient } from './repository.ts';

export interface Notice {
	/** Id of a user; who is not active is told nothing. */
	readonly recipient: string;
	/** Id of whoever caused it. */
	readonly sender?: string | null;
	/** Plain text. */
	readonly subject: Label;
	/** Markdown: whatever people wrote goes through {@link plain}. */
	readonly message: Label;
	/** The record in question, which the Studio links to. */
	readonly collection?: string;
	readonly item?: string;
	/** Where in the Studio something can be done about it, e.g. `/workplace`; stands under the message. */
	readonly link?: string;
	/** Names the occasion: for each name one notice is ever sent, however many servers try, before and after restarts. */
	readonly once?: string;
}

export type NoticeContext = Pick<HookExtensionContext, 'database' | 'services' | 'getSchema' | 'logger' | 'env'>;

const OPEN = { 'zh-CN': '打开系统办理', 'en-US': 'Open it' } as const satisfies Label;

/**
 * Sends each notice in its recipient's language. Call it once what it speaks of is committed, never inside a transaction.
 * It never throws: what could not be sent is logged, and no write fails for it.
 */
export async function sendNotices(context: NoticeContext, notices: readonly Notice[]): Promise<void> {
	try {
		const recipients = await findRecipients(context.database, [...new Set(notices.map(({ recipient }) => recipient))]);
		for (const notice of notices) {
			const recipient = recipients.get(notice.recipient);
			if (recipient !== undefined)
				await send(context, { notice, recipient }).catch((error: unknown) =>
					context.logger.error(error, `The notice “${notice.subject['zh-CN']}” could not be sent.`),
				);
		}
	} catch (error) {
		context.logger.error(error, 'Notices could not be sent.');
	}
}

/** What somebody wrote, so that it stands in a message as it is. */
export const plain = (text: string): string =>
	text.replace(/[^\S\u3000]+/g, ' ').replace(/[\\`*_{}[\]()#+\-.!|<>~&:@]/g, '\\$&');

async function send(
	{ database, services, getSchema, env }: NoticeContext,
	{ notice, recipient }: { readonly notice: Notice; readonly recipient: Recipient },
): Promise<void> {
	const locale: Locale = recipient.language?.startsWith('en') ? 'en-US' : 'zh-CN';
	const schema = await getSchema();
	await database.transaction(async (trx) => {
		// The record of an occasion is written together with the notice: both or neither, and by one server only.
		if (notice.once !== undefined && !(await insertOccasion(trx, notice.once))) return;
		// Directus's own service also writes the mail; without a mail server it would only log errors.
		const service = isMailSetUp(env)
			? new services.NotificationsService({ schema, knex: trx, accountability: null })
			: itemsThrough({ services, schema, database: trx, accountability: null }, 'directus_notifications');
		await service.createOne({
			recipient: notice.recipient,
			sender: notice.sender ?? null,
			subject: inLocale(notice.subject, locale),
			message: [
				inLocale(notice.message, locale),
				...(notice.link === undefined
					? []
					: [`[${inLocale(OPEN, locale)}](${String(env['PUBLIC_URL']).replace(/\/$/, '')}/admin${notice.link})`]),
			].join('\n\n'),
			collection: notice.collection ?? null,
			item: notice.item ?? null,
		});
	});
}

/** As Directus comes, it hands mail to a local sendmail under a sample address: then nobody has set up mail. */
const isMailSetUp = (env: NoticeContext['env']): boolean =>
	String(env['EMAIL_TRANSPORT'] ?? 'sendmail') !== 'sendmail' ||
	String(env['EMAIL_FROM'] ?? 'no-reply@example.com') !== 'no-reply@example.com';

const inLocale = (label: Label, locale: Locale): string => label[locale] ?? label['zh-CN'];
