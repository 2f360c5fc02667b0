// An answer that is written part by part, as fast as its reader takes it.
/** As far as Express's answer is needed here. */
export interface Answer {
	readonly headersSent: boolean;
	setHeader(name: string, value: string): unknown;
	write(part: string): boolean;
	end(): unknown;
	destroy(): unknown;
	once(event: 'close' | 'drain', listener: () => void): unknown;
}

/** The reader has left, or takes nothing any more: what is under way ends. */
export class ReaderGone extends Error {}

/** A reader who takes nothing for so long is taken for gone; an export holds a connection of the database. */
const PATIENCE_MS = 60_000;

/**
 * Runs `produce`, which writes the parts. `headers` are sent with the first; what is thrown before it is thrown on, afterwards the
 * answer breaks off, so that nobody takes half a file for a whole one.
 */
export async function sendParts(
	answer: Answer,
	headers: Readonly<Record<string, string>>,
	produce: (write: (part: string) => Promise<void>) => Promise<void>,
): Promise<void> {
	const closed = new AbortController();
	answer.once('close', () => closed.abort());
	const begin = (): void => {
		if (!answer.headersSent) for (const [name, value] of Object.entries(headers)) answer.setHeader(name, value);
	};
	try {
		await produce(async (part) => {
			if (closed.signal.aborted) throw new ReaderGone();
			if (part === '') return;
			begin();
			if (!answer.write(part)) await taken(answer, closed.signal);
		});
		begin();
		answer.end();
	} catch (error) {
		if (error instanceof ReaderGone) answer.destroy();
		else if (answer.headersSent) {
			answer.destroy();
			throw new BrokenOff(error);
		} else throw error;
	}
}

/** An error after the first part: the answer is over, only the log can tell. */
export class BrokenOff extends Error {
	constructor(cause: unknown) {
		super('An export broke off.', { cause });
	}
}

async function taken(answer: Answer, closed: AbortSignal): Promise<void> {
	const over = AbortSignal.any([closed, AbortSignal.timeout(PATIENCE_MS)]);
	await new Promise<void>((resolve, reject) => {
		const gone = (): void => reject(new ReaderGone());
		if (over.aborted) return gone();
		over.addEventListener('abort', gone, { once: true });
		answer.once('drain', resolve);
	});
}
