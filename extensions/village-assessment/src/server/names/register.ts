// Names are compared by their keys; what came without is given one before the server answers.
import type { HookExtensionContext, RegisterFunctions } from '@directus/extensions';
import { fillKeys, type Double } from './fill-keys.ts';
import { notifyDuplicateNames } from './tell-doubles.ts';

export function registerNames({ init, action }: RegisterFunctions, context: HookExtensionContext): void {
	let doubles: readonly Double[] = [];
	init('app.before', async () => {
		doubles = await fillKeys(context.database);
	});
	action('server.start', async () => notifyDuplicateNames(context, doubles));
}
