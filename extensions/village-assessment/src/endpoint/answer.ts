import type { Accountability } from '@directus/types';
import { told } from '../guards/errors.ts';
import type { Database } from '../recompute/database.ts';

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

/** Runs a handler and answers `{data}`; refusals are told in the user's language, with their code and status. */
export const answer =
	(database: Database, handle: (request: AssessmentRequest) => Promise<unknown>) =>
	(request: AssessmentRequest, response: Response, next: (error: unknown) => void): void => {
		handle(request)
			.catch(async (error: unknown) => {
				throw await told(error, request.accountability?.user ?? null, database);
			})
			.then((data) => response.json({ data }), next);
	};
