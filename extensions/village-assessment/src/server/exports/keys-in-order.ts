// Which rows an export has, in its order: Directus makes the statement, with the asker's permissions, search and sort, and the
// database keeps what it finds in a temporary table. So nothing is sorted twice, and no row is left out or told twice.
import type { EndpointExtensionContext } from '@directus/extensions';
import type { Accountability, Query, SchemaOverview } from '@directus/types';
import type { Transaction } from '#server/platform/database.ts';
import { KEY_TABLE, makeKeyTable } from '#server/platform/ordered-keys.ts';

export interface Asked {
	readonly collection: string;
	/** As Directus has read it and our filters of queries have left it. */
	readonly query: Query;
	readonly schema: SchemaOverview;
	readonly accountability: Accountability | null;
	readonly services: EndpointExtensionContext['services'];
}

export async function putKeysInOrder(trx: Transaction, asked: Asked): Promise<void> {
	const { collection, query, schema, accountability, services } = asked;
	await makeKeyTable(trx);
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
			statement.sql = `insert into ${KEY_TABLE} (item) ${statement.sql}`;
		return run.call(client, connection, statement);
	};
	return () => {
		client.query = run;
	};
}
