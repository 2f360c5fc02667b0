// Uploads in parts (TUS), which an office may switch on: the platform writes them without the service that other files go through.
import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import type { HookExtensionContext } from '@directus/extensions';
import { toDirectusError } from '#server/platform/render-error.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import type { Database } from '#server/platform/database.ts';
import { judge, judgeEnding } from './judge.ts';

interface Request extends Readable {
	readonly method: string;
	readonly path: string;
	readonly headers: IncomingHttpHeaders;
	readonly accountability?: { readonly user: string | null } | null;
}

interface App {
	use(path: string, handler: (request: Request, response: unknown, next: (error?: unknown) => void) => void): unknown;
}

const isApp = (value: unknown): value is App => typeof value === 'function' && 'use' in value;

export function judgeUploadsInParts(app: unknown, { database }: Pick<HookExtensionContext, 'database'>): void {
	if (!isApp(app)) return;
	app.use('/files/tus', (request, _response, next) => {
		judgePart(request, database).then(
			() => next(),
			async (error: unknown) => next(await toDirectusError(error, request.accountability?.user ?? null, database)),
		);
	});
}

async function judgePart(request: Request, database: Database): Promise<void> {
	if (request.method === 'POST') announced(request.headers);
	if (request.method !== 'PATCH' || Number(request.headers['upload-offset']) !== 0) return;
	const row: { filename_download: string } | undefined = await database('directus_files').where({ tus_id: request.path.split('/').at(-1) ?? '' }).first('filename_download');
	if (row !== undefined) judge(row.filename_download, await firstBytes(request));
}

/** What is to come: its name and type, each as base64. The type becomes the one that its ending says. */
function announced(headers: IncomingHttpHeaders): void {
	const said = String(headers['upload-metadata'] ?? '').split(',').map((pair) => pair.trim().split(' '));
	const name = Buffer.from(said.find(([key]) => key === 'filename_download')?.[1] ?? '', 'base64').toString();
	if (headers['upload-length'] === '0') throw new DomainError('EMPTY_FILE', { file: name.slice(-40) });
	const { type } = judgeEnding(name);
	headers['upload-metadata'] = [...said.filter(([key]) => key !== 'type' && key !== ''), ['type', Buffer.from(type).toString('base64')]].map((pair) => pair.join(' ')).join(',');
}

/** Looked at and put back. */
async function firstBytes(request: Readable): Promise<Uint8Array> {
	const first: unknown = request.read() ?? (await new Promise<unknown>((resolve) => {
		request.once('readable', () => resolve(request.read()));
		request.once('end', () => resolve(null));
	}));
	if (!(first instanceof Uint8Array)) return new Uint8Array();
	request.unshift(first);
	return first;
}
