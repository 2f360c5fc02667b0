// No statement of the server runs longer than a limit: PostgreSQL ends it itself; on SQLite, which has one connection
// for all, a statement that only reads is interrupted.
import { isPostgres, type Database } from './database.ts';

interface Statement {
	readonly sql?: unknown;
	readonly __knexQueryUid?: unknown;
}

interface Interruptible {
	interrupt(): void;
}

const isInterruptible = (value: unknown): value is Interruptible =>
	typeof value === 'object' && value !== null && 'interrupt' in value && typeof value.interrupt === 'function';

/** `limit`: in milliseconds. */
export async function limitStatements(database: Database, limit: number): Promise<void> {
	if (isPostgres(database)) await limitOnPostgres(database, limit);
	else interruptOnSqlite(database, limit);
}

async function limitOnPostgres(database: Database, limit: number): Promise<void> {
	const statement = `set statement_timeout = ${limit}`;
	// A connection answers in the order in which it is asked, so this comes before the first statement of a request.
	database.client.pool.on('createSuccess', (_id: number, connection: { query: (sql: string) => Promise<unknown> }) => {
		connection.query(statement).catch(() => undefined);
	});
	await database.raw(statement);
}

function interruptOnSqlite(database: Database, limit: number): void {
	const timers = new Map<unknown, NodeJS.Timeout>();
	let connection: unknown = null;
	database.client.pool.on('acquireSuccess', (_id: number, acquired: unknown) => {
		connection = acquired;
	});
	database.on('query', ({ sql, __knexQueryUid: id }: Statement) => {
		if (typeof sql !== 'string' || !/^\s*(select|with)\b/i.test(sql)) return;
		const interrupt = (): void => {
			if (isInterruptible(connection)) connection.interrupt();
		};
		timers.set(id, setTimeout(interrupt, limit).unref());
	});
	const ended = ({ __knexQueryUid: id }: Statement): void => {
		clearTimeout(timers.get(id));
		timers.delete(id);
	};
	database.on('query-response', (_rows: unknown, statement: Statement) => ended(statement));
	database.on('query-error', (_error: unknown, statement: Statement) => ended(statement));
}
