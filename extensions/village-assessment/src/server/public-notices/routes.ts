// What anyone may read without an account: `GET /assessment/public…`. It writes nothing and knows no user.
import { readFile } from 'node:fs/promises';
import type { Locale } from '#engine';
import { DomainError } from '#domain/errors/domain-error.ts';
import { toDirectusError } from '#server/platform/render-error.ts';
import type { Platform } from '#server/platform/item-writer.ts';
import { listPage, messagePage } from './html/plain-pages.ts';
import { noticePage } from './html/notice-page.ts';
import { verifierPage } from './html/verifier-page.ts';
import { villagePage } from './html/village-page.ts';
import { findShown, readPublished, versionOf, type Shown } from './published.ts';
import { sendMessage, sendText, type Handler, type Request, type Response, type Text } from './reply.ts';
import { findOnlineTitles } from './repository.ts';
import { throttled } from './throttle.ts';

interface Router {
	get(path: string, handler: Handler): unknown;
}

/**
 * - `/public`: list of the assessments whose result is online (HTML)
 * - `/public/:id`, `/public/:id/:number`: the last notice, or the one of that number (HTML); 404 where nothing may be read
 * - `/public/:id.json`, `/public/:id/:number.json`: the same as data (`PublishedResult`, docs/digest.md)
 * - `/public/:id/:number/villages/:scorecard`: the score sheet of one village (HTML)
 * - `/public/verify`, `/public/verify-result.mjs`: the verifier as a page, and as the one file that runs anywhere
 *
 * 429 to an address that asks more often than {@link throttled} allows. `?lang=en-US` gives English around the same result.
 */
export function servePublicNotices(router: Router, { database, env }: Platform): void {
	const base = `${pathOf(String(env['PUBLIC_URL'] ?? ''))}/assessment/public`;
	const limit = (handle: (request: Request, response: Response) => Promise<unknown>): Handler =>
		throttled((request, response, next) => void handle(request, response).catch(next), base);

	router.get(
		'/public',
		limit(async (request, response) => {
			const assessments = await findOnlineTitles(database);
			await sendText(request, response, {
				type: 'text/html',
				version: ['list', localeOf(request), ...assessments.flatMap(({ id, title }) => [id, title])].join('/'),
				make: async () => listPage(localeOf(request), base, assessments),
			});
		}),
	);
	router.get(
		'/public/verify',
		limit((request, response) =>
			sendText(request, response, {
				type: 'text/html',
				version: `verifier/${localeOf(request)}`,
				make: async () => verifierPage(localeOf(request), base),
			}),
		),
	);
	for (const file of ['verify-result.mjs', 'verify-page.mjs'])
		router.get(
			`/public/${file}`,
			limit((request, response) =>
				sendText(request, response, { type: 'text/javascript', version: file, make: () => packed(file) }),
			),
		);

	const notice = limit(async (request, response) => {
		const { id, number, json } = askedFor(request);
		const shown = await findShown(database, id, number);
		if (shown === null) return refuse(request, response, json);
		return sendText(request, response, textOf(request, shown, json));
	});
	router.get('/public/:assessment', notice);
	router.get('/public/:assessment/:number', notice);
	router.get(
		'/public/:assessment/:number/villages/:village',
		limit(async (request, response) => {
			const { id, number } = askedFor(request);
			const shown = await findShown(database, id, number);
			const village = request.params['village'] ?? '';
			if (shown === null) return refuse(request, response, false);
			const result = await readPublished(database, shown);
			const found = result.document.villages.find((one) => one.id === village);
			if (found === undefined) return refuse(request, response, false);
			const locale = localeOf(request);
			return sendText(request, response, {
				type: 'text/html',
				version: ['village', village, locale, versionOf(shown)].join('/'),
				make: async () => villagePage(locale, base, result, found),
			});
		}),
	);

	function textOf(request: Request, shown: Shown, json: boolean): Text {
		if (json)
			return {
				type: 'application/json',
				version: `json/${versionOf(shown)}`,
				make: async () => `${JSON.stringify(await readPublished(database, shown), null, 1)}\n`,
			};
		const locale = localeOf(request);
		return {
			type: 'text/html',
			version: ['notice', locale, versionOf(shown)].join('/'),
			make: async () => noticePage(locale, base, await readPublished(database, shown)),
		};
	}

	async function refuse(request: Request, response: Response, json: boolean): Promise<void> {
		if (json)
			throw await toDirectusError(
				new DomainError('ASSESSMENT_NOT_FOUND', { id: askedFor(request).id }),
				null,
				database,
			);
		sendMessage(response, 404, messagePage(localeOf(request), base, 'not_found'));
	}
}

function askedFor({ params }: Request): {
	readonly id: string;
	readonly number: number | null;
	readonly json: boolean;
} {
	const [assessment, number] = [params['assessment'] ?? '', params['number']];
	const json = (number ?? assessment).endsWith('.json');
	const plain = (text: string): string => text.replace(/\.json$/, '');
	return { id: number === undefined ? plain(assessment) : assessment, number: numberOf(number), json };

	function numberOf(text: string | undefined): number | null {
		return text === undefined ? null : /^\d{1,6}$/.test(plain(text)) ? Number(plain(text)) : -1;
	}
}

const localeOf = ({ query }: Request): Locale => (query['lang'] === 'en-US' ? 'en-US' : 'zh-CN');

const pathOf = (url: string): string => (URL.canParse(url) ? new URL(url).pathname.replace(/\/$/, '') : '');

/** A file that is packed beside the bundle. */
const packed = (file: string): Promise<string> => readFile(new URL(`public/${file}`, import.meta.url), 'utf8');
