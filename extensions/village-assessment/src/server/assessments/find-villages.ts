import { DomainError } from '#domain/errors/domain-error.ts';
import type { Database } from '#server/platform/database.ts';
import { findVillagesByIds } from './repository/assessments.ts';

/** Refuses (404) ids of no village, and (409) villages that are no longer in use. */
export async function requireActive(database: Database, ids: readonly string[]): Promise<void> {
	const known = await findVillagesByIds(database, ids);
	const unknown = ids.find((village) => !known.some(({ id }) => id === village));
	if (unknown !== undefined) throw new DomainError('VILLAGE_NOT_FOUND', { id: unknown });
	const inactive = known.find(({ active }) => !active);
	if (inactive !== undefined)
		throw new DomainError('VILLAGE_INACTIVE', { village: inactive.name }, { village: inactive.id });
}
