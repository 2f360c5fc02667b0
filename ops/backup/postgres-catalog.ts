// What a PostgreSQL schema consists of, in the words of the server's own catalogue, and how to build it again.
// pg_dump would do it too, but it must be of the server's version and is missing on most machines; so whatever
// this does not know is refused by name, and after a restore the catalogue is read again and compared.
import { z } from 'zod';
import { literal, quoted, type Connection } from './postgres-connection.ts';
import { BackupError } from './backup-error.ts';

const column = z.object({
	name: z.string(),
	type: z.string(),
	collation: z.string().nullable(),
	not_null: z.boolean(),
	default: z.string().nullable(),
	identity: z.enum(['', 'a', 'd']),
	generated: z.enum(['', 's', 'v']),
	comment: z.string().nullable(),
});
const named = z.object({ name: z.string(), definition: z.string() });
const table = z.object({
	name: z.string(),
	comment: z.string().nullable(),
	columns: z.array(column),
	constraints: z.array(named.extend({ foreign: z.boolean() })),
	indexes: z.array(named),
	triggers: z.array(named),
});
const sequence = z.object({
	name: z.string(),
	type: z.string(),
	start: z.string(),
	increment: z.string(),
	min: z.string(),
	max: z.string(),
	cache: z.string(),
	cycle: z.boolean(),
	/** The column that it goes with, and whether it is that column's identity. */
	table: z.string().nullable(),
	column: z.string().nullable(),
	identity: z.boolean(),
});

export const catalog = z.object({
	schema: z.string(),
	extensions: z.array(z.string()),
	functions: z.array(named),
	sequences: z.array(sequence),
	tables: z.array(table),
});
export type Catalog = z.infer<typeof catalog>;
type Table = z.infer<typeof table>;
type Sequence = z.infer<typeof sequence>;

/** Not part of an extension: those bring their own. */
const own = (kind: 'pg_class' | 'pg_proc' | 'pg_type', oid: string): string =>
	`NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = '${kind}'::regclass AND e.objid = ${oid} AND e.deptype = 'e')`;
const HERE = '(SELECT oid FROM pg_namespace WHERE nspname = current_schema())';

const STRANGE = `
	SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = ${HERE} AND ${own('pg_class', 'c.oid')}
		AND (c.relkind NOT IN ('r', 'i', 'S', 't') OR c.relkind = 'r' AND (
			c.relispartition OR c.relhassubclass OR c.relrowsecurity OR c.relhasrules OR c.relpersistence <> 'p'))
	UNION ALL SELECT t.typname FROM pg_type t
		WHERE t.typnamespace = ${HERE} AND t.typtype IN ('e', 'd', 'r', 'm') AND ${own('pg_type', 't.oid')}
	UNION ALL SELECT p.proname FROM pg_proc p WHERE p.pronamespace = ${HERE} AND p.prokind = 'a' AND ${own('pg_proc', 'p.oid')}
	ORDER BY 1`;

const EXTENSIONS = "SELECT extname AS name FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY 1";

const FUNCTIONS = `
	SELECT p.oid::regprocedure::text AS name, pg_get_functiondef(p.oid) AS definition
	FROM pg_proc p WHERE p.pronamespace = ${HERE} AND p.prokind <> 'a' AND ${own('pg_proc', 'p.oid')} ORDER BY 1`;

const SEQUENCES = `
	SELECT c.relname AS name, format_type(s.seqtypid, NULL) AS type, s.seqstart::text AS start, s.seqincrement::text AS increment,
		s.seqmin::text AS min, s.seqmax::text AS max, s.seqcache::text AS cache, s.seqcycle AS cycle,
		t.relname AS table, a.attname AS column, COALESCE(d.deptype = 'i', false) AS identity
	FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid
		LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid
			AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
		LEFT JOIN pg_class t ON t.oid = d.refobjid LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
	WHERE c.relnamespace = ${HERE} AND ${own('pg_class', 'c.oid')} ORDER BY 1`;

const list = (query: string): string => `COALESCE((SELECT json_agg(x) FROM (${query}) x), '[]')`;

const TABLES = `
	SELECT c.relname AS name, obj_description(c.oid, 'pg_class') AS comment,
		${list(`SELECT a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS not_null,
			pg_get_expr(d.adbin, d.adrelid) AS default, a.attidentity AS identity, a.attgenerated AS generated,
			col_description(c.oid, a.attnum) AS comment,
			CASE WHEN a.attcollation <> t.typcollation THEN a.attcollation::regcollation::text END AS collation
			FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
			WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`)} AS columns,
		${list(`SELECT k.conname AS name, pg_get_constraintdef(k.oid) AS definition, k.contype = 'f' AS foreign FROM pg_constraint k
			WHERE k.conrelid = c.oid AND k.contype IN ('p', 'u', 'c', 'x', 'f') ORDER BY 1`)} AS constraints,
		${list(`SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition FROM pg_index i
			WHERE i.indrelid = c.oid AND NOT EXISTS (
				SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x')
			) ORDER BY 1`)} AS indexes,
		${list(`SELECT g.tgname AS name, pg_get_triggerdef(g.oid) AS definition FROM pg_trigger g
			WHERE g.tgrelid = c.oid AND NOT g.tgisinternal ORDER BY 1`)} AS triggers
	FROM pg_class c WHERE c.relnamespace = ${HERE} AND c.relkind = 'r' AND ${own('pg_class', 'c.oid')} ORDER BY 1`;

export async function readCatalog(connection: Connection): Promise<Catalog> {
	const rows = async (query: string): Promise<Record<string, unknown>[]> => (await connection.query(query)).rows;
	const strange = await rows(STRANGE);
	if (strange.length > 0) {
		const names = strange.map(({ name }) => name).join(', ');
		throw new BackupError(
			`数据库中有本命令不认识的对象（视图、分区、自定义类型等）：${names}。请改用 pg_dump，并另外复制上传的文件。`,
			'The database holds objects that this command does not know (views, partitions, types of its own ' +
				`…): ${names}. Use pg_dump, and copy the uploads.`,
		);
	}
	return catalog.parse({
		schema: (await rows('SELECT current_schema() AS name'))[0]?.['name'],
		extensions: (await rows(EXTENSIONS)).map(({ name }) => name),
		functions: await rows(FUNCTIONS),
		sequences: await rows(SEQUENCES),
		tables: await rows(TABLES),
	});
}

/** Statements that make the tables, before their rows. */
export function before({ extensions, functions, sequences, tables }: Catalog): string[] {
	return [
		...extensions.map((name) => `CREATE EXTENSION IF NOT EXISTS ${quoted(name)}`),
		...sequences
			.filter(({ identity }) => !identity)
			.map((one) => `CREATE SEQUENCE ${quoted(one.name)} AS ${one.type} ${range(one)}`),
		...functions.map(({ definition }) => definition),
		...tables.map((one) => createTable(one, sequences)),
		...sequences.flatMap((one) =>
			one.identity || one.table === null || one.column === null
				? []
				: [`ALTER SEQUENCE ${quoted(one.name)} OWNED BY ${quoted(one.table)}.${quoted(one.column)}`],
		),
		...tables.flatMap((one) => comments(one)),
	];
}

/** Statements that need the rows to be there: keys, indexes, and triggers, which must not run for restored rows. */
export function after({ tables }: Catalog): string[] {
	const constraints = (foreign: boolean): string[] =>
		tables.flatMap((one) =>
			one.constraints
				.filter((constraint) => constraint.foreign === foreign)
				.map(({ name, definition }) => `ALTER TABLE ${quoted(one.name)} ADD CONSTRAINT ${quoted(name)} ${definition}`),
		);
	return [
		...constraints(false),
		...tables.flatMap(({ indexes }) => indexes.map(({ definition }) => definition)),
		...constraints(true),
		...tables.flatMap(({ triggers }) => triggers.map(({ definition }) => definition)),
	];
}

/** Statements that empty the schema of all that `catalog` knows. */
export function drop({ functions, sequences, tables }: Catalog): string[] {
	return [
		...tables.map(({ name }) => `DROP TABLE ${quoted(name)} CASCADE`),
		...sequences.map(({ name }) => `DROP SEQUENCE IF EXISTS ${quoted(name)}`),
		...functions.map(({ name }) => `DROP ROUTINE ${name}`),
	];
}

const range = ({ start, increment, min, max, cache, cycle }: Sequence): string =>
	`INCREMENT BY ${increment} MINVALUE ${min} MAXVALUE ${max} START WITH ${start} CACHE ${cache} ${cycle ? 'CYCLE' : 'NO CYCLE'}`;

function createTable({ name, columns }: Table, sequences: readonly Sequence[]): string {
	const parts = columns.map((one) => {
		const identity = sequences.find((other) => other.identity && other.table === name && other.column === one.name);
		return [
			quoted(one.name),
			one.type,
			one.collation === null ? '' : `COLLATE ${one.collation}`,
			one.generated === ''
				? ''
				: `GENERATED ALWAYS AS (${one.default}) ${one.generated === 's' ? 'STORED' : 'VIRTUAL'}`,
			one.generated !== '' || one.default === null ? '' : `DEFAULT ${one.default}`,
			identity === undefined
				? ''
				: `GENERATED ${one.identity === 'a' ? 'ALWAYS' : 'BY DEFAULT'} AS IDENTITY (SEQUENCE NAME ${quoted(identity.name)} ${range(identity)})`,
			one.not_null ? 'NOT NULL' : '',
		]
			.filter((part) => part !== '')
			.join(' ');
	});
	return `CREATE TABLE ${quoted(name)} (${parts.join(', ')})`;
}

const comments = ({ name, comment, columns }: Table): string[] => [
	...(comment === null ? [] : [`COMMENT ON TABLE ${quoted(name)} IS ${literal(comment)}`]),
	...columns.flatMap((one) =>
		one.comment === null ? [] : [`COMMENT ON COLUMN ${quoted(name)}.${quoted(one.name)} IS ${literal(one.comment)}`],
	),
];
