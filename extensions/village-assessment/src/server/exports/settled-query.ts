// What an asker's query comes to after everybody who has a say in queries: the search by village and fact, what a clerk may not ask.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { EndpointExtensionContext } from '@directus/extensions';
import type { Accountability, Query, SchemaOverview } from '@directus/types';
import type { Database } from '#server/platform/database.ts';

const settling = new AsyncLocalStorage<{ query: Query | null }>();

/** The last filter of queries tells what it was given. */
export function noteQuery(query: Query): void {
	const place = settling.getStore();
	if (place !== undefined) place.query = query;
}

interface Asking {
	readonly collection: string;
	readonly query: Query;
	readonly accountability: Accountability | null;
	readonly schema: SchemaOverview;
}

/** Scores are fresh afterwards. Throws where Directus refuses the query; no row is read. */
export async function settledQuery(
	{ collection, query, accountability, schema }: Asking,
	{ database, services }: { readonly database: Database; readonly services: EndpointExtensionContext['services'] },
): Promise<Query> {
	const service = new services.ItemsService(collection, { schema, accountability, knex: database });
	const { offset: _offset, page: _page, ...rest } = query;
	const place: { query: Query | null } = { query: null };
	await settling.run(place, () => service.readByQuery({ ...rest, limit: 0 }));
	return { ...query, ...place.query, limit: query.limit ?? -1 };
}
