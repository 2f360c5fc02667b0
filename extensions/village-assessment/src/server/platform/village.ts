import type { Database } from './database.ts';
import type { Actor } from '#domain/actor.ts';

/** The village whose clerk somebody is; null: of none. */
export async function villageOf(database: Database, { user }: Actor): Promise<string | null> {
	if (user === null) return null;
	const row = await database('directus_users').select('village').where('id', user).first();
	return row?.village ?? null;
}
