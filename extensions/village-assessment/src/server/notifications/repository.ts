// What is asked of the database about who is told of something, and what the notice says.
import { ROLES } from '#domain/roles.ts';
import { batches, dateText, type Database } from '#server/platform/database.ts';
import { scorecardsWithAssessments } from '#server/platform/scorecards.ts';
import type { StoredAppeal, StoredAssessment, StoredScorecard } from '#server/platform/tables.ts';

/** So many rows are asked for at once. */
const ROWS_PER_QUERY = 500;

/** Ids of the active clerks by village, whoever wrote what it is about; a village without one is missing. */
export async function findActiveClerks(
	database: Database,
	villages: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
	const rows = await database('directus_users')
		.select('id', 'village')
		.where({ role: ROLES.clerk, status: 'active' })
		.whereIn('village', [...new Set(villages)])
		.orderBy('id');
	const clerks = new Map<string, string[]>();
	for (const { id, village } of rows) if (village !== null) clerks.set(village, [...(clerks.get(village) ?? []), id]);
	return clerks;
}

/** The active accounts of the office; where there are none, the administrators. */
export async function findOffice(database: Database): Promise<readonly string[]> {
	const active = await database('directus_users')
		.whereIn('role', [ROLES.office, ROLES.administrator])
		.where('status', 'active')
		.select('id', 'role');
	const office = active.filter(({ role }) => role === ROLES.office);
	return (office.length > 0 ? office : active).map(({ id }) => id);
}

/** The active accounts of the leadership group. */
export async function findLeaders(database: Database): Promise<readonly string[]> {
	const rows = await database('directus_users').where({ role: ROLES.leader, status: 'active' }).select('id');
	return rows.map(({ id }) => id);
}

export interface Recipient {
	readonly id: string;
	readonly language: string | null;
}

/** Those of the accounts that are active, by id, with the language of each. */
export async function findRecipients(database: Database, ids: readonly string[]): Promise<Map<string, Recipient>> {
	const rows = await database('directus_users').select('id', 'language').whereIn('id', ids).where('status', 'active');
	return new Map(rows.map((row) => [row.id, row]));
}

/** Records that an occasion is told of; false: another server, or this one earlier, has done so. */
export async function insertOccasion(trx: Database, occasion: string): Promise<boolean> {
	const made = await trx('sent_notices')
		.insert({ id: occasion, sent_at: new Date() })
		.onConflict('id')
		.ignore()
		.returning('id');
	return made.length > 0;
}

export interface AppealRow extends Pick<StoredAppeal, 'id' | 'status' | 'text' | 'response'> {
	readonly author: string | null;
	readonly assessment: string;
	readonly title: string;
	readonly village: string;
	readonly village_name: string;
	readonly code: string | null;
	readonly criterion: string | null;
	readonly criterion_en: string | null;
}

/** Appeals with their village, year and criterion; of an appeal against an adjustment, the criterion of that. */
export async function findAppeals(database: Database, ids: readonly string[]): Promise<AppealRow[]> {
	const found: AppealRow[] = [];
	for (const some of batches(ids, ROWS_PER_QUERY))
		found.push(
			...(await scorecardsWithAssessments(database)
				.join('appeals', 'appeals.scorecard', 's.id')
				.leftJoin('adjustments', 'adjustments.id', 'appeals.adjustment')
				.leftJoin('criteria', (on) =>
					on.on('criteria.id', 'appeals.criterion').orOn('criteria.id', 'adjustments.criterion'),
				)
				.select('appeals.id', 'appeals.user_created as author', 'appeals.status', 'appeals.text', 'appeals.response')
				.select('a.id as assessment', 'a.title', 's.village', 's.village_name')
				.select('criteria.code', 'criteria.title as criterion', 'criteria.title_en as criterion_en')
				.whereIn('appeals.id', some)),
		);
	return found;
}

type DueAssessment = Pick<StoredAssessment, 'id' | 'title'> & { readonly deadline: string };

/** Assessments that collect evidence up to a day. */
export async function findAssessmentsWithDeadline(database: Database): Promise<DueAssessment[]> {
	const rows = await database('assessments')
		.select('id', 'title', 'submission_deadline')
		.where('status', 'collecting')
		.whereNotNull('submission_deadline');
	return rows.flatMap(({ id, title, submission_deadline }) => {
		const deadline = dateText(submission_deadline);
		return deadline === null ? [] : [{ id, title, deadline }];
	});
}

export interface ClerkWithGaps {
	readonly id: string;
	readonly village: string;
	/** Criteria for which facts are missing. */
	readonly missing: number;
}

/** The active clerks of villages for which facts are missing in an assessment. */
export async function findClerksWithGaps(database: Database, assessment: string): Promise<ClerkWithGaps[]> {
	const rows = await database('scorecards as s')
		.join('scorecard_lines as l', 'l.scorecard', 's.id')
		.join('directus_users as u', 'u.village', 's.village')
		.select('u.id', 's.village_name')
		.count({ missing: '*' })
		.where({ 's.assessment': assessment, 's.excluded_reason': null, 'u.role': ROLES.clerk, 'u.status': 'active' })
		.whereIn('l.state', ['pending', 'partial'])
		.groupBy('u.id', 's.village_name')
		.orderBy(['s.village_name', 'u.id']);
	return rows.map(({ id, village_name: village, missing }) => ({ id, village, missing: Number(missing) }));
}

/** An assessment's title and the first and last day of its public notice. */
export const findPublicity = (
	database: Database,
	assessment: string,
): PromiseLike<Pick<StoredAssessment, 'title' | 'publicity_from' | 'publicity_to'> | undefined> =>
	database('assessments').where({ id: assessment }).first('title', 'publicity_from', 'publicity_to');

export interface ClerkOfScorecard extends Pick<StoredScorecard, 'total' | 'rank'> {
	readonly recipient: string;
	readonly village: string;
}

/** The active clerks of the villages that take part in an assessment, each with the village's result. */
export const findClerksOfAssessment = (
	database: Database,
	assessment: string,
): PromiseLike<readonly ClerkOfScorecard[]> =>
	database('scorecards')
		.join('directus_users', 'directus_users.village', 'scorecards.village')
		.where({
			'scorecards.assessment': assessment,
			'directus_users.role': ROLES.clerk,
			'directus_users.status': 'active',
		})
		.whereNull('scorecards.excluded_reason')
		.select('directus_users.id as recipient', 'scorecards.village_name as village')
		.select('scorecards.total', 'scorecards.rank');

/** Those of the evidence items that are in another state than returned. */
export async function findItemsNotReturned(database: Database, ids: readonly string[]): Promise<string[]> {
	const found: string[] = [];
	for (const some of batches(ids, ROWS_PER_QUERY)) {
		const rows = await database('evidence_items').select('id').whereIn('id', some).whereNot('status', 'returned');
		found.push(...rows.map(({ id }) => id));
	}
	return found;
}

export interface ReturnedItem {
	readonly id: string;
	/** Who recorded it, if that is somebody of the office: a clerk may have gone to another village since. */
	readonly colleague: string | null;
	readonly reason: string | null;
	readonly village: string;
	readonly villageName: string;
	readonly code: string;
	readonly title: string;
	readonly title_en: string | null;
}

/** Those of the evidence items that stand returned, by village and criterion. */
export async function findReturnedItems(database: Database, ids: readonly string[]): Promise<ReturnedItem[]> {
	const found: ReturnedItem[] = [];
	for (const some of batches(ids, ROWS_PER_QUERY))
		found.push(
			...(await database('evidence_items')
				.join('scorecards', 'scorecards.id', 'evidence_items.scorecard')
				.join('villages', 'villages.id', 'scorecards.village')
				.join('criteria', 'criteria.id', 'evidence_items.criterion')
				.leftJoin('directus_users', (on) =>
					on
						.on('directus_users.id', 'evidence_items.user_created')
						.onIn('directus_users.role', [ROLES.office, ROLES.administrator]),
				)
				.select('evidence_items.id', 'directus_users.id as colleague', 'evidence_items.return_reason as reason')
				.select('scorecards.village', 'scorecards.village_name as villageName')
				.select('criteria.code', 'criteria.title', 'criteria.title_en')
				.whereIn('evidence_items.id', some)
				.where('evidence_items.status', 'returned')
				.orderBy(['villages.code', 'criteria.sort'])),
		);
	return found;
}
