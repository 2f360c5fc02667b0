import type { HookExtensionContext, RegisterFunctions } from '@directus/extensions';
import { dateText } from '#server/platform/database.ts';
import { notifyAppeals } from './appeals.ts';
import { remindOfDeadlines } from './deadline.ts';
import { notifyReturned } from './returned.ts';

/**
 * When reminders are looked for, in the office's time zone (TZ); ASSESSMENT_REMINDERS names another schedule. By the hour: who was
 * down at eight is not late for long, and what has been sent is not sent again.
 */
const BY_DAY = '0 8-20 * * *';

export function registerNotifications(register: RegisterFunctions, context: HookExtensionContext): void {
	let running: Promise<void> | null = null;
	// One at a time: whoever comes while it is under way has nothing to add.
	const remind = async (): Promise<void> => {
		running ??= remindOfDeadlines(context, dateText(new Date()) ?? '')
			.catch((error: unknown) => context.logger.error(error, 'Reminders of the deadline could not be sent.'))
			.finally(() => (running = null));
		await running;
	};
	notifyReturned(register, context);
	notifyAppeals(register, context);
	register.schedule(String(context.env['ASSESSMENT_REMINDERS'] ?? BY_DAY), remind);
}
