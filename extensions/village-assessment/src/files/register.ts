import type { HookExtensionContext, RegisterFunctions } from '@directus/extensions';
import { compressAnswers } from './compress.ts';
import { openTheDoor } from './door.ts';
import { paceSmallPictures } from './small-pictures.ts';
import { serveSafely } from './serve-safely.ts';
import { isApplication } from './web.ts';

export function registerFiles({ init }: RegisterFunctions, { services }: HookExtensionContext): void {
	openTheDoor(services);
	paceSmallPictures(services);
	init('middlewares.before', ({ app }) => {
		if (!isApplication(app)) return;
		compressAnswers(app);
		serveSafely(app);
	});
}
