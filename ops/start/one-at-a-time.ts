// Several instances start at the same time; one of them prepares the database, the others wait for it.
import { setTimeout as pause } from 'node:timers/promises';
import type { Knex } from 'knex';

/** Any two numbers that nothing else in Directus locks. */
const LOCK = [20261123, 1];

interface Connection {
	query(statement: string, values?: readonly unknown[]): Promise<{ rows: readonly Record<string, unknown>[] }>;
}

/**
 * Resolves when this process alone may prepare the database. The lock belongs to a connection: it goes with the process,
 * whatever becomes of that. SQLite has one instance only.
 */
export async function oneAtATime(
	database: Knex,
	onWait: () => void = () => undefined,
): Promise<{ release: () => Promise<void> }> {
	if (database.client.config.client === 'sqlite3') return { release: async () => undefined };
	const connection: Connection = await database.client.acquireConnection();
	const tryToLock = async (): Promise<boolean> =>
		(await connection.query('SELECT pg_try_advisory_lock($1, $2) AS mine', LOCK)).rows[0]?.['mine'] === true;
	if (!(await tryToLock())) {
		onWait();
		// Asking again, not waiting in the database: CREATE INDEX CONCURRENTLY, which Directus's migrations use, waits for every
		// statement that is under way, so also for one that waits for this lock.
		while (!(await tryToLock())) await pause(1000);
	}
	return {
		release: async () => {
			await connection.query('SELECT pg_advisory_unlock($1, $2)', LOCK);
			await database.client.releaseConnection(connection);
		},
	};
}
