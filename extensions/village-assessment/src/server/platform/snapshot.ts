// A long read of one moment that holds nobody up: PostgreSQL has a transaction for it, SQLite a second connection beside the one
// that Directus works with.
import { isPostgres, rowsOf, type Database, type Transaction } from './database.ts';

/** A statement of a request may take half a minute; putting a million rows in order may take longer. */
const STATEMENT_MS = 300_000;

/** `read` sees the database as it was when it began, and must not write but into temporary tables. */
export async function inSnapshot<T>(database: Database, read: (trx: Transaction) => Promise<T>): Promise<T> {
	if (isPostgres(database))
		return database.transaction(
			async (trx) => {
				await trx.raw(`SET LOCAL statement_timeout = ${STATEMENT_MS}`);
				return read(trx);
			},
			{ isolationLevel: 'repeatable read' },
		);
	// Without a write-ahead log a reader keeps writers from committing, on whichever connection it reads.
	if (!(await hasWriteAheadLog(database))) return database.transaction(read);
	const connection: unknown = await database.client.acquireRawConnection();
	try {
		return await database.transaction(read, { connection });
	} finally {
		await database.client.destroyRawConnection(connection);
	}
}

async function hasWriteAheadLog(database: Database): Promise<boolean> {
	const [mode] = rowsOf(await database.raw('PRAGMA journal_mode'));
	return mode?.['journal_mode'] === 'wal';
}
