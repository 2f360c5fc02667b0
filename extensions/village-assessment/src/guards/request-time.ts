// When the request began in which somebody writes: what its own transaction wrote is younger.
import { AsyncLocalStorage } from 'node:async_hooks';
import { isApplication } from './application.ts';

const requests = new AsyncLocalStorage<number>();

export function watchRequests(app: unknown): void {
	if (isApplication(app)) app.use('/', (_request, _response, next) => requests.run(Date.now(), next));
}

/** Milliseconds; undefined outside of a request. */
export const requestBegan = (): number | undefined => requests.getStore();
