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
	setHeader(name: string, value: string): unknown;
	end(content: string): unknown;
}

type Endpoint = (request: AssessmentRequest, response: Response, next: (error: unknown) => void) => void;

/** Runs a handler and answers `{data}`; refusals are told in the user's language, with their code and status. */
export const answer = (database: Database, handle: (request: AssessmentRequest) => Promise<unknown>): Endpoint =>
	send(database, handle, (data, response) => response.json({ data }));

/** The same with a CSV file to keep; its name may be in Chinese. */
export const answerFile = (
	database: Database,
	handle: (request: AssessmentRequest) => Promise<{ readonly name: string; readonly content: string }>,
): Endpoint =>
	send(database, handle, ({ name, content }, response) => {
		response.setHeader('Content-Type', 'text/csv; charset=utf-8');
		response.setHeader(
			'Content-Disposition',
			`attachment; filename="export.csv"; filename*=UTF-8''${encodeURIComponent(name)}`,
		);
		response.setHeader('Cache-Control', 'no-store');
		response.end(content);
	});

function send<T>(
	database: Database,
	handle: (request: AssessmentRequest) => Promise<T>,
	reply: (answer: T, response: Response) => unknown,
): Endpoint {
	return (request, response, next) => {
		handle(request)
			.catch(async (error: unknown) => {
				throw await toDirectusError(error, request.accountability?.user ?? null, database);
			})
			.then((data) => reply(data, response), next);
	};
}
