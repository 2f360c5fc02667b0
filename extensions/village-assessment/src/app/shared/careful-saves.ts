// Saves that lose nothing: a request whose answer was never heard carries the same key when it is sent again, so that it is done once;
// and a change made in the Studio's form says what the form had read, so that a colleague's change is not overwritten unseen.
import { useApi, useSdk } from '@directus/extensions-sdk';
import type { RestCommand } from '@directus/sdk';
import type { Schema } from '#domain/schema.ts';
import { inject, onUnmounted, ref, watch, type Ref } from 'vue';

type Api = ReturnType<typeof useApi>;
type Sdk = ReturnType<typeof useSdk>;

export const KEY_HEADER = 'Idempotency-Key';

/** Also where there is no secure connection, in which a browser gives no randomUUID. */
export const newKey = (): string =>
	Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

const WRITES = ['post', 'patch', 'delete'];
/** What is written to; what only asks something (a preview, a trial) needs no key. */
const WRITTEN = /^\/(items\/|assessment\/(assessments|adjustments)\/[^/]+\/[^/]+$|assessment\/rulebooks\/[^/]+\/copy$)/;
const ONE_ROW = /^\/items\/([^/?]+)\/([^/?]+)$/;

/** By what they ask: keys of requests that nobody has answered. */
const unanswered = new Map<string, string>();
/** Of the forms that are open, by collection and key: the `date_updated` that the form has read. */
const openForms = new Map<string, () => unknown>();
const prepared = new WeakSet<object>();

interface WriteRequest {
	readonly method?: string | undefined;
	readonly url?: string | undefined;
	readonly data?: unknown;
}

const pathOf = ({ url = '' }: WriteRequest): string => url.replace(/\?.*$/, '').replace(/^(?!\/)/, '/');
const isWrite = (request: WriteRequest): boolean =>
	WRITES.includes(String(request.method).toLowerCase()) &&
	WRITTEN.test(pathOf(request)) &&
	!(request.data instanceof FormData);
const textOf = ({ method, url, data }: WriteRequest): string =>
	`${String(method).toLowerCase()} ${String(url)} ${typeof data === 'string' ? data : JSON.stringify(data ?? null)}`;

/**
 * What a change of one row says beside what it changes: as the open form has read it. The form for several rows at once
 * (`PATCH` with `keys` and `data`) says nothing: it shows no row's values, so its writer sets one value whatever stood there, and
 * there is nothing read that could be outdated. The server still refuses what concerns each row's state, and verifying what
 * somebody changes meanwhile. A list of rows may say it for each (`[{id, date_updated, …}]`), and is refused then.
 */
export function withReadVersion(request: WriteRequest): unknown {
	const [, collection, key] = ONE_ROW.exec(pathOf(request)) ?? [];
	const read = String(request.method).toLowerCase() === 'patch' ? openForms.get(`${collection}/${key}`)?.() : undefined;
	if (read === undefined || typeof request.data !== 'object' || request.data === null || 'date_updated' in request.data)
		return request.data;
	return { ...request.data, date_updated: read };
}

/** The key of a request, until somebody has answered it. */
function keyOf(request: WriteRequest): string {
	const text = textOf(request);
	const key = unanswered.get(text) ?? newKey();
	unanswered.set(text, key);
	return key;
}

function forgetKey(request: WriteRequest | undefined): void {
	if (request !== undefined && isWrite(request)) unanswered.delete(textOf(request));
}

/** Without an answer nobody knows whether it was done. */
const isAnswered = (error: unknown): error is { readonly config?: WriteRequest; readonly response: unknown } =>
	typeof error === 'object' && error !== null && 'response' in error && error.response !== undefined;

/** The Studio's one axios: what the Studio itself sends by it is prepared, too. */
export function prepareApi(api: Api): void {
	if (prepared.has(api) || !('interceptors' in api)) return;
	prepared.add(api);
	api.interceptors.request.use((config) => {
		if (!isWrite(config)) return config;
		config.data = withReadVersion(config);
		if (!config.headers.has(KEY_HEADER)) config.headers.set(KEY_HEADER, keyOf(config));
		return config;
	});
	api.interceptors.response.use(
		(response) => {
			forgetKey(response.config);
			return response;
		},
		(error: unknown) => {
			if (isAnswered(error)) forgetKey(error.config);
			return Promise.reject(error);
		},
	);
}

/** The Studio's one SDK: the pages send by it, and the Studio saves the form of one item by it. */
export function prepareSdk(sdk: Sdk): void {
	if (prepared.has(sdk)) return;
	prepared.add(sdk);
	const send: Sdk['request'] = sdk.request.bind(sdk);
	const request: Sdk['request'] = async <Output>(command: RestCommand<Output, Schema>): Promise<Output> => {
		const { path, params, method = 'GET', body, headers = {}, ...rest } = command();
		const data: unknown = typeof body === 'string' ? JSON.parse(body) : body;
		const asked = { method, url: path, data: withReadVersion({ method, url: path, data }) };
		const text = typeof body === 'string' ? { body: JSON.stringify(asked.data) } : body === undefined ? {} : { body };
		const key = isWrite(asked) && !(KEY_HEADER in headers) ? { [KEY_HEADER]: keyOf(asked) } : {};
		const options = { ...rest, path, method, ...(params ? { params } : {}), ...text, headers: { ...headers, ...key } };
		try {
			const answer = await send<Output>(() => options);
			forgetKey(asked);
			return answer;
		} catch (error) {
			if (isAnswered(error)) forgetKey(asked);
			throw error;
		}
	};
	Object.assign(sdk, { request });
}

interface FormField {
	readonly collection: string;
	readonly key: () => string | number | null | undefined;
}

/** For an interface on the Studio's item page: what is saved there says what was read. Must be called in its setup. */
export function useCarefulSaves({ collection, key }: FormField): void {
	prepareApi(useApi());
	prepareSdk(useSdk());
	const values = inject<Ref<Readonly<Record<string, unknown>>>>('values', ref({}));
	const read = (): unknown => values.value['date_updated'];
	const name = (): string => `${collection}/${String(key() ?? '+')}`;
	// The Studio tells a form which row it is about only when it has it.
	const forget = (known: string): void => {
		if (openForms.get(known) === read) openForms.delete(known);
	};
	watch(
		name,
		(mine, before) => {
			if (before !== undefined) forget(before);
			openForms.set(mine, read);
		},
		{ immediate: true },
	);
	onUnmounted(() => forget(name()));
}
