// What is asked of the database about evidence items.
import type { AssessmentStatus } from '#domain/assessments/status.ts';
import { isPostgres, rowsOf, type Database } from '#server/platform/database.ts';
import { scorecardsWithAssessments } from '#server/platform/scorecards.ts';
import type { StoredDay } from '#server/platform/stored-columns.ts';
import type { StoredEvidenceItem } from '#server/platform/tables.ts';
import type { TakenOut } from '#server/platform/taken-out.ts';

export const itemsById = (database: Database, ids: readonly string[]): PromiseLike<StoredEvidenceItem[]> =>
	database('evidence_items').whereIn('id', ids);

/** The scorecard that an item names, and the assessment that it is part of. */
export interface Place {
	readonly scorecard: string;
	readonly village: string;
	readonly assessment: string;
	readonly assessmentTitle: string;
	readonly status: AssessmentStatus;
	readonly year: number;
	readonly rulebook: string;
	readonly villageName: string;
	/** Why the village no longer takes part; null: it does. */
	readonly excludedReason: string | null;
}

export async function placeOf(database: Database, scorecard: string | null): Promise<Place | null> {
	if (scorecard === null) return null;
	const row = await scorecardsWithAssessments(database)
		.select('s.village', 's.assessment', 'a.title as assessmentTitle', 'a.status', 'a.year', 'a.rulebook')
		.select('s.village_name as villageName', 's.excluded_reason as excludedReason')
		.where('s.id', scorecard)
		.first();
	return row === undefined ? null : { ...row, scorecard };
}

interface AssessmentOfItem extends TakenOut {
	readonly status: AssessmentStatus;
	readonly title: string;
	readonly submission_deadline: StoredDay | null;
}

const withDeadline = (database: Database) =>
	scorecardsWithAssessments(database)
		.select('a.status', 'a.title', 'a.submission_deadline')
		.select('s.village_name as village', 's.excluded_reason as reason');

export const assessmentOfScorecard = (database: Database, id: string): PromiseLike<AssessmentOfItem | undefined> =>
	withDeadline(database).where('s.id', id).first();

export const assessmentOfItem = (database: Database, id: string): PromiseLike<AssessmentOfItem | undefined> =>
	withDeadline(database).join('evidence_items as r', 'r.scorecard', 's.id').where('r.id', id).first();

/**
 * What an earlier writer's marks say of these items must not be taken for this writer's doing. PostgreSQL tells them apart by
 * itself (wasSettled), and writers that change each other's marks there wait for each other in a circle.
 */
export async function forgetOldMarks(database: Database, keys: readonly string[]): Promise<void> {
	if (isPostgres(database)) return;
	const old = await database('score_marks').whereIn('settled_item', keys).first('id');
	if (old !== undefined) await database('score_marks').whereIn('settled_item', keys).update({ settled_item: null });
}

/** The trigger has noted it: the row was settled (verified, proposed) when this transaction changed or deleted it. */
export async function wasSettled(database: Database, key: string): Promise<boolean> {
	const own = isPostgres(database) ? ' AND xmin = pg_current_xact_id()::xid' : '';
	return rowsOf(await database.raw(`SELECT 1 FROM score_marks WHERE settled_item = ?${own} LIMIT 1`, [key])).length > 0;
}
