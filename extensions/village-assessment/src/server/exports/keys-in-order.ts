// Which rows an export has, in its order: Directus makes the statement, with the asker's permissions, search and sort, and the
// database keeps what it finds in a temporary table. So nothing is sorted twice, and no row is left out or told twice.
import type { EndpointExtensionContext } from '@directus/extensions';
import type { Accountability, Query, SchemaOverview } from '@directus/types';
import { isPostgres, rowsOf, type Transaction } from '#server/platform/database.ts';

export interface Asked {
	readonly collection: string;
	/** As Directus has read it and our filters of queries have left it. */
	readonly query: Query;
	readonly schema: SchemaOverview;
	readonly accountability: Accountability | null;
	readonly services: EndpointExtensionContext['services'];
}

/** Returns how many there are. The table goes with the transaction, or with its connection. */
export async function putKeysInOrder(trx: Transaction, asked: Asked): Promise<void> {
	const { collection, query, schema, accountability, services } = asked;
	await trx.raw('DROP TABLE IF EXISTS exported_keys');
	await trx.raw(
		isPostgres(trx)
			? 'CREATE TEMPORARY TABLE exported_keys (place INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY, item TEXT) ON COMMIT DROP'
			: 'CREATE TEMPORARY TABLE exported_keys (place INTEGER PRIMARY KEY, item TEXT)',
	);
	const service = new services.ItemsService(collection, { knex: trx, schema, accountability });
	const { filter = null, search = null, sort = null, limit, offset = null, page = null } = query;
	const restore = redirectSelect(trx, collection);
	try {
		await service.readByQuery(
			{ fields: [primaryOf(asked)], filter, search, sort, limit: limit ?? -1, offset, page },
			{ emitEvents: false },
		);
	} finally {
		restore();
	}
}

export const primaryOf = ({ schema, collection }: Pick<Asked, 'schema' | 'collection'>): string =>
	schema.collections[collection]?.primary ?? 'id';

/** The keys, page by page. */
export async function* keyPages(trx: Transaction, length: number): AsyncGenerator<readonly string[]> {
	for (let place = 0; ;) {
		const rows = rowsOf(
			await trx.raw('SELECT place, item FROM exported_keys WHERE place > ? ORDER BY place LIMIT ?', [place, length]),
		);
		if (rows.length > 0) yield rows.map(({ item }) => String(item));
		if (rows.length < length) return;
		place = Number(rows.at(-1)?.['place']);
	}
}

interface Statement {
	sql?: unknown;
	method?: unknown;
}

/** Where Directus reads the collection in this transaction, what it finds goes into the table instead of here. */
function redirectSelect(trx: Transaction, collection: string): () => void {
	const { client } = trx;
	const run: (connection: unknown, statement: Statement) => unknown = client.query;
	const reads = new RegExp(`\\bfrom [\`"]${collection}[\`"]`);
	client.query = (connection: unknown, statement: Statement): unknown => {
		if (statement.method === 'select' && typeof statement.sql === 'string' && reads.test(statement.sql))
			statement.sql = `insert into exported_keys (item) ${statement.sql}`;
		return run.call(client, connection, statement);
	};
	return () => {
		client.query = run;
	};
}
