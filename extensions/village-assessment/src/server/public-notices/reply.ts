// Express, as far as the public pages need it: an answer is text with a version, so that a browser which has it gets a 304.
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';

export interface Request {
	readonly ip?: string | undefined;
	readonly params: Readonly<Record<string, string | undefined>>;
	readonly query: Readonly<Record<string, unknown>>;
	readonly headers: Readonly<Record<string, unknown>>;
}

export interface Response {
	status(code: number): Response;
	setHeader(name: string, value: string): unknown;
	end(content?: string): unknown;
}

export type Handler = (request: Request, response: Response, next: (error: unknown) => void) => void;

export interface Text {
	readonly type: 'text/html' | 'application/json' | 'text/javascript';
	/** The same version is the same text. */
	readonly version: string;
	readonly make: () => Promise<string>;
}

/** The texts that were asked for last: a notice does not change, and a village looks at it many times in its first hour. */
const made = new LRUCache<string, string>({ maxSize: 32 * 1024 ** 2, sizeCalculation: (text) => text.length * 2 + 1 });

/** Kept by browsers and proxies for a minute: a withdrawal is seen soon. */
const A_MINUTE = 'public, max-age=60';

export async function sendText(request: Request, response: Response, { type, version, make }: Text): Promise<void> {
	const tag = `"${createHash('sha256').update(version).digest('hex').slice(0, 32)}"`;
	response.setHeader('ETag', tag);
	response.setHeader('Cache-Control', A_MINUTE);
	if (request.headers['if-none-match'] === tag) {
		response.status(304).end();
		return;
	}
	const text = made.get(version) ?? (await make());
	made.set(version, text);
	response.setHeader('Content-Type', `${type}; charset=utf-8`);
	response.end(text);
}

export function sendMessage(response: Response, status: number, text: string): void {
	response.setHeader('Content-Type', 'text/html; charset=utf-8');
	response.setHeader('Cache-Control', 'no-store');
	response.status(status).end(text);
}
