// The server as the screens see it: answers without their wrapping, failures as something to be shown.
import { useApi } from '@directus/extensions-sdk';
import { PLATFORM_ERRORS } from '#domain/errors/platform-errors.ts';
import { KEY_HEADER, prepareApi } from './careful-saves.ts';
import { PROOF_FIELDS, type ProofFile } from './proof-file.ts';
import { filled, useTexts } from './texts.ts';

/** Why a request failed, told in the user's language. */
export class Failure extends Error {
	/** The error's code, e.g. `EVIDENCE_SETTLED`; `OFFLINE` where there was no answer. */
	readonly code: string;
	/** 0: no answer. */
	readonly status: number;
	/** What the refusal carries for programs, such as `obstacles`. */
	readonly details: Readonly<Record<string, unknown>>;

	constructor(
		text: string,
		{
			code,
			status,
			details,
		}: { readonly code: string; readonly status: number; readonly details: Readonly<Record<string, unknown>> },
	) {
		super(text);
		this.name = 'Failure';
		this.code = code;
		this.status = status;
		this.details = details;
	}
}

export interface Query {
	readonly [name: string]: unknown;
}

export interface AssessmentApi {
	/** `data` of the answer. Throws {@link Failure}. */
	readonly get: <T>(path: string, query?: Query) => Promise<T>;
	/** All rows of a collection that the query finds, without the platform's limit of 100. */
	readonly list: <T>(collection: string, query?: Query) => Promise<readonly T[]>;
	/** `key`: of what is entered, not of this attempt: sent again, also changed, it is not written twice. */
	readonly post: <T>(path: string, body?: unknown, options?: { readonly key?: string }) => Promise<T>;
	readonly patch: <T>(path: string, body: unknown) => Promise<T>;
	/** `read`: the `date_updated` of the row as it was read: what somebody has changed since is not deleted. */
	readonly remove: (path: string, body?: unknown, options?: { readonly read?: string | null }) => Promise<void>;
	/** Uploads a file; answers with what the screens show of it. `progress`: from 0 to 1, as it is sent. `said`: what the server is told about it. */
	readonly upload: (
		file: File,
		progress?: (share: number) => void,
		said?: Readonly<Record<string, string>>,
	) => Promise<ProofFile>;
}

interface Sent {
	readonly query?: Query | undefined;
	readonly body?: unknown;
	readonly headers?: Readonly<Record<string, string>> | undefined;
	readonly progress?: ((share: number) => void) | undefined;
}

/** Must be called in a component's setup. */
export function useAssessmentApi(): AssessmentApi {
	const api = useApi();
	prepareApi(api);
	const { locale } = useTexts(PLATFORM_ERRORS);

	async function send<T>(
		method: 'get' | 'post' | 'patch' | 'delete',
		path: string,
		{ query, body, headers, progress }: Sent = {},
	): Promise<T> {
		try {
			const response = await api.request({
				method,
				url: path,
				...(query === undefined ? {} : { params: query }),
				...(body === undefined ? {} : { data: body }),
				...(headers === undefined ? {} : { headers }),
				...(progress === undefined
					? {}
					: { onUploadProgress: ({ loaded, total }) => progress(total ? loaded / total : 0) }),
			});
			return dataOf(response.data);
		} catch (error) {
			throw failureOf(error, locale.value);
		}
	}

	return {
		get: (path, query) => send('get', path, { query }),
		list: async <T>(collection: string, query: Query = {}) => {
			const path = collection.startsWith('directus_')
				? `/${collection.slice('directus_'.length)}`
				: `/items/${collection}`;
			return inPages(
				(page) =>
					send<readonly T[]>('get', path, {
						query: { limit: PAGE, ...inOneOrder(query), ...(page > 1 ? { page } : {}) },
					}),
				query,
			);
		},
		post: (path, body = {}, { key } = {}) =>
			send('post', path, { body, headers: key === undefined ? undefined : { [KEY_HEADER]: key } }),
		patch: (path, body) => send('patch', path, { body }),
		remove: (path, body, { read } = {}) =>
			send('delete', path, { body, headers: read === undefined ? undefined : { 'If-Match': `"${read ?? ''}"` } }),
		upload: async (file, progress, said = {}) => {
			const form = new FormData();
			// The server reads what stands before the file.
			for (const [field, value] of Object.entries(said)) form.append(field, value);
			form.append('file', file);
			return send('post', '/files', { query: { fields: PROOF_FIELDS }, body: form, progress });
		},
	};
}

/** The server refuses answers that are too large; what is long is asked for in parts. */
const PAGE = 2000;

/** Of rows that are equal in what they are sorted by, each must come in one part only. */
const inOneOrder = (query: Query): Query =>
	Array.isArray(query['sort']) && query['aggregate'] === undefined
		? { ...query, sort: [...query['sort'], 'id'] }
		: query;

async function inPages<T>(ask: (page: number) => Promise<readonly T[]>, { limit }: Query): Promise<readonly T[]> {
	const first = await ask(1);
	if (limit !== undefined || first.length < PAGE) return first;
	const all = [...first];
	for (let page = 2, last = first; last.length === PAGE; page += 1) {
		last = await ask(page);
		all.push(...last);
	}
	return all;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null;

/** The caller says what the endpoint answers with; the endpoint's own tests hold it to that. */
function dataOf<T>(body: unknown): T {
	return (isRecord(body) && 'data' in body ? body['data'] : body) as T;
}

/** What went wrong, as a {@link Failure}; errors that are no answers become `OFFLINE` or `UNKNOWN`. */
export function failureOf(error: unknown, locale: 'zh-CN' | 'en-US'): Failure {
	if (error instanceof Failure) return error;
	const response = isRecord(error) && isRecord(error['response']) ? error['response'] : null;
	const body = response !== null && isRecord(response['data']) ? response['data'] : {};
	const first: unknown = Array.isArray(body['errors']) ? body['errors'][0] : undefined;
	const details = isRecord(first) && isRecord(first['extensions']) ? first['extensions'] : {};
	const code = response === null ? 'OFFLINE' : String(details['code'] ?? 'UNKNOWN');
	const told = typeof details['told'] === 'string' ? details['told'] : null;
	const known = Object.entries(PLATFORM_ERRORS).find(([name]) => name === code)?.[1] ?? PLATFORM_ERRORS.UNKNOWN;
	return new Failure(told ?? filled(known[locale], { code }), {
		code,
		status: Number(response?.['status'] ?? 0),
		details,
	});
}
