// What `npm start` serves without a proxy: compressed, and kept by the browser where a name changes along with the content.
import { createRequire } from 'node:module';
import type { Application, Response } from './web.ts';

type Handler = (request: { readonly path: string }, response: Response, next: () => void) => void;
type Compression = (options: {
	readonly filter: (request: { readonly path: string }, response: Response) => boolean;
}) => Handler;

/** Directus's own: found from its program, wherever the extension lies. */
const compression: Compression & { readonly filter: (request: unknown, response: unknown) => boolean } = createRequire(
	process.argv[1] ?? import.meta.url,
)('compression');

/** A part of an upload that is asked for by its bytes must keep them; pictures and PDF are compressed already. */
const UPLOADS = /^\/+assets\//i;
/** The Studio's parts: index-D3fK9x2a.js, vendor.Bq81_x0c.entry.js, Inter-Bold-DebvEmVN.woff. */
const HASHED = /[.-][\w-]{8}(\.entry)?\.(js|css|woff2?|ttf|png|svg|jpg|wasm)$/;
const OUR_CODE = /^\/+extensions\/sources\/([^/]+)$/i;
const STUDIO = /^\/+admin\/(.+)$/i;
const A_YEAR = 'max-age=31536000, immutable';

export function compressAnswers(app: Application): void {
	app.use(
		compression({
			filter: (request, response) => !UPLOADS.test(request.path) && compression.filter(request, response),
		}),
	);
	app.use((request, response, next) => {
		const part = OUR_CODE.exec(request.path)?.[1];
		if (part !== undefined) {
			if (HASHED.test(part)) fixed(response, A_YEAR);
			else sentWhole(response);
		}
		// Directus has the browser keep everything for a year, also what has the same name after an update.
		else if (STUDIO.test(request.path) && !HASHED.test(request.path)) fixed(response, 'no-cache');
		next();
	});
}

/** Whatever Directus says later. */
function fixed(response: Response, cacheControl: string): void {
	const { writeHead } = response;
	response.writeHead = (...head) => {
		if (response.statusCode < 300 || response.statusCode === 304) response.setHeader('Cache-Control', cacheControl);
		return writeHead.apply(response, head);
	};
}

/** Sent with an ETag, so that a browser which has it gets a 304 instead of the whole bundle at every visit. */
function sentWhole(response: Response): void {
	const { write, end } = response;
	const parts: Buffer[] = [];
	const collect = (part: unknown): void => {
		if (typeof part === 'string' || part instanceof Uint8Array) parts.push(Buffer.from(part));
	};
	response.write = (part) => {
		collect(part);
		return true;
	};
	response.end = (part) => {
		collect(part);
		Object.assign(response, { write, end });
		return response.send(Buffer.concat(parts));
	};
}
