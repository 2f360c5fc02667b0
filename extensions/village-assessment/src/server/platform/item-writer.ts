// Writes proposals and votes through Directus past the guards: the activity and the revisions say who did it.
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

/** `accountability`: in whose name; null: the system's own. The course has allowed it; Directus's permissions have no say. */
export function itemWriterOf(
	{ services, schema }: Prepared,
	trx: Database,
	accountability: Accountability | null,
): ItemWriter {
	const on = (collection: string): InstanceType<Platform['services']['ItemsService']> =>
		new services.ItemsService(collection, {
			knex: trx,
			schema,
			accountability: accountability === null ? null : { ...accountability, admin: true },
		});
	return {
		create: async (collection, row) => String(await on(collection).createOne({ ...row }, { emitEvents: false })),
		update: async (adjustment, fields) => {
			await on('adjustments').updateOne(adjustment, { ...fields }, { emitEvents: false });
		},
	};
}
