// One statement may change many rows, of which Directus then tells one by one. What has to be known of each is asked for all of them.
import type { Database } from './database.ts';
import { seenInRequest } from './request-context.ts';
import { perTransaction } from './unit-of-work.ts';

/** Rows that are changed or deleted by one statement. */
interface Together {
	readonly keys: readonly string[];
}

const nameOf = (collection: string, key: string): string => `together/${collection}/${key}`;

/** Said before they are written. */
export function writeTogether(collection: string, keys: readonly string[]): void {
	const seen = seenInRequest();
	const together: Together = { keys };
	for (const key of keys) seen?.set(nameOf(collection, key), together);
}

const isTogether = (value: unknown): value is Together =>
	typeof value === 'object' && value !== null && 'keys' in value && Array.isArray(value.keys);

/** What is known of rows, by their keys. It is the same question only if it is the same function. */
export type AskOfRows<T> = (database: Database, keys: readonly string[]) => Promise<ReadonlyMap<string, T>>;

const KEYS_PER_QUESTION = 500;

/**
 * The answer for one of the rows that were written together, asked for all of them when the first is asked for: they are written, and
 * their locks held, before Directus tells of the first. A statement that comes later in the transaction has its own answers.
 */
export function askTogether<T>(
	ask: AskOfRows<T>,
): (database: Database, collection: string, key: string) => Promise<T | undefined> {
	const answers = perTransaction(() => new WeakMap<Together, Promise<Map<string, T>>>());
	return async (database, collection, key) => {
		const together = seenInRequest()?.get(nameOf(collection, key));
		if (!isTogether(together) || !database.isTransaction) return (await ask(database, [key])).get(key);
		const known = answers(database);
		const answer = known.get(together) ?? askAll(ask, database, together.keys);
		known.set(together, answer);
		return (await answer).get(key);
	};
}

async function askAll<T>(ask: AskOfRows<T>, database: Database, keys: readonly string[]): Promise<Map<string, T>> {
	const all = new Map<string, T>();
	for (let start = 0; start < keys.length; start += KEYS_PER_QUESTION)
		for (const [key, value] of await ask(database, keys.slice(start, start + KEYS_PER_QUESTION))) all.set(key, value);
	return all;
}
