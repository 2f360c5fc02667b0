import { DomainError } from '#domain/errors/domain-error.ts';
import { isUuid } from '#domain/uuid.ts';
import type { Database } from '#server/platform/database.ts';
import { findAssessmentById } from './repository/assessments.ts';

/** The id of the assessment as the database has it; refuses (404) when there is none. */
export async function findAssessment(database: Database, id: string | undefined): Promise<string> {
	const row = isUuid(id) ? await findAssessmentById(database, id) : undefined;
	if (row === undefined) throw new DomainError('ASSESSMENT_NOT_FOUND', { id: id ?? '' });
	return row.id;
}
