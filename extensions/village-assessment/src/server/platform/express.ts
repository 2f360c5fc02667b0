// What a hook is given of Directus's web server, as far as it is needed here.
export interface Request {
	readonly method: string;
	readonly path: string;
	readonly headers?: Readonly<Record<string, unknown>>;
	schema?: unknown;
	emit?: (event: string | symbol, ...values: unknown[]) => boolean;
}
export interface Response {
	on(event: 'close', listener: () => void): unknown;
}
export interface Application {
	use(path: string, handler: (request: Request, response: Response, next: (error?: unknown) => void) => void): unknown;
}

export const isApplication = (value: unknown): value is Application =>
	(typeof value === 'object' || typeof value === 'function') &&
	value !== null &&
	'use' in value &&
	typeof value.use === 'function';
