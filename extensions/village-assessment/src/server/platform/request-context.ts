// What is known of the request in which somebody writes: when it began (what its own transaction wrote is younger), and what its
// guards saw of the rows before it wrote them.
import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import { isApplication, type Request } from './express.ts';

interface Known {
	readonly began: number;
	/** `If-Match` on one row: the `date_updated` that was read. */
	readonly match: { readonly collection: string; readonly seen: number | null } | undefined;
	/** A revision is written back: what stands in it is as old as the revision, and nobody has read it just now. */
	readonly isRevert: boolean;
	/** By guard and row; see {@link seenInRequest}. */
	readonly seen: Map<string, unknown>;
}

const requests = new AsyncLocalStorage<Known>();

export function watchRequests(app: unknown): void {
	if (!isApplication(app)) return;
	app.use('/', (request, _response, next) => {
		requests.run(
			{
				began: Date.now(),
				match: matchOf(request),
				isRevert: /^\/+utils\/+revert\//i.test(request.path),
				seen: new Map(),
			},
			() => {
				// What comes with the body later (an imported file) belongs to this request, too.
				if (request.emit !== undefined) request.emit = AsyncResource.bind(request.emit.bind(request));
				next();
			},
		);
	});
}

/** Milliseconds; undefined outside of a request. */
export const requestBegan = (): number | undefined => requests.getStore()?.began;

export const isRevert = (): boolean => requests.getStore()?.isRevert ?? false;

const ONE_ROW = /^\/items\/([^/]+)\/[^/]+\/?$/;

/** `If-Match: "2026-05-03T08:00:00.000Z"`; `""` for a row that had never been changed. */
function matchOf({ path, headers }: Request): Known['match'] {
	const [, collection] = ONE_ROW.exec(path) ?? [];
	const given = headers?.['if-match'];
	if (collection === undefined || typeof given !== 'string' || given === '*') return undefined;
	const text = given.replace(/^W\//, '').replaceAll('"', '').trim();
	return { collection, seen: text === '' || text === 'null' ? null : Date.parse(text) };
}

/** What the request says that it had read of the row that it changes or deletes; undefined where it says nothing. */
export function ifMatch(collection: string): number | null | undefined {
	const match = requests.getStore()?.match;
	return match?.collection === collection ? match.seen : undefined;
}

/** What the guards of this request remember from before a row was written until it is; undefined outside of a request. */
export const seenInRequest = (): Map<string, unknown> | undefined => requests.getStore()?.seen;
