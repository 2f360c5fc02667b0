// Rows through Directus: read and written in somebody’s name, with activity and revisions that say who did it.
import type { EndpointExtensionContext } from '@directus/extensions';
import type { Accountability, SchemaOverview } from '@directus/types';
import type { Database } from './database.ts';

export type Platform = Pick<EndpointExtensionContext, 'database' | 'services' | 'getSchema' | 'logger' | 'env'>;

export interface ItemWriter {
	readonly create: (
		collection: 'adjustments' | 'adjustment_votes',
		row: Readonly<Record<string, unknown>>,
	) => Promise<string>;
	readonly update: (adjustment: string, fields: Readonly<Record<string, unknown>>) => Promise<void>;
}

/**
 * What a transaction needs to know before it begins: asked for inside one, a schema that must be read anew waits for
 * the connection that the transaction holds.
 */
export type Prepared = Platform & { readonly schema: SchemaOverview };

export const prepared = async (platform: Platform): Promise<Prepared> => ({
	...platform,
	schema: await platform.getSchema(),
});

type ItemsService = InstanceType<Platform['services']['ItemsService']>;

/** In whose name, null: the system's own; and within which transaction, or beside all. */
export interface ThroughDirectus extends Pick<Platform, 'services'> {
	readonly database: Database;
	readonly schema: SchemaOverview;
	readonly accountability: Accountability | null;
}

/** The rows of a collection through Directus: it asks the permissions, calls the hooks and notes who did it. */
export const itemsThrough = (
	{ services, database, schema, accountability }: ThroughDirectus,
	collection: string,
): ItemsService => new services.ItemsService(collection, { knex: database, schema, accountability });

/** Past Directus's permissions, still in somebody's name: what is written has been allowed by a table of its own. */
export const pastPermissions = (accountability: Accountability): Accountability => ({ ...accountability, admin: true });

/** `accountability`: in whose name; null: the system's own. The course has allowed it; Directus's permissions have no say. */
export function itemWriterOf(
	{ services, schema }: Prepared,
	trx: Database,
	accountability: Accountability | null,
): ItemWriter {
	const through = {
		services,
		schema,
		database: trx,
		accountability: accountability === null ? null : pastPermissions(accountability),
	};
	const on = (collection: string): ItemsService => itemsThrough(through, collection);
	return {
		create: async (collection, row) => String(await on(collection).createOne({ ...row }, { emitEvents: false })),
		update: async (adjustment, fields) => {
			await on('adjustments').updateOne(adjustment, { ...fields }, { emitEvents: false });
		},
	};
}
