// What is asked of the database about the scorecards of an assessment: who takes part, who was taken out.
import type { AssessmentStatus } from '#domain/assessments/status.ts';
import { batches, type Database } from '#server/platform/database.ts';
import { scorecardsWithAssessments } from '#server/platform/scorecards.ts';
import type { StoredAssessment, StoredScorecard, StoredVillage } from '#server/platform/tables.ts';

/** The ids of an assessment's scorecards, as a query within another. */
export const scorecardIdsOf = (database: Database, assessment: string) =>
	database('scorecards').select('id').where({ assessment });

/** Whether any village takes part, or took part. */
export const hasScorecards = async (database: Database, assessment: string): Promise<boolean> =>
	(await database('scorecards').where({ assessment }).first('id')) !== undefined;

/** The id of a village's scorecard in an assessment; undefined: it does not take part. */
export async function findScorecardOfVillage(
	database: Database,
	{ assessment, village }: Pick<StoredScorecard, 'assessment' | 'village'>,
): Promise<string | undefined> {
	const row = await database('scorecards').where({ assessment, village }).first('id');
	return row?.id;
}

/** The ids of an assessment's scorecards, by the codes of their villages. */
export async function findScorecardsByVillageCode(database: Database, assessment: string): Promise<string[]> {
	const rows = await database('scorecards as s')
		.join('villages as v', 'v.id', 's.village')
		.select('s.id')
		.where('s.assessment', assessment)
		.orderBy('v.code');
	return rows.map(({ id }) => id);
}

/** What each of the scorecards can still attain, as stored; by their ids. */
export async function findAttainable(
	database: Database,
	ids: readonly string[],
): Promise<ReadonlyMap<string, number | null>> {
	const rows = await database('scorecards').select('id', 'attainable').whereIn('id', ids);
	return new Map(rows.map(({ id, attainable }) => [id, attainable]));
}

/** The scorecards of those villages that were taken out of an assessment. */
export async function findTakenOut(
	database: Database,
	assessment: string,
	villages: readonly string[],
): Promise<string[]> {
	const rows = await database('scorecards')
		.select('id')
		.where({ assessment })
		.whereIn('village', villages)
		.whereNotNull('excluded_reason');
	return rows.map(({ id }) => id);
}

/** Takes scorecards out of their assessment for a reason, or (null) brings them back. */
export async function updateExcludedReason(
	trx: Database,
	ids: readonly string[],
	reason: string | null,
): Promise<void> {
	if (ids.length > 0) await trx('scorecards').whereIn('id', ids).update({ excluded_reason: reason });
}

/** Villages without a scorecard in an assessment: of those named, or of all active ones. */
export function findVillagesNotEnrolled(
	database: Database,
	assessment: string,
	villages?: readonly string[],
): PromiseLike<readonly Pick<StoredVillage, 'id' | 'name' | 'kind'>[]> {
	const missing = database('villages')
		.select('id', 'name', 'kind')
		.whereNotIn('id', database('scorecards').select('village').where({ assessment }));
	return villages === undefined ? missing.where('active', true) : missing.whereIn('id', villages);
}

type NewScorecard = Pick<
	StoredScorecard,
	'id' | 'assessment' | 'village' | 'label' | 'village_name' | 'village_kind'
> & {
	readonly date_created: Date;
};

/** Adds scorecards; a village that somebody else has just enrolled keeps the scorecard that it has. */
export async function insertScorecards(trx: Database, rows: readonly NewScorecard[]): Promise<void> {
	for (const some of batches(rows, 100))
		await trx('scorecards').insert(some).onConflict(['assessment', 'village']).ignore();
}

/** The first assessment in one of these states that one of the scorecards is part of. */
export const findAssessmentOfScorecards = (
	database: Database,
	scorecards: readonly string[],
	states: readonly AssessmentStatus[],
): PromiseLike<Pick<StoredAssessment, 'title' | 'status'> | undefined> =>
	scorecardsWithAssessments(database)
		.select('a.title', 'a.status')
		.whereIn('s.id', scorecards)
		.whereIn('a.status', states)
		.first();
