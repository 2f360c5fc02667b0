// Who is told of what concerns a village: its clerks whose accounts are in use, whoever wrote what it is about.
import { ROLES } from '#domain/roles.ts';
import type { Database } from '#server/platform/database.ts';

/** Ids of the active clerks by village; a village without one is missing. */
export async function activeClerks(
	database: Database,
	villages: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
	const rows = await database('directus_users')
		.select('id', 'village')
		.where({ role: ROLES.clerk, status: 'active' })
		.whereIn('village', [...new Set(villages)])
		.orderBy('id');
	const clerks = new Map<string, string[]>();
	for (const { id, village } of rows) if (village !== null) clerks.set(village, [...(clerks.get(village) ?? []), id]);
	return clerks;
}
