// Files that are answered as bytes, whole or as they are made.
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { AssessmentRequest } from './http.ts';
import { toDirectusError } from './render-error.ts';
import type { Database } from './database.ts';

export interface Download {
	/** May be in Chinese. */
	readonly name: string;
	readonly type: string;
	readonly content: Uint8Array | AsyncIterable<Uint8Array>;
}

interface Response extends NodeJS.WritableStream {
	setHeader(name: string, value: string): unknown;
	readonly headersSent: boolean;
	destroy(error?: Error): unknown;
}

type Endpoint = (request: AssessmentRequest, response: Response, next: (error: unknown) => void) => void;

/** Refusals are told in the user's language. What fails once the answer has begun breaks it off: half a file must not look whole. */
export const answerDownload = (
	database: Database,
	handle: (request: AssessmentRequest) => Promise<Download>,
): Endpoint => {
	const reply = async (request: AssessmentRequest, response: Response): Promise<void> => {
		const { name, type, content } = await handle(request);
		const chunks = content instanceof Uint8Array ? [content] : await begun(content);
		response.setHeader('Content-Type', type);
		response.setHeader(
			'Content-Disposition',
			`attachment; filename="export.${name.slice(name.lastIndexOf('.') + 1)}"; filename*=UTF-8''${encodeURIComponent(name)}`,
		);
		response.setHeader('Cache-Control', 'no-store');
		await pipeline(Readable.from(chunks, { objectMode: false }), response);
	};
	return (request, response, next) => {
		reply(request, response).catch(async (error: unknown) => {
			if (response.headersSent) response.destroy(error instanceof Error ? error : undefined);
			else next(await toDirectusError(error, request.accountability?.user ?? null, database));
		});
	};
};

/** The first part is made before the answer begins: what is refused then is still told. */
async function begun(content: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> {
	const parts = content[Symbol.asyncIterator]();
	const first = await parts.next();
	return (async function* () {
		if (first.done === true) return;
		yield first.value;
		yield* { [Symbol.asyncIterator]: () => parts };
	})();
}
