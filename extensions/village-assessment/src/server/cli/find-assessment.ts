import { isUuid } from '#domain/uuid.ts';
import { findAssessmentById } from '#server/assessments/repository/assessments.ts';
import type { Database } from '#server/platform/database.ts';
import { findLatestAssessments } from './repository.ts';

/** Rejects with a sentence for the person at the keyboard when there is no such assessment. */
export async function findAssessment(database: Database, id: string): Promise<void> {
	const row = isUuid(id) ? await findAssessmentById(database, id) : undefined;
	if (row !== undefined) return;
	const known = await findLatestAssessments(database, 5);
	const list = known.map((one) => `  ${one.id}  ${one.title}`).join('\n');
	const what =
		id === ''
			? '请用 --assessment 给出考核的 id。 · Give the id of an assessment with --assessment.'
			: `没有 id 为 ${id} 的考核。 · There is no assessment ${id}.`;
	throw new Error(`${what}\n${list}`);
}
