export interface Answer {
	readonly status: number;
	readonly headers: Headers;
	readonly text: string;
	/** Parsed where it is JSON, else the text. */
	readonly body: unknown;
	/** `body.data`. */
	readonly data: unknown;
	/** `body.errors` in short. */
	readonly errors: readonly { readonly code: string; readonly message: string }[];
}

export interface CallOptions {
	/** null: as nobody. */
	readonly token?: string | null;
	/** Without it objects are sent as JSON, forms as multipart. A text goes as it is. */
	readonly contentType?: string;
	readonly headers?: Readonly<Record<string, string>>;
}

export async function callApi(
	{ method, url, body }: { method: string; url: string; body: unknown },
	{ token = null, contentType, headers = {} }: CallOptions,
): Promise<Answer> {
	const plain = body === undefined || body instanceof FormData || typeof body === 'string';
	const type = contentType ?? (plain && typeof body !== 'string' ? undefined : 'application/json');
	const response = await fetch(url, {
		method,
		headers: {
			...(token === null ? {} : { authorization: `Bearer ${token}` }),
			...(type === undefined ? {} : { 'content-type': type }),
			...headers,
		},
		...(body === undefined ? {} : { body: plain ? body : JSON.stringify(body) }),
	});
	const text = await response.text();
	const parsed = parse(text);
	return {
		status: response.status,
		headers: response.headers,
		text,
		body: parsed,
		data: part(parsed, 'data'),
		errors: errorsOf(parsed),
	};
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

const part = (value: unknown, name: string): unknown =>
	typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined;

function errorsOf(body: unknown): { code: string; message: string }[] {
	const errors = part(body, 'errors');
	return Array.isArray(errors)
		? errors.map((error) => ({
				code: String(part(part(error, 'extensions'), 'code')),
				message: String(part(error, 'message')),
			}))
		: [];
}
