// A file that an endpoint answers with is handed to the browser to keep.
import type { useApi } from '@directus/extensions-sdk';

type Api = ReturnType<typeof useApi>;

interface FileRequest {
	readonly method: 'get' | 'post';
	readonly url: string;
	readonly params?: Readonly<Record<string, unknown>>;
	readonly data?: FormData;
	/** Where the answer names none. */
	readonly name: string;
}

/** Answers with the name of the file. Throws what axios throws, refusals as JSON. */
export async function keepFile(api: Api, { name: otherwise, ...request }: FileRequest): Promise<string> {
	const { data, headers } = await api
		.request<Blob>({ ...request, responseType: 'blob' })
		.catch(async (error: unknown) => {
			throw await withText(error);
		});
	const name = nameIn(String(headers['content-disposition'] ?? '')) ?? otherwise;
	const address = URL.createObjectURL(data);
	const link = document.createElement('a');
	link.href = address;
	link.download = name;
	link.click();
	URL.revokeObjectURL(address);
	return name;
}

function nameIn(disposition: string): string | null {
	const encoded = /filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1];
	return encoded === undefined ? null : decodeURIComponent(encoded);
}

/** Asked for a file, the browser hands over a refusal as a file too. */
async function withText(error: unknown): Promise<unknown> {
	const response: unknown = typeof error === 'object' && error !== null && 'response' in error ? error.response : null;
	if (typeof response !== 'object' || response === null || !('data' in response) || !(response.data instanceof Blob))
		return error;
	const text = await response.data.text();
	try {
		return { response: { ...response, data: JSON.parse(text) } };
	} catch {
		return error;
	}
}
