import type { HookExtensionContext } from '@directus/extensions';
import { toDirectusError } from '#server/platform/render-error.ts';
import { plainPath } from '#server/platform/request-path.ts';
import { refuseReplacingProof } from './proof-guard.ts';

interface Request {
	readonly method: string;
	readonly path: string;
	readonly headers: Readonly<Record<string, unknown>>;
	readonly accountability?: { readonly user: string | null } | null;
}

interface App {
	use(handler: (request: Request, response: unknown, next: (error?: unknown) => void) => void): unknown;
}

const isApp = (value: unknown): value is App => typeof value === 'function' && 'use' in value;

/** New content for a file that is proof is refused before Directus writes it, which asks no hook. */
export function keepProof(app: unknown, { database }: Pick<HookExtensionContext, 'database'>): void {
	if (!isApp(app)) return;
	app.use((request, _response, next) => {
		if (request.method !== 'PATCH') return next();
		Promise.resolve()
			.then(() => refuseReplacingProof(database, plainPath(request.path), request.headers))
			.then(
				() => next(),
				async (error: unknown) => next(await toDirectusError(error, request.accountability?.user ?? null, database)),
			);
	});
}
