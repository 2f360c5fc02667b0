// Files are part of what a record says: who had read it before they changed must find it changed (unchanged.ts).
import type { Database } from './database.ts';
import { requestBegan } from './request-context.ts';

/** A record that this very request has made stays as it is. */
export async function touch(database: Database, collection: string, id: string): Promise<void> {
	const began = requestBegan();
	await database(collection)
		.where({ id })
		.modify((query) =>
			began === undefined
				? query
				: query.where((older) => older.whereNull('date_created').orWhere('date_created', '<', new Date(began))),
		)
		.update({ date_updated: new Date() });
}
