import type { Accountability } from '@directus/types';
import { toDirectusError } from './render-error.ts';
import type { Database } from './database.ts';

/** What an endpoint reads of Express's request once Directus has authenticated it. */
export interface AssessmentRequest {
	readonly params: Readonly<Record<string, string>>;
	readonly query: Readonly<Record<string, unknown>>;
	readonly body: unknown;
	readonly accountability?: Accountability | null;
}

interface Response {
	json(body: unknown): unknown;
}

type Endpoint<R> = (request: AssessmentRequest, response: R, next: (error: unknown) => void) => void;

/** Runs a handler and answers `{data}`; refusals are told in the user's language, with their code and status. */
export const answer = (
	database: Database,
	handle: (request: AssessmentRequest) => Promise<unknown>,
): Endpoint<Response> =>
	answerWith(database, async (request, response) => response.json({ data: await handle(request) }));

/** The same where the handler answers by itself. */
export const answerWith =
	<R>(database: Database, handle: (request: AssessmentRequest, response: R) => Promise<unknown>): Endpoint<R> =>
	(request, response, next) => {
		handle(request, response).catch(async (error: unknown) =>
			next(await toDirectusError(error, request.accountability?.user ?? null, database)),
		);
	};
