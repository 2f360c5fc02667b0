// The server as the screens see it: collections by commands of the SDK, our own endpoints by their paths, failures as something to be
// shown. What is kept here is what the SDK has not: failures in the user's language, keys by which nothing is written twice, long lists.
import { useApi, useSdk } from '@directus/extensions-sdk';
import { customEndpoint, type RestCommand } from '@directus/sdk';
import type { Schema } from '#domain/schema.ts';
import { KEY_HEADER, prepareApi, prepareSdk } from './careful-saves.ts';
import { Failure, failureOf } from './failure.ts';
import type { Collection, Fields, ItemsQuery, Row } from './items.ts';
import { PROOF_FIELDS, type ProofFile } from './proof-file.ts';
import { useTexts } from './texts.ts';

export { Failure, failureOf };

export interface Query {
	readonly [name: string]: unknown;
}

interface SendOptions {
	/** Of what is entered, not of this attempt: sent again, also changed, it is not written twice. */
	readonly key?: string;
	/** The `date_updated` of the row as it was read: what somebody has changed since is not deleted. */
	readonly read?: string | null;
}

export interface AssessmentApi {
	/** Any command of the SDK. This and all others throw {@link Failure}. */
	readonly request: <T>(command: RestCommand<T, Schema>, options?: SendOptions) => Promise<T>;
	/** All rows that the query finds, without Directus's limit of 100. */
	readonly readItems: <C extends Collection, const F extends Fields<C>>(
		collection: C,
		query: ItemsQuery<C, F>,
	) => Promise<readonly Row<C, F>[]>;
	readonly readItem: <C extends Collection, const F extends Fields<C>>(
		collection: C,
		key: string,
		query: Pick<ItemsQuery<C, F>, 'fields' | 'deep'>,
	) => Promise<Row<C, F>>;
	/** `data` of the answer of an endpoint of ours. */
	readonly get: <T>(path: `/assessment/${string}`, query?: Query) => Promise<T>;
	readonly post: <T>(path: `/assessment/${string}`, body?: unknown) => Promise<T>;
	/**
	 * Uploads a file; answers with what the screens show of it. `progress`: from 0 to 1, as it is sent. `facts`: what
	 * the server is told about it.
	 */
	readonly upload: (
		file: File,
		progress?: (share: number) => void,
		facts?: Readonly<Record<string, string>>,
	) => Promise<ProofFile>;
}

/** Must be called in a component's setup. */
export function useAssessmentApi(): AssessmentApi {
	const api = useApi();
	const sdk = useSdk<Schema>();
	prepareApi(api);
	prepareSdk(sdk);
	const { locale } = useTexts({});

	async function request<T>(command: RestCommand<T, Schema>, { key, read }: SendOptions = {}): Promise<T> {
		const headers = {
			...(key === undefined ? {} : { [KEY_HEADER]: key }),
			...(read === undefined ? {} : { 'If-Match': `"${read ?? ''}"` }),
		};
		try {
			return await sdk.request<T>(() => {
				const options = command();
				return { ...options, headers: { ...options.headers, ...headers } };
			});
		} catch (error) {
			throw failureOf(error, locale.value);
		}
	}

	async function readItems<C extends Collection, const F extends Fields<C>>(
		collection: C,
		{ sort, ...query }: ItemsQuery<C, F>,
	): Promise<readonly Row<C, F>[]> {
		// Of rows that are equal in what they are sorted by, each must come in one part only.
		const sorted = sort === undefined ? {} : { sort: [...sort, 'id'] };
		const page = (number: number): Promise<readonly Row<C, F>[]> =>
			request(
				customEndpoint({
					path: `/items/${collection}`,
					method: 'GET',
					params: { limit: PAGE, ...query, ...sorted, ...(number > 1 ? { page: number } : {}) },
				}),
			);
		const first = await page(1);
		if (query.limit !== undefined || first.length < PAGE) return first;
		const all = [...first];
		for (let number = 2, last = first; last.length === PAGE; number += 1) {
			last = await page(number);
			all.push(...last);
		}
		return all;
	}

	return {
		request,
		readItems,
		readItem: (collection, key, query) =>
			request(customEndpoint({ path: `/items/${collection}/${key}`, method: 'GET', params: { ...query } })),
		get: (path, query = {}) => request(customEndpoint({ path, method: 'GET', params: { ...query } })),
		post: (path, body = {}) => request(customEndpoint({ path, method: 'POST', body: JSON.stringify(body) })),
		upload: async (file, progress, facts = {}) => {
			const form = new FormData();
			// The server reads what stands before the file.
			for (const [field, value] of Object.entries(facts)) form.append(field, value);
			form.append('file', file);
			try {
				// The browser's fetch, which the SDK uses, does not tell how far it has come.
				const { data } = await api.request<{ readonly data: ProofFile }>({
					method: 'post',
					url: '/files',
					params: { fields: PROOF_FIELDS },
					data: form,
					...(progress === undefined
						? {}
						: { onUploadProgress: ({ loaded, total }) => progress(total ? loaded / total : 0) }),
				});
				return data.data;
			} catch (error) {
				throw failureOf(error, locale.value);
			}
		},
	};
}

/** The server refuses answers that are too large; what is long is asked for in parts. */
const PAGE = 2000;
