// Tells the entitled that a proposal waits for their vote, and its author what became of it: after the commit, in the reader's
// language. Whatever goes wrong here is logged and changes no decision.
import type { Locale } from '../engine/index.ts';
import type { Platform } from './pen.ts';
import { personOf, signedPoints, type WholeCase } from './present.ts';
import { directionOf } from './proposal.ts';
import { NOTIFICATION_TEXTS } from './notification-texts.ts';
import { ADJUSTMENT_STATUS_LABELS, DECISION_REASON_LABELS } from './statuses.ts';
import { loadWhole } from './whole.ts';

type Event = 'proposed' | 'decided';

/** Never awaited by whoever decides. */
export function notify(platform: Platform, event: Event, ids: readonly string[]): void {
	if (ids.length > 0) send(platform, event, ids).catch((error: unknown) => platform.logger.error(error, 'A notification of the leadership’s decisions could not be sent.'));
}

async function send(platform: Platform, event: Event, ids: readonly string[]): Promise<void> {
	const { database } = platform;
	for (const whole of await loadWhole(database, ids)) {
		const recipients = event === 'proposed' ? whole.record.electorate : [...new Set([whole.record.author, whole.record.proposer])].filter((id) => id !== null);
		const accounts: Recipient[] = await database('directus_users').select('id', 'language').whereIn('id', recipients).where('status', 'active');
		for (const account of accounts) await deliver(platform, account, { whole, event });
	}
}

interface Recipient {
	readonly id: string;
	readonly language: string | null;
}

async function deliver(platform: Platform, { id, language }: Recipient, { whole, event }: { readonly whole: WholeCase; readonly event: Event }): Promise<void> {
	const { services, getSchema, database, env } = platform;
	const locale: Locale = language?.startsWith('en') ? 'en-US' : 'zh-CN';
	const values = valuesOf(whole, { locale, link: linkOf(env, whole.record.id) });
	const options = { schema: await getSchema(), knex: database, accountability: null };
	// The platform's own service also writes a mail, where the account asks for it; without a mail server it would only log errors.
	const service = isMailSetUp(env) ? new services.NotificationsService(options) : new services.ItemsService('directus_notifications', options);
	await service.createOne({
		recipient: id,
		sender: whole.record.proposer,
		subject: filled(NOTIFICATION_TEXTS[event][locale], values),
		message: filled(NOTIFICATION_TEXTS[`${event}_body`][locale], values),
		collection: 'adjustments',
		item: whole.record.id,
	});
}

/** As the platform comes, it hands mail to a local sendmail under a sample address: then nobody has set up mail. */
const isMailSetUp = (env: Platform['env']): boolean => String(env['EMAIL_TRANSPORT'] ?? 'sendmail') !== 'sendmail' || String(env['EMAIL_FROM'] ?? 'no-reply@example.com') !== 'no-reply@example.com';

/** In the Studio a path is enough, in a mail it must be the whole address: PUBLIC_URL. */
const linkOf = (env: Platform['env'], id: string): string => `${String(env['PUBLIC_URL'] ?? '').replace(/\/$/, '')}/admin/leadership-review/case/${id}`;

const LONGEST_REASON = 300;

function valuesOf({ record, first, accounts }: WholeCase, { locale, link }: { readonly locale: Locale; readonly link: string }): Readonly<Record<string, string>> {
	const points = signedPoints(record, first);
	const kind = directionOf(record.rule);
	const what = NOTIFICATION_TEXTS[record.revokes === null ? kind : (`revokes_${kind}` as const)][locale];
	const reason = record.reason ?? '';
	return {
		village: record.village.name,
		what: filled(what, { points: String(Math.abs(points)) }),
		proposer: personOf(accounts, record.proposer)?.name ?? NOTIFICATION_TEXTS.somebody[locale],
		assessment: record.assessment.title,
		reason: reason.length > LONGEST_REASON ? `${reason.slice(0, LONGEST_REASON)}…` : reason,
		deadline: record.deadline === null ? '' : new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }).format(record.deadline),
		result: ADJUSTMENT_STATUS_LABELS[record.status][locale],
		why: record.decisionReason === null ? '' : DECISION_REASON_LABELS[record.decisionReason][locale],
		link,
	};
}

const filled = (text: string, values: Readonly<Record<string, string>>): string => text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
