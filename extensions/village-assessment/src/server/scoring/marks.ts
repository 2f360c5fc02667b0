// The marks that the triggers left: what is stale. Append-only; a drain deletes exactly the ids that it read.
import { ENGINE_VERSION } from '#engine/version.ts';
import { isPostgres, rowsOf, textOrNull, type Database } from '#server/platform/database.ts';

export interface MarkedLine {
	readonly scorecard: string;
	/** null: every line of the scorecard. */
	readonly criterion: string | null;
}

export interface MarkBatch {
	readonly ids: readonly string[];
	readonly lines: readonly MarkedLine[];
	/** Assessments that lost a scorecard: their ranks move up. */
	readonly assessmentsToRerank: readonly string[];
}

/** Lines recomputed in one transaction at the most, so that its locks are held only briefly. */
const LINES_PER_BATCH = 1500;
const MARKS_PER_BATCH = 3000;
const LINES_PER_SCORECARD = 31;

export const isAnythingMarked = async (database: Database): Promise<boolean> =>
	rowsOf(await database.raw('SELECT 1 FROM score_marks LIMIT 1')).length > 0;

/**
 * Takes the locks under which a drain works, before it reads anything: on PostgreSQL the rows of the assessments concerned, in
 * the order of their ids (two drains can never wait for each other); on SQLite the one write lock there is. Returns the
 * assessments locked; null: all.
 */
export async function lockMarkedAssessments(trx: Database): Promise<ReadonlySet<string> | null> {
	if (!isPostgres(trx)) {
		await trx.raw('DELETE FROM score_marks WHERE id IS NULL');
		return null;
	}
	const locked = await trx.raw(
		`SELECT id FROM assessments WHERE id IN (
			SELECT COALESCE(s.assessment, m.assessment) FROM (SELECT assessment, scorecard FROM score_marks
				ORDER BY id LIMIT ?) m LEFT JOIN scorecards s ON s.id = m.scorecard
		) ORDER BY id FOR NO KEY UPDATE`,
		[MARKS_PER_BATCH],
	);
	return new Set(rowsOf(locked).map((row) => String(row['id'])));
}

/** Reads a batch of marks, only such as the locks cover; marks that stand for many are replaced by what they stand for. */
export async function readMarks(trx: Database, locked: ReadonlySet<string> | null): Promise<MarkBatch> {
	const result = await trx.raw(
		`SELECT m.id, m.assessment AS marked_assessment, m.scorecard AS marked_scorecard, m.criterion, m.rulebook, m.village,
			s.id AS scorecard, COALESCE(s.assessment, a.id) AS assessment
		FROM score_marks m LEFT JOIN scorecards s ON s.id = m.scorecard LEFT JOIN assessments a ON a.id = m.assessment
		ORDER BY m.id LIMIT ?`,
		[MARKS_PER_BATCH],
	);
	const ids: string[] = [];
	const lines = new Map<string, MarkedLine>();
	const assessmentsToRerank = new Set<string>();
	let budget = LINES_PER_BATCH;
	for (const row of rowsOf(result)) {
		const assessment = textOrNull(row['assessment']);
		if (assessment !== null && locked !== null && !locked.has(assessment)) continue;
		if (budget <= 0) break;
		ids.push(String(row['id']));
		if (row['marked_scorecard'] === null) {
			await expand(trx, row);
			continue;
		}
		const scorecard = textOrNull(row['scorecard']);
		if (scorecard === null) {
			if (assessment !== null) assessmentsToRerank.add(assessment);
			continue;
		}
		const criterion = textOrNull(row['criterion']);
		const key = `${scorecard}/${criterion}`;
		if (lines.has(key)) continue;
		lines.set(key, { scorecard, criterion });
		budget -= criterion === null ? LINES_PER_SCORECARD : 1;
	}
	return { ids, lines: [...lines.values()], assessmentsToRerank: [...assessmentsToRerank] };
}

/** A mark of a rulebook's criterion, a village or an assessment becomes marks of the scorecards that it concerns. */
async function expand(trx: Database, mark: Record<string, unknown>): Promise<void> {
	const insert = 'INSERT INTO score_marks (assessment, scorecard, criterion)';
	if (mark['rulebook'] !== null) {
		const criterion = isPostgres(trx) ? '?::uuid' : '?';
		await trx.raw(
			`${insert} SELECT s.assessment, s.id, ${criterion} FROM scorecards s JOIN assessments a ON a.id = s.assessment WHERE a.rulebook = ?`,
			[String(mark['criterion']), String(mark['rulebook'])],
		);
		return;
	}
	const [column, id] =
		mark['village'] === null ? ['assessment', mark['marked_assessment']] : ['village', mark['village']];
	if (id !== null)
		await trx.raw(`${insert} SELECT assessment, id, NULL FROM scorecards WHERE ${column} = ?`, [String(id)]);
}

export async function deleteMarks(trx: Database, ids: readonly string[]): Promise<void> {
	for (let start = 0; start < ids.length; start += 1000)
		await trx('score_marks')
			.whereIn('id', ids.slice(start, start + 1000))
			.delete();
}

/** Marks scorecards as wholly stale: all of one assessment, or of the installation. */
export async function markEveryScorecard(database: Database, assessment?: string): Promise<void> {
	const insert = 'INSERT INTO score_marks (assessment, scorecard) SELECT assessment, id FROM scorecards';
	if (assessment === undefined) await database.raw(insert);
	else await database.raw(`${insert} WHERE assessment = ?`, [assessment]);
}

/** Marks what another version of the engine computed; a result that is out stays as it was computed. */
export async function markOutdated(database: Database): Promise<void> {
	await database.raw(
		`INSERT INTO score_marks (assessment, scorecard) SELECT s.assessment, s.id FROM scorecards s JOIN assessments a ON a.id = s.assessment
		WHERE a.status NOT IN ('publicized', 'final') AND s.engine_version IS DISTINCT FROM ?`,
		[ENGINE_VERSION],
	);
}
