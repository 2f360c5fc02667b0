// By which key a request is known again when it is sent once more: one that the client gives, or the ids of the rows that it makes.
import { createHash } from 'node:crypto';
import { malformed } from '#server/access/readable-body.ts';
import { canonicalJson } from '#server/platform/canonical-json.ts';

export interface Sent {
	readonly method: string;
	readonly path: string;
	readonly originalUrl: string;
	readonly headers: Readonly<Record<string, unknown>>;
	readonly body: unknown;
}

const WRITES = ['POST', 'PATCH', 'PUT', 'DELETE'];
/** Signing in writes nothing that could be written twice, and its answers are nobody else's. */
const NEVER = /^\/(auth|server|utils\/hash|utils\/random)(\/|$)/;
const KEY = /^[\x21-\x7e]{1,200}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** null: it is not to be known again. */
export function keyOf({ method, path, headers, body }: Sent): string | null {
	if (!WRITES.includes(method) || NEVER.test(path)) return null;
	const given = headers['idempotency-key'];
	if (given === undefined) return method === 'POST' ? keyOfRows(path, body) : null;
	if (typeof given !== 'string' || !KEY.test(given))
		throw malformed(
			'Idempotency-Key 应为 1 至 200 个可见的 ASCII 字符。',
			'Idempotency-Key must have 1 to 200 visible ASCII characters.',
		);
	return `key ${given}`;
}

/** Rows that bring their own ids are the same rows when they come again. */
function keyOfRows(path: string, body: unknown): string | null {
	const [, collection] = /^\/items\/([^/]+)\/?$/.exec(path) ?? [];
	if (collection === undefined || typeof body !== 'object' || body === null) return null;
	const ids = (Array.isArray(body) ? body : [body]).map((row: unknown) =>
		typeof row === 'object' && row !== null && 'id' in row ? row.id : null,
	);
	if (ids.length === 0 || !ids.every((id) => typeof id === 'string' && UUID.test(id))) return null;
	return `rows ${collection} ${ids.map((id) => String(id).toLowerCase()).join(' ')}`;
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Somebody's key: two people who happen to give the same one have nothing to do with each other. */
export const idOfKey = (user: string, key: string): string => digest(`${user} ${key}`);

/** Two requests are the same when they ask the same of the same address. */
export function fingerprintOf({ method, originalUrl, headers, body }: Sent): string {
	const isForm = String(headers['content-type'] ?? '').startsWith('multipart/');
	return digest(`${method} ${originalUrl}\n${isForm ? String(headers['content-length']) : canonicalJson(body)}`);
}
