// What a hook is given of Directus's web server, as far as answers are changed here.
export interface Response {
	readonly statusCode: number;
	setHeader(name: string, value: string): unknown;
	getHeader(name: string): unknown;
	writeHead(...head: unknown[]): unknown;
	write(...part: unknown[]): boolean;
	end(...part: unknown[]): unknown;
	send(body: Buffer): unknown;
}

export interface Application {
	use(handler: (request: { readonly path: string }, response: Response, next: () => void) => void): unknown;
}

export const isApplication = (value: unknown): value is Application => typeof value === 'function' && 'use' in value;
