// Database triggers that mark what has become stale, in the writer's own transaction, whoever writes and however.
import { createHash } from 'node:crypto';
import { isPostgres, rowsOf, type Database } from '#server/platform/database.ts';
import { markEveryScorecard } from './marks.ts';
import { MARK_COLUMNS, WATCHED_TABLES, type WatchedTable } from './watched-tables.ts';

type Event = WatchedTable['on'][number];

interface Trigger {
	readonly name: string;
	readonly table: string;
	readonly statements: readonly string[];
}

/** Changes with the definition, so that a trigger of an older version is replaced and not taken for ours. */
const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);

function condition({ counts, columns }: WatchedTable, event: Event): string {
	if (event === 'INSERT') return counts('NEW');
	if (event === 'DELETE') return counts('OLD');
	const differs = columns?.map((column) => `OLD.${column} IS DISTINCT FROM NEW.${column}`).join(' OR ');
	const either = `(${counts('OLD')} OR ${counts('NEW')})`;
	return differs === undefined ? either : `${either} AND (${differs})`;
}

function insertMarks(watched: WatchedTable, event: Event): string {
	const { mark } = watched;
	const columns = MARK_COLUMNS.filter((column) => mark[column] !== undefined);
	const settled = settledItem(watched, event);
	const of = (row: 'OLD' | 'NEW'): string =>
		`SELECT ${[...columns.map((column) => `${row}.${mark[column]}`), ...(settled === null ? [] : [settled])].join(', ')}`;
	const marks = event === 'INSERT' ? of('NEW') : event === 'DELETE' ? of('OLD') : `${of('OLD')} UNION ${of('NEW')}`;
	return `INSERT INTO score_marks (${[...columns, ...(settled === null ? [] : ['settled_item'])].join(', ')}) ${marks};`;
}

function settledItem({ namesSettled, counts }: WatchedTable, event: Event): string | null {
	if (namesSettled !== true || event === 'INSERT') return null;
	const before = event === 'DELETE' ? counts('OLD') : `${counts('OLD')} AND ${counts('NEW')}`;
	return `CASE WHEN ${before} THEN OLD.id END`;
}

function define(watched: WatchedTable, event: Event, postgres: boolean): Trigger {
	const when = condition(watched, event);
	const body = insertMarks(watched, event);
	const name = `score_mark_${watched.table}_${event.toLowerCase()}_${digest(`${postgres} ${when} ${body}`)}`;
	const head = `CREATE TRIGGER ${name} AFTER ${event} ON ${watched.table} FOR EACH ROW`;
	// On PostgreSQL the condition stands in the function: a column named in a trigger's WHEN could not be altered any more.
	const statements = postgres
		? [
				`CREATE OR REPLACE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF ${when} THEN ${body} END IF; RETURN NULL; END $$`,
				`${head} EXECUTE FUNCTION ${name}()`,
			]
		: [`${head} WHEN ${when} BEGIN ${body} END`];
	return { name, table: watched.table, statements };
}

const definitions = (postgres: boolean): Trigger[] =>
	WATCHED_TABLES.flatMap((watched) => watched.on.map((event) => define(watched, event, postgres)));

interface Present {
	readonly name: string;
	readonly table: string;
	/** PostgreSQL can switch a trigger off. */
	readonly enabled: boolean;
}

async function present(database: Database): Promise<Present[]> {
	const query = isPostgres(database)
		? `SELECT t.tgname AS name, c.relname AS tab, t.tgenabled <> 'D' AS enabled FROM pg_trigger t
			JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
			WHERE t.tgname LIKE 'score\\_mark\\_%' AND n.nspname = ANY (current_schemas(false))`
		: "SELECT name, tbl_name AS tab, 1 AS enabled FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'score\\_mark\\_%' ESCAPE '\\'";
	return rowsOf(await database.raw(query)).map((row) => ({
		name: String(row['name']),
		table: String(row['tab']),
		enabled: Boolean(row['enabled']),
	}));
}

/** Names of the triggers that should be in the database and are not; empty when all is well. */
export async function missingTriggers(database: Database): Promise<string[]> {
	const names = new Set((await present(database)).flatMap(({ name, enabled }) => (enabled ? [name] : [])));
	return definitions(isPostgres(database)).flatMap(({ name }) => (names.has(name) ? [] : [name]));
}

/**
 * Creates the triggers that are missing and drops those of older versions. Where one was missing, writes may have gone
 * unmarked, so every scorecard is marked. Returns the names of the triggers created.
 */
export async function ensureTriggers(database: Database): Promise<string[]> {
	if (await isInOrder(database)) return [];
	return database.transaction(async (trx) => {
		const postgres = isPostgres(trx);
		// Two instances that start at once must not create the same trigger twice.
		if (postgres) await trx.raw("SELECT pg_advisory_xact_lock(hashtext('score_marks triggers'))");
		const there = await present(trx);
		const wanted = definitions(postgres);
		const kept = there.filter(({ name, enabled }) => enabled && wanted.some((trigger) => trigger.name === name));
		for (const old of there.filter((one) => !kept.includes(one))) await drop(trx, old);
		const created = wanted.filter(({ name }) => !kept.some((trigger) => trigger.name === name));
		for (const trigger of created) for (const statement of trigger.statements) await trx.raw(statement);
		if (created.length > 0) await markEveryScorecard(trx);
		return created.map(({ name }) => name);
	});
}

async function isInOrder(database: Database): Promise<boolean> {
	const names = (await present(database)).map(({ name, enabled }) => `${name}${enabled ? '' : ' off'}`).sort();
	const wanted = definitions(isPostgres(database))
		.map(({ name }) => name)
		.sort();
	return names.join() === wanted.join();
}

async function drop(trx: Database, { name, table }: Present): Promise<void> {
	if (!isPostgres(trx)) {
		await trx.raw(`DROP TRIGGER ${name}`);
		return;
	}
	await trx.raw(`DROP TRIGGER ${name} ON ${table}`);
	await trx.raw(`DROP FUNCTION IF EXISTS ${name}()`);
}
