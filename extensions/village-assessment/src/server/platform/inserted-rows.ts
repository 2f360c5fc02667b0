// The rows that a transaction inserts, as the statement itself says it: whoever judges a new row need not read it back.
import type { SchemaOverview } from '@directus/types';
import type { Database } from './database.ts';
import type { Payload } from './guard.ts';
import { perTransaction } from './unit-of-work.ts';

const INSERT = /^insert into [`"](\w+)[`"] \(([^()]*)\) values \(([^()]*)\) returning /i;
const CHANGE = /^\s*(?:update|delete from)\s+[`"]?(\w+)/i;

interface Watched {
	readonly tables: Set<string>;
	/** By table and id. */
	readonly rows: Map<string, Payload>;
}

const watchedIn = perTransaction<Watched>(() => ({ tables: new Set(), rows: new Map() }));

/** From now on; asked before Directus inserts. */
export function watchInserts(trx: Database, table: string): void {
	if (!trx.isTransaction) return;
	const watched = watchedIn(trx);
	if (watched.tables.size === 0)
		trx.on('query', ({ sql, bindings }: { readonly sql: string; readonly bindings?: readonly unknown[] }) =>
			note(watched, sql, bindings ?? []),
		);
	watched.tables.add(table);
}

function note({ tables, rows }: Watched, sql: string, bindings: readonly unknown[]): void {
	const [, changed = ''] = CHANGE.exec(sql) ?? [];
	// Which of its rows it changes the statement does not say by itself.
	if (tables.has(changed)) for (const key of rows.keys()) if (key.startsWith(`${changed}/`)) rows.delete(key);
	const [, table = '', names = '', values = ''] = INSERT.exec(sql) ?? [];
	if (!tables.has(table)) return;
	const columns = names.split(', ').map((name) => name.slice(1, -1));
	// Anything but one value for each column is read back.
	if (columns.length !== bindings.length || !values.split(', ').every((value) => /^(\?|\$\d+)$/.test(value))) return;
	const row = Object.fromEntries(columns.map((column, place) => [column, bindings[place]]));
	if (typeof row['id'] === 'string') rows.set(`${table}/${row['id'].toLowerCase()}`, row);
}

/** A row that this transaction has inserted and nobody has changed since, with its defaults; it is handed out once. */
export function takeInserted(
	trx: Database,
	{ table, id, schema }: { readonly table: string; readonly id: string; readonly schema: SchemaOverview | null },
): Payload | undefined {
	const { rows } = watchedIn(trx);
	const row = rows.get(`${table}/${id}`);
	const fields = schema?.collections[table]?.fields;
	if (row === undefined || fields === undefined) return undefined;
	rows.delete(`${table}/${id}`);
	const columns = Object.values(fields).filter(({ alias }) => !alias);
	return Object.fromEntries(
		columns.map(({ field, defaultValue }) => [field, row[field] === undefined ? defaultValue : row[field]]),
	);
}
