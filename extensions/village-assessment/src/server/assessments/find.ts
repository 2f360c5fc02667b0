import { Refusal } from '#server/platform/render-error.ts';
import type { Database } from '#server/platform/database.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const isUuid = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);

/** The id of the assessment as the database has it; refuses (404) when there is none. */
export async function findAssessment(database: Database, id: string | undefined): Promise<string> {
	const row: { id: string } | undefined = isUuid(id) ? await database('assessments').select('id').where({ id }).first() : undefined;
	if (row === undefined) throw new Refusal('ASSESSMENT_NOT_FOUND', { id: id ?? '' });
	return row.id;
}
