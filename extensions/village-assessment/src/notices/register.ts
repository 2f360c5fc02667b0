import type { HookExtensionContext, RegisterFunctions } from '@directus/extensions';
import { dateText } from '../recompute/database.ts';
import { remindOfDeadlines } from './deadline.ts';
import { tellReturns } from './returned.ts';

/** By day, in the office's time zone (TZ): who was down at eight is not late for long. What has been sent is not sent again. */
const EVERY_HOUR_OF_THE_DAY = '0 8-20 * * *';

export function registerNotices(register: RegisterFunctions, context: HookExtensionContext): void {
	const remind = async (): Promise<void> => {
		await remindOfDeadlines(context, dateText(new Date()) ?? '').catch((error: unknown) => context.logger.error(error, 'Reminders of the deadline could not be sent.'));
	};
	tellReturns(register, context);
	register.action('server.start', remind);
	register.schedule(EVERY_HOUR_OF_THE_DAY, remind);
}
