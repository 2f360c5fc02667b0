// The rows of a PostgreSQL table: one JSON line each, every value in PostgreSQL's own notation.
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import type { Catalog } from './postgres-catalog.ts';
import { asText, quoted, type Connection } from './postgres-connection.ts';

type Table = Catalog['tables'][number];

const FETCH = 1000;
const MOST_PARAMETERS = 50_000;

const written = ({ columns }: Table): string[] =>
	columns.filter(({ generated }) => generated === '').map(({ name }) => quoted(name));

export async function writeRows(connection: Connection, table: Table, file: string): Promise<void> {
	const names = written(table);
	const output = createWriteStream(file);
	if (names.length > 0) {
		await connection.query(`DECLARE backup NO SCROLL CURSOR FOR SELECT ${names.join(', ')} FROM ${quoted(table.name)}`);
		for (;;) {
			const { rows } = await connection.query(asText(`FETCH ${FETCH} FROM backup`));
			if (rows.length === 0) break;
			if (!output.write(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))) await once(output, 'drain');
		}
		await connection.query('CLOSE backup');
	}
	output.end();
	await finished(output);
}

export async function readRows(connection: Connection, table: Table, file: string): Promise<void> {
	const names = written(table);
	const batch = Math.max(1, Math.min(FETCH, Math.floor(MOST_PARAMETERS / Math.max(1, names.length))));
	let rows: unknown[][] = [];
	const insert = async (): Promise<void> => {
		if (rows.length === 0) return;
		const places = rows.map(
			(_, row) => `(${names.map((__, column) => `$${row * names.length + column + 1}`).join(',')})`,
		);
		await connection.query(
			`INSERT INTO ${quoted(table.name)} (${names.join(', ')}) OVERRIDING SYSTEM VALUE VALUES ${places.join(',')}`,
			rows.flat(),
		);
		rows = [];
	};
	for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
		rows.push(JSON.parse(line));
		if (rows.length === batch) await insert();
	}
	await insert();
}

export interface Sum {
	readonly rows: number;
	/** The same for the same rows in any order. */
	readonly digest: string;
}

export async function sumOf(connection: Connection, table: string): Promise<Sum> {
	const { rows } = await connection.query(
		"SELECT count(*)::int AS rows, COALESCE(sum(('x' || left(md5(t::text), 15))::bit(60)::bigint), " +
			`0)::text AS digest FROM ${quoted(table)} t`,
	);
	return { rows: Number(rows[0]?.['rows']), digest: String(rows[0]?.['digest']) };
}
