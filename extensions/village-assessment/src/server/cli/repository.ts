// What the commands ask the database.
import type { Database } from '#server/platform/database.ts';
import type { StoredAssessment } from '#server/platform/tables.ts';

/** The latest assessments, to be named to somebody who gave an unknown id. */
export const findLatestAssessments = (
	database: Database,
	limit: number,
): PromiseLike<readonly Pick<StoredAssessment, 'id' | 'title'>[]> =>
	database('assessments').select('id', 'title').orderBy('year', 'desc').limit(limit);

/** How many scores wait to be computed anew. */
export async function countMarks(database: Database): Promise<number> {
	const rows = await database('score_marks').count({ n: '*' });
	return Number(rows[0]?.n ?? 0);
}
