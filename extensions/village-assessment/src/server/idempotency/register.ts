// On a poor network a request is sent again when its answer is lost. With a key (Idempotency-Key, or rows with ids of their own) the
// repeat is answered with the first result, and nothing is written twice: by whatever path, on several servers, after a restart.
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { HookExtensionContext, RegisterFunctions } from '@directus/extensions';
import type { Accountability } from '@directus/types';
import { plainPath } from '#server/platform/request-path.ts';
import { toDirectusError } from '#server/platform/render-error.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import type { Database } from '#server/platform/database.ts';
import { answeredBefore, forgetOldAnswers, keepAnswer, record, type Answered, type Asked } from './repository.ts';
import { fingerprintOf, idOfKey, keyOf, type Sent } from './key.ts';

interface Request extends Sent {
	readonly accountability?: Accountability | null;
}

type End = (chunk?: unknown, ...more: unknown[]) => unknown;

interface Response {
	statusCode: number;
	end: End;
	readonly headersSent: boolean;
	setHeader(name: string, value: string): unknown;
	removeHeader(name: string): unknown;
	on(event: 'close', listener: () => void): unknown;
}

interface App {
	use(handler: (request: Request, response: Response, next: (error?: unknown) => void) => void): unknown;
}

const isApp = (value: unknown): value is App => typeof value === 'function' && 'use' in value;

const asked = new AsyncLocalStorage<Asked>();
/** Sendings under way in this server: a repeat waits for them instead of doing the same beside them. */
const underWay = new Map<string, Promise<void>>();
const PATIENCE_MS = 10_000;
const PAUSE_MS = 100;

export function registerIdempotency(
	{ init, filter, schedule }: RegisterFunctions,
	{ database, logger }: HookExtensionContext,
): void {
	init('middlewares.after', ({ app }) => {
		if (!isApp(app)) return;
		app.use((request, response, next) => {
			answerOrPass(database, { request, response, next }).catch(async (error: unknown) =>
				next(await toDirectusError(error, request.accountability?.user ?? null, database)),
			);
		});
	});

	const recorded = new WeakSet<object>();
	filter('activity.create', async (activity, _meta, { database: trx }) => {
		const sending = asked.getStore();
		if (sending === undefined || !trx.isTransaction || recorded.has(trx)) return activity;
		recorded.add(trx);
		// What was written beside this is undone with it.
		if (!(await record(trx, sending))) throw await toDirectusError(new DomainError('ALREADY_DONE'), null, trx);
		return activity;
	});

	schedule('17 3 * * *', async () => {
		await forgetOldAnswers(database).catch((error: unknown) =>
			logger.error(error, 'Old answers could not be forgotten; they will be tomorrow.'),
		);
	});
}

interface Exchange {
	readonly request: Request;
	readonly response: Response;
	readonly next: (error?: unknown) => void;
}

async function answerOrPass(database: Database, { request, response, next }: Exchange): Promise<void> {
	const path = plainPath(request.path);
	const user = request.accountability?.user ?? null;
	const key = user === null ? null : keyOf({ ...sentOf(request), path });
	if (user === null || key === null) {
		next();
		return;
	}
	const id = idOfKey(user, key);
	const fingerprint = fingerprintOf(sentOf(request));
	for (let before = underWay.get(id); before !== undefined; before = underWay.get(id)) await before;
	// From here to `set` nothing is awaited but the look into the record: of two that come at once the second waits for the first.
	let done: () => void = () => undefined;
	underWay.set(id, new Promise((resolve) => (done = resolve)));
	response.on('close', () => {
		underWay.delete(id);
		done();
	});
	const before = await answeredBefore(database, id);
	if (before !== undefined) {
		repeat(response, await known(database, { id, before, fingerprint }));
		return;
	}
	const sending = { id, sending: randomUUID(), fingerprint };
	keepWhatIsAnswered(database, { response, sending, isGraphql: path.startsWith('/graphql') });
	asked.run(sending, () => next());
}

const sentOf = ({ method, path, originalUrl, headers, body }: Request): Sent => ({
	method,
	path,
	originalUrl,
	headers,
	body,
});

/** The first answer; where the first sending has not been answered yet, it is waited for. */
async function known(
	database: Database,
	{ id, before, fingerprint }: { readonly id: string; readonly before: Answered; readonly fingerprint: string },
): Promise<Answered> {
	if (before.fingerprint !== fingerprint) throw new DomainError('KEY_USED_BEFORE');
	let found = before;
	for (let waited = 0; found.status === null && waited < PATIENCE_MS; waited += PAUSE_MS) {
		await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
		found = (await answeredBefore(database, id)) ?? found;
	}
	// The server was ended between writing and answering.
	if (found.status === null) throw new DomainError('ALREADY_DONE');
	return found;
}

function repeat(response: Response, { status, answer }: Answered, end: End = response.end.bind(response)): void {
	response.statusCode = status ?? 200;
	for (const header of ['ETag', 'Content-Length']) response.removeHeader(header);
	response.setHeader('Idempotent-Replayed', 'true');
	if (answer === null || answer === '') {
		end();
		return;
	}
	response.setHeader('Content-Type', 'application/json; charset=utf-8');
	response.setHeader('Content-Length', String(Buffer.byteLength(answer)));
	end(answer);
}

interface Kept {
	readonly response: Response;
	readonly sending: Asked;
	/** Answers 200 also where nothing was done. */
	readonly isGraphql: boolean;
}

/** The answer leaves once it is kept. A refusal is kept only if something was written before it; what was refused may be asked again. */
function keepWhatIsAnswered(database: Database, { response, sending, isGraphql }: Kept): void {
	const end = response.end.bind(response);
	response.end = (chunk, ...more) => {
		// What is sent piece by piece is no answer to a write.
		if (response.headersSent) return end(chunk, ...more);
		const answer = { status: response.statusCode, answer: textOf(chunk) };
		keep(database, { sending, answer, isGraphql }).then(
			(first) => (first === null ? end(chunk, ...more) : repeat(response, first, end)),
			() => end(chunk, ...more),
		);
		return response;
	};
}

const textOf = (chunk: unknown): string | null =>
	typeof chunk === 'string' ? chunk : chunk instanceof Uint8Array ? Buffer.from(chunk).toString('utf8') : null;

/** The answer to an earlier sending, if this one was refused because that had been done; else null. */
async function keep(
	database: Database,
	{
		sending,
		answer,
		isGraphql,
	}: {
		readonly sending: Asked;
		readonly answer: { readonly status: number; readonly answer: string | null };
		readonly isGraphql: boolean;
	},
): Promise<Answered | null> {
	if (await keepAnswer(database, sending, answer)) return null;
	const isDone = answer.status < 300;
	// Not every step of the course leaves an activity: what was done is recorded with its answer then.
	if (isDone && !isGraphql && (await record(database, sending))) {
		await keepAnswer(database, sending, answer);
		return null;
	}
	const before = await answeredBefore(database, sending.id);
	if (before === undefined || before.fingerprint !== sending.fingerprint) return null;
	return known(database, { id: sending.id, before, fingerprint: sending.fingerprint });
}
