// Answers of what takes a while: lines that tell how far it has come, where the asker takes such, then the answer or the refusal.
// Whoever goes away cancels it.
import { toDirectusError } from '#server/platform/render-error.ts';
import type { AssessmentRequest } from '#server/platform/http.ts';
import type { Database } from '#server/platform/database.ts';
import type { Progress } from './check.ts';
import type { UploadRequest } from './receive.ts';

export type LongRequest = AssessmentRequest & UploadRequest;

export interface LongResponse {
	setHeader(name: string, value: string): unknown;
	write(content: string): unknown;
	end(content?: string | Uint8Array): unknown;
	json(body: unknown): unknown;
	on(event: 'close', listener: () => void): unknown;
	readonly writableFinished: boolean;
	/** Compression keeps back what is written until it is asked to let go. */
	flush?(): unknown;
}

export interface Course {
	readonly signal: AbortSignal;
	readonly progress: (progress: Progress) => void;
}

class Cancelled extends Error {}

const LINES = 'application/x-ndjson';
const TOLD_EVERY_MS = 200;

export function answerLong(database: Database, handle: (request: LongRequest, course: Course) => Promise<unknown>) {
	return (request: LongRequest, response: LongResponse, next: (error: unknown) => void): void => {
		const inLines = String(request.headers['accept'] ?? '').includes(LINES);
		const gone = new AbortController();
		response.on('close', () => {
			if (!response.writableFinished) gone.abort(new Cancelled());
		});
		const line = (content: unknown): void => {
			response.write(`${JSON.stringify(content)}\n`);
			response.flush?.();
		};
		if (inLines) {
			response.setHeader('Content-Type', `${LINES}; charset=utf-8`);
			response.setHeader('Cache-Control', 'no-store');
			response.setHeader('X-Accel-Buffering', 'no');
		}
		let last = 0;
		const progress = (step: Progress): void => {
			if (!inLines || (Date.now() - last < TOLD_EVERY_MS && step.done < step.of)) return;
			last = Date.now();
			line({ progress: step });
		};
		handle(request, { signal: gone.signal, progress })
			.then((data) => {
				if (!inLines) return void response.json({ data });
				line({ data });
				response.end();
			})
			.catch(async (error: unknown) => {
				// Nobody is there to be answered.
				if (error instanceof Cancelled) return void response.end();
				const refusal = await toDirectusError(error, request.accountability?.user ?? null, database);
				if (!inLines || !isRefusal(refusal)) return inLines ? fail(refusal) : next(refusal);
				line({
					errors: [
						{
							message: refusal.message,
							extensions: { ...refusal.extensions, code: refusal.code, status: refusal.status },
						},
					],
				});
				response.end();
			})
			.catch(next);

		function fail(error: unknown): void {
			console.error(error);
			line({ errors: [{ message: '', extensions: { code: 'INTERNAL_SERVER_ERROR', status: 500 } }] });
			response.end();
		}
	};
}

interface Refusal {
	readonly message: string;
	readonly code: string;
	readonly status: number;
	readonly extensions: object;
}

const isRefusal = (error: unknown): error is Refusal =>
	error instanceof Error &&
	'code' in error &&
	'status' in error &&
	'extensions' in error &&
	typeof error.extensions === 'object';

export const answerWorkbook =
	(
		database: Database,
		handle: (request: LongRequest) => Promise<{ readonly name: string; readonly content: Uint8Array }>,
	) =>
	(request: LongRequest, response: LongResponse, next: (error: unknown) => void): void => {
		handle(request)
			.then(({ name, content }) => {
				response.setHeader('Content-Type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
				response.setHeader(
					'Content-Disposition',
					`attachment; filename="workbook.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}`,
				);
				response.setHeader('Cache-Control', 'no-store');
				response.end(Buffer.from(content));
			})
			.catch(async (error: unknown) =>
				next(await toDirectusError(error, request.accountability?.user ?? null, database)),
			);
	};
