// Decides by itself what has become due: every minute, and when an account is suspended or changes its role.
import type { HookExtensionContext, RegisterFunctions } from '@directus/extensions';
import { drainQueueOf } from '#server/scoring/queue.ts';
import { notify } from './notify.ts';
import type { Platform } from '#server/platform/item-writer.ts';
import { settleDue } from './decide-due.ts';

const EVERY_MINUTE = '* * * * *';

export function registerAdjustments(
	{ action, schedule }: RegisterFunctions,
	{ database, services, getSchema, logger, env }: HookExtensionContext,
): void {
	const platform = { database, services, getSchema, logger, env };
	// Never awaited by a writer: what fails now is decided at the next look.
	const decideDue = async (): Promise<void> => {
		await decide(platform).catch((error: unknown) =>
			logger.error(error, 'Proposals that are due could not be decided; they will be when somebody looks.'),
		);
	};
	schedule(EVERY_MINUTE, decideDue);
	action('users.update', async ({ payload }) => {
		if (typeof payload === 'object' && payload !== null && ('status' in payload || 'role' in payload))
			await decideDue();
	});
}

/** Decides what is due, tells whom it concerns, and has the scores follow. `ids`: only of these; default: of all that are open. */
export async function decide(
	platform: Platform,
	{ ids, now = new Date() }: { readonly ids?: readonly string[]; readonly now?: Date } = {},
): Promise<void> {
	await follow(platform, await settleDue(platform, { now, ...(ids === undefined ? {} : { ids }) }));
}

/** It is decided, whatever becomes of the rest: a score that cannot be computed now is at the next read. */
export async function follow(platform: Platform, decided: readonly string[]): Promise<void> {
	if (decided.length === 0) return;
	notify(platform, 'decided', decided);
	await drainQueueOf(platform.database)
		.join()
		.catch((error: unknown) =>
			platform.logger.error(error, 'Scores could not be recomputed after a decision; they will be at the next read.'),
		);
}
