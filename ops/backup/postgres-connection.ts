import type { Knex } from 'knex';

/** The driver's own connection: values come and go as the text that PostgreSQL itself writes and reads, nothing is converted. */
export interface Connection {
	query(statement: string, values?: readonly unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
	query(request: RawRequest): Promise<{ rows: (string | null)[][] }>;
}

interface RawRequest {
	readonly text: string;
	readonly rowMode: 'array';
	readonly types: { readonly getTypeParser: () => (value: string) => string };
}

/** Each value as PostgreSQL writes it. */
export const asText = (text: string): RawRequest => ({
	text,
	rowMode: 'array',
	types: { getTypeParser: () => (value) => value },
});

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const literal = (text: string): string => `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** Values must look the same on every server, and a large table may take its time. */
const SETTINGS = [
	"timezone = 'UTC'",
	"datestyle = 'ISO, YMD'",
	"intervalstyle = 'postgres'",
	"bytea_output = 'hex'",
	'extra_float_digits = 1',
	'statement_timeout = 0',
	'idle_in_transaction_session_timeout = 0',
	'check_function_bodies = off',
];

/** One transaction; rolled back when `work` rejects. */
export async function inTransaction<T>(
	database: Knex,
	mode: 'REPEATABLE READ READ ONLY' | 'READ COMMITTED',
	work: (connection: Connection) => Promise<T>,
): Promise<T> {
	const connection: Connection = await database.client.acquireConnection();
	try {
		await connection.query(`BEGIN ISOLATION LEVEL ${mode}`);
		for (const setting of SETTINGS) await connection.query(`SET LOCAL ${setting}`);
		const result = await work(connection);
		await connection.query('COMMIT');
		return result;
	} catch (error) {
		await connection.query('ROLLBACK').catch(() => undefined);
		throw error;
	} finally {
		await database.client.releaseConnection(connection);
	}
}
