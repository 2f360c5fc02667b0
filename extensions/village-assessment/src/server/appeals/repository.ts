// What is asked of the database about appeals, what they contest, and the assessment that one moves back.
import { randomUUID } from 'node:crypto';
import type { AppealStatus } from '#domain/appeals/status.ts';
import { isPostgres, parsed, type Database } from '#server/platform/database.ts';
import { scorecardsWithAssessments } from '#server/platform/scorecards.ts';
import type { StoredAppeal, StoredAssessment } from '#server/platform/tables.ts';

/** Appeals by their ids, in no order; unknown ids are left out. */
export const findAppeals = (database: Database, ids: readonly string[]): PromiseLike<readonly StoredAppeal[]> =>
	database('appeals').whereIn('id', ids);

/** An appeal as it is stored. */
export const findAppeal = (database: Database, id: string): PromiseLike<StoredAppeal | undefined> =>
	database('appeals').where({ id }).first();

/** The status of the first of the appeals that is answered; undefined: none is. */
export async function findAnswer(database: Database, ids: readonly string[]): Promise<AppealStatus | undefined> {
	const row = await database('appeals').whereIn('id', ids).whereIn('status', ['upheld', 'dismissed']).first('status');
	return row?.status;
}

/** What Directus has noted of an appeal's changes: the values that were written, each time. */
export async function findWritten(database: Database, appeal: string): Promise<unknown[]> {
	const rows = await database('directus_revisions')
		.select('delta')
		.where({ collection: 'appeals' })
		.whereRaw('LOWER(item) = ?', [appeal]);
	return rows.map(({ delta }) => parsed(delta));
}

/** Until the transaction ends no other appeal about the scorecard is written; SQLite has one writer anyway. */
export async function lockAppealsOf(trx: Database, scorecard: string): Promise<void> {
	if (isPostgres(trx)) await trx.raw("SELECT pg_advisory_xact_lock(hashtext('appeal ' || ?))", [scorecard]);
}

type Subject =
	| { readonly scorecard: string; readonly criterion: string }
	| { readonly scorecard: string; readonly adjustment: string | null };

/** An open appeal about the same line or decision, but for one that is left aside; undefined: there is none. */
export async function findOpenAppeal(
	database: Database,
	subject: Subject,
	except: string | null,
): Promise<string | undefined> {
	const row = await database('appeals')
		.where({ ...subject, status: 'open' })
		.modify((query) => (except === null ? query : query.whereNot('id', except)))
		.first('id');
	return row?.id;
}

/** Whether a decision was about this scorecard. */
export const isDecisionOn = async (database: Database, scorecard: string, adjustment: string): Promise<boolean> =>
	(await database('adjustments').where({ id: adjustment, scorecard }).first('id')) !== undefined;

/** Whether the scorecard has a line for this criterion. */
export const isLineOf = async (database: Database, scorecard: string, criterion: string): Promise<boolean> =>
	(await database('scorecard_lines').where({ scorecard, criterion }).first('id')) !== undefined;

/** The assessment whose public notice an appeal that is upheld ends; undefined: none. */
export async function findPublicizedOf(database: Database, appeal: string): Promise<string | undefined> {
	const row = await scorecardsWithAssessments(database)
		.join('appeals as r', 'r.scorecard', 's.id')
		.where({ 'r.id': appeal, 'r.status': 'upheld', 'a.status': 'publicized' })
		.first('s.assessment');
	return row?.assessment;
}

/** Takes an assessment out of its public notice; false: somebody else was quicker. */
export const updatePublicized = async (
	trx: Database,
	assessment: string,
	fields: Partial<StoredAssessment>,
): Promise<boolean> => (await trx('assessments').where({ id: assessment, status: 'publicized' }).update(fields)) > 0;

/** Writes a comment to an assessment in somebody's name. */
export async function insertComment(
	trx: Database,
	{
		assessment,
		comment,
		user,
	}: { readonly assessment: string; readonly comment: string; readonly user: string | null },
): Promise<void> {
	await trx('directus_comments').insert({
		id: randomUUID(),
		collection: 'assessments',
		item: assessment,
		comment,
		user_created: user,
		date_created: new Date(),
	});
}
