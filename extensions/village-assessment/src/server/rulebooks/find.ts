import { DomainError } from '#domain/errors/domain-error.ts';
import { isUuid } from '#domain/uuid.ts';
import type { Database } from '#server/platform/database.ts';
import { findRulebookById } from './repository.ts';

/** The id of the rulebook as the database has it; refuses (404) when there is none. */
export async function findRulebook(database: Database, id: string | undefined): Promise<string> {
	const row = isUuid(id) ? await findRulebookById(database, id) : undefined;
	if (row === undefined) throw new DomainError('RULEBOOK_NOT_FOUND', { id: id ?? '' });
	return row.id;
}
