// Directus's import, with a door of our own in front: `POST /utils/import/<collection>`.
import type { HookExtensionContext, RegisterFunctions } from '@directus/extensions';
import type { Accountability, SchemaOverview } from '@directus/types';
import { isApplication, type Request, type Response } from '#server/platform/express.ts';
import { toDirectusError } from '#server/platform/render-error.ts';
import { prepareImport } from './run.ts';
import { uploadOf, type UploadRequest } from './upload.ts';

type Next = (error?: unknown) => void;
interface ImportRequest extends Omit<Request, 'headers'>, UploadRequest {
	readonly query: Readonly<Record<string, unknown>>;
	readonly accountability?: Accountability | null;
	readonly schema?: SchemaOverview;
}
interface ImportResponse extends Response {
	status(code: number): { end(): unknown };
}

const isOurs = (request: Request): request is ImportRequest =>
	/^multipart\/form-data/i.test(String(request.headers?.['content-type']));
const answers = (response: Response): response is ImportResponse =>
	'status' in response && typeof response.status === 'function';

export function registerImports({ init }: RegisterFunctions, context: HookExtensionContext): void {
	init('routes.before', ({ app }) => {
		if (!isApplication(app)) return;
		app.use('/utils/import', (request, response, next: Next) => {
			if (request.method !== 'POST' || !isOurs(request) || !answers(response)) return next();
			const collection = request.path.replace(/^\/|\/$/g, '');
			const { schema, accountability = null } = request;
			// What is no collection Directus answers for.
			if (schema === undefined || !Object.hasOwn(schema.collections, collection)) return next();
			answer(context, { request, response, collection, schema, accountability }).catch(async (error: unknown) =>
				next(await toDirectusError(error, accountability?.user ?? null, context.database)),
			);
		});
	});
}

interface Asked {
	readonly request: ImportRequest;
	readonly response: ImportResponse;
	readonly collection: string;
	readonly schema: SchemaOverview;
	readonly accountability: Accountability | null;
}

async function answer(
	context: HookExtensionContext,
	{ request, response, collection, schema, accountability }: Asked,
): Promise<void> {
	const background = ['true', '1'].includes(String(request.query['background']));
	const upload = await uploadOf(request);
	const write = await prepareImport(context, { collection, accountability, schema, background }, upload);
	if (background)
		write().catch((error: unknown) =>
			context.logger.warn(error, `The import into ${collection} was refused; whoever sent it is told.`),
		);
	else await write();
	response.status(200).end();
}
