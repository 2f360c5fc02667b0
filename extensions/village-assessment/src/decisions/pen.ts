// Writes proposals and votes through the platform past the guards: the activity and the revisions say who did it.
import type { EndpointExtensionContext } from '@directus/extensions';
import type { Accountability } from '@directus/types';
import type { Database } from '../recompute/database.ts';

export type Platform = Pick<EndpointExtensionContext, 'database' | 'services' | 'getSchema' | 'logger' | 'env'>;

export interface Pen {
	readonly create: (collection: 'adjustments' | 'adjustment_votes', row: Readonly<Record<string, unknown>>) => Promise<string>;
	readonly update: (adjustment: string, fields: Readonly<Record<string, unknown>>) => Promise<void>;
}

/** `accountability`: in whose name; null: the system's own. The course has allowed it; the platform's permissions have no say. */
export async function penOf({ services, getSchema }: Platform, trx: Database, accountability: Accountability | null): Promise<Pen> {
	const schema = await getSchema({ database: trx });
	const on = (collection: string): InstanceType<Platform['services']['ItemsService']> =>
		new services.ItemsService(collection, { knex: trx, schema, accountability: accountability === null ? null : { ...accountability, admin: true } });
	return {
		create: async (collection, row) => String(await on(collection).createOne({ ...row }, { emitEvents: false })),
		update: async (adjustment, fields) => {
			await on('adjustments').updateOne(adjustment, { ...fields }, { emitEvents: false });
		},
	};
}
