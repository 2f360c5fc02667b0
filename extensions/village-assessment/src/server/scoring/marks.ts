// The marks that the triggers left: what is stale. Append-only; a drain deletes exactly the ids that it read.
import { ENGINE_VERSION } from '#engine/version.ts';
import { isPostgres, rowsOf, textOrNull, type Database } from '#server/platform/database.ts';

export interface MarkedLine {
	readonly scorecard: string;
	/** null: every line of the scorecard. */
	readonly criterion: string | null;
}

export interface MarkBatch {
	/** How many marks were taken. */
	readonly taken: number;
	readonly lines: readonly MarkedLine[];
	/** Marked scorecards with the assessment that their mark names: one that is gone leaves a place free. */
	readonly assessmentOf: ReadonlyMap<string, string>;
	/** There may be others that this batch has no room for. */
	readonly more: boolean;
}

/** Lines recomputed in one transaction at the most, so that its locks are held only briefly. */
const LINES_PER_BATCH = 1500;
const MARKS_PER_BATCH = 3000;
const LINES_PER_SCORECARD = 31;

export const isAnythingMarked = async (database: Database): Promise<boolean> =>
	rowsOf(await database.raw('SELECT 1 FROM score_marks LIMIT 1')).length > 0;

/**
 * Takes the locks under which a drain works, before it reads anything: on PostgreSQL the rows of the assessments concerned, in
 * the order of their ids (two drains can never wait for each other); on SQLite the one write lock that there is, which taking the
 * marks takes. Returns the assessments locked; null: all. `isOwn`: the transaction is the drain's, which can be redone from its
 * marks and need not wait for the disk.
 */
export async function lockMarkedAssessments(trx: Database, isOwn: boolean): Promise<readonly string[] | null> {
	if (!isPostgres(trx)) return null;
	const locked = await trx.raw(
		`SELECT id${isOwn ? ", set_config('synchronous_commit', 'off', true)" : ''} FROM assessments WHERE id IN (
			SELECT COALESCE(s.assessment, m.assessment) FROM (SELECT assessment, scorecard FROM score_marks
				ORDER BY id LIMIT ?) m LEFT JOIN scorecards s ON s.id = m.scorecard
		) ORDER BY id FOR NO KEY UPDATE`,
		[MARKS_PER_BATCH],
	);
	return rowsOf(locked).map((row) => String(row['id']));
}

/** The oldest marks, as many as a batch has room for; at least one. */
const BATCH = `SELECT id FROM (
	SELECT id, lines, SUM(lines) OVER (ORDER BY id) AS lines_so_far FROM (
		SELECT id, CASE WHEN scorecard IS NOT NULL AND criterion IS NULL THEN ${LINES_PER_SCORECARD} ELSE 1 END AS lines
		FROM score_marks ORDER BY id LIMIT ${MARKS_PER_BATCH}
	) oldest
) counted WHERE lines_so_far - lines < ${LINES_PER_BATCH}`;

/**
 * Takes a batch of marks away, only such as the locks cover: exactly those that it returns, and for good only with its transaction.
 * Marks that stand for many are replaced by what they stand for.
 */
export async function takeMarks(trx: Database, locked: readonly string[] | null): Promise<MarkBatch> {
	const isCovered = locked === null ? '' : coveredBy(locked);
	const result = await trx.raw(
		`DELETE FROM score_marks WHERE id IN (${BATCH})${isCovered} RETURNING assessment, scorecard, criterion, rulebook, village`,
		[...(locked ?? [])],
	);
	const rows = rowsOf(result);
	const lines = new Map<string, MarkedLine>();
	const assessmentOf = new Map<string, string>();
	let room = LINES_PER_BATCH;
	let more = rows.length >= MARKS_PER_BATCH;
	for (const row of rows) {
		const [scorecard, criterion] = [textOrNull(row['scorecard']), textOrNull(row['criterion'])];
		room -= scorecard !== null && criterion === null ? LINES_PER_SCORECARD : 1;
		if (scorecard === null) {
			await expand(trx, row);
			more = true;
			continue;
		}
		lines.set(`${scorecard}/${criterion}`, { scorecard, criterion });
		const assessment = textOrNull(row['assessment']);
		if (assessment !== null) assessmentOf.set(scorecard, assessment);
	}
	return { taken: rows.length, lines: [...lines.values()], assessmentOf, more: more || room <= 0 };
}

/** Its assessment, where there is one, is locked. */
const coveredBy = (locked: readonly string[]): string => ` AND NOT EXISTS (
	SELECT 1 FROM assessments a WHERE a.id = COALESCE((SELECT s.assessment FROM scorecards s WHERE s.id = score_marks.scorecard),
		score_marks.assessment)${locked.length === 0 ? '' : ` AND a.id NOT IN (${locked.map(() => '?').join(', ')})`})`;

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
	const [column, id] = mark['village'] === null ? ['assessment', mark['assessment']] : ['village', mark['village']];
	if (id !== null)
		await trx.raw(`${insert} SELECT assessment, id, NULL FROM scorecards WHERE ${column} = ?`, [String(id)]);
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
