import type { Database, Transaction } from './database.ts';

/** What a passing collision with another writer looks like; the database has undone the transaction, so it can be tried again. */
const COLLISIONS = new Set(['SQLITE_BUSY', '40P01', '40001']);
const ATTEMPTS = 6;
const FIRST_PAUSE_MS = 50;

/** Runs `work` in a transaction of its own, again after a collision: it must do nothing that the database does not undo. */
export async function inTransaction<T>(database: Database, work: (trx: Transaction) => Promise<T>): Promise<T> {
	for (let attempt = 1; ; attempt += 1) {
		try {
			return await database.transaction(work);
		} catch (error) {
			const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
			if (attempt === ATTEMPTS || !COLLISIONS.has(code)) throw error;
			await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE_MS * 2 ** attempt));
		}
	}
}
