// One drain running, one queued: a burst of writes is recomputed together, and whoever waits gets what was committed before.
import { drain } from './drain.ts';
import type { Database } from '#server/platform/database.ts';

export interface DrainQueue {
	/** Resolves when everything that was committed before the call is recomputed. */
	/** `isMarked`: the caller has just seen that something is marked. */
	readonly join: (isMarked?: boolean) => Promise<void>;
	readonly lastDrain: () => { readonly at: Date; readonly error: string | null } | null;
}

export function createDrainQueue(database: Database): DrainQueue {
	let running: Promise<void> | null = null;
	let queued: Promise<void> | null = null;
	let last: { at: Date; error: string | null } | null = null;

	async function run(isMarked = false): Promise<void> {
		try {
			await drain(database, { isMarked });
			last = { at: new Date(), error: null };
		} catch (error) {
			last = { at: new Date(), error: error instanceof Error ? error.message : String(error) };
			throw error;
		} finally {
			running = null;
		}
	}

	function join(isMarked = false): Promise<void> {
		if (queued !== null) return queued;
		if (running === null) return (running = run(isMarked));
		// The one that runs may have read its marks before the caller's commit: only the next one is sure to see it.
		return (queued = running.then(start, start));
	}

	function start(): Promise<void> {
		queued = null;
		return (running = run());
	}

	return { join, lastDrain: () => last };
}

const queues = new WeakMap<object, DrainQueue>();

/** The one queue of this process for a database: hook and endpoint share it. */
export function drainQueueOf(database: Database): DrainQueue {
	const known = queues.get(database);
	if (known !== undefined) return known;
	const queue = createDrainQueue(database);
	queues.set(database, queue);
	return queue;
}
