// Tells the entitled that a proposal waits for their vote, and its author what became of it: after the commit, each once.
// Whatever goes wrong here is logged and changes no decision.
import { formatMessage } from '#domain/messages.ts';
import { shortened, type Label, type Locale } from '#engine';
import { plain, sendNotices, type Notice } from '#server/notifications/send.ts';
import type { Platform } from '#server/platform/item-writer.ts';
import { personOf, signedPoints, type WholeAdjustment } from './present.ts';
import { directionOf } from '#domain/adjustments/proposal.ts';
import { NOTIFICATION_TEXTS } from './notification-texts.ts';
import { ADJUSTMENT_STATUS_LABELS, DECISION_REASON_LABELS } from '#domain/adjustments/status.ts';
import { loadWholeAdjustment } from './load-adjustment.ts';

type Event = 'proposed' | 'decided';

/** Never awaited by whoever decides. */
export function notify(platform: Platform, event: Event, ids: readonly string[]): void {
	if (ids.length === 0) return;
	loadWholeAdjustment(platform.database, ids)
		.then((cases) =>
			sendNotices(
				platform,
				cases.flatMap((whole) => noticesOf(whole, event)),
			),
		)
		.catch((error: unknown) =>
			platform.logger.error(error, 'A notification of the leadership’s decisions could not be sent.'),
		);
}

function noticesOf(whole: WholeAdjustment, event: Event): Notice[] {
	const { id, electorate, author, proposer } = whole.record;
	const recipients = event === 'proposed' ? electorate : [...new Set([author, proposer])].filter((one) => one !== null);
	const notice = {
		sender: proposer,
		subject: textOf(whole, NOTIFICATION_TEXTS[event], (text) => text),
		message: textOf(whole, NOTIFICATION_TEXTS[`${event}_body`], plain),
		collection: 'adjustments',
		item: id,
		link: `/leadership-review/case/${id}`,
	};
	return recipients.map((recipient) => ({ ...notice, recipient, once: `adjustments/${id}/${event}/${recipient}` }));
}

const LONGEST_REASON = 300;

/** In both languages; what people wrote goes through `escaped`. */
function textOf(
	whole: WholeAdjustment,
	text: Readonly<Record<Locale, string>>,
	escaped: (typed: string) => string,
): Label {
	const { record, first, accounts } = whole;
	const inLocale = (locale: Locale): string => {
		const kind = directionOf(record.rule);
		const what = NOTIFICATION_TEXTS[record.revokes === null ? kind : (`revokes_${kind}` as const)][locale];
		const reason = record.reason ?? '';
		return formatMessage(
			text[locale],
			{
				village: escaped(record.village.name),
				what: formatMessage(what, { points: String(Math.abs(signedPoints(record, first))) }, locale),
				proposer: escaped(personOf(accounts, record.proposer)?.name ?? NOTIFICATION_TEXTS.somebody[locale]),
				assessment: escaped(record.assessment.title),
				reason: escaped(shortened(reason, LONGEST_REASON)),
				deadline:
					record.deadline === null
						? ''
						: new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }).format(record.deadline),
				result: ADJUSTMENT_STATUS_LABELS[record.status][locale],
				why: record.decisionReason === null ? '' : DECISION_REASON_LABELS[record.decisionReason][locale],
			},
			locale,
		);
	};
	return { 'zh-CN': inLocale('zh-CN'), 'en-US': inLocale('en-US') };
}
