import type { Database } from './database.ts';
import type { Actor } from '#domain/actor.ts';
import { underLock } from './unit-of-work.ts';

const villages = underLock(() => new Map<string, string | null>());

/** The village whose clerk somebody is; null: of none. */
export async function villageOf(database: Database, { user }: Actor): Promise<string | null> {
	if (user === null) return null;
	const before = villages(database).get(user);
	if (before !== undefined) return before;
	const row = await database('directus_users').select('village').where('id', user).first();
	const village = row?.village ?? null;
	villages(database).set(user, village);
	return village;
}
