import type { HookExtensionContext, RegisterFunctions } from '@directus/extensions';
import { compressAnswers } from './compress.ts';
import { checkUploads } from './upload-checks.ts';
import { paceSmallPictures } from './small-pictures.ts';
import { serveSafely } from './serve-safely.ts';
import { keepProof } from './keep-proof.ts';
import { isApplication } from './web.ts';

export function registerFiles({ init }: RegisterFunctions, context: HookExtensionContext): void {
	const { services } = context;
	checkUploads(services);
	paceSmallPictures(services);
	init('middlewares.before', ({ app }) => {
		if (!isApplication(app)) return;
		compressAnswers(app);
		serveSafely(app);
	});
	init('middlewares.after', ({ app }) => keepProof(app, context));
}
