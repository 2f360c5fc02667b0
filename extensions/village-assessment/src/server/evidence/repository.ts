// What is asked of the database about evidence items.
import type { AssessmentStatus } from '#domain/assessments/status.ts';
import { batches, isPostgres, rowsOf, type Database } from '#server/platform/database.ts';
import { scorecardsWithAssessments } from '#server/platform/scorecards.ts';
import { rememberRole } from '#server/platform/actor.ts';
import { underLock } from '#server/platform/unit-of-work.ts';
import { rememberRule } from '#server/scoring/rules.ts';
import type { StoredDay } from '#server/platform/stored-columns.ts';
import type { StoredEvidenceItem } from '#server/platform/tables.ts';

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
	readonly submissionDeadline: StoredDay | null;
}

const places = underLock(() => new Map<string, Place>());

const placeRows = (database: Database) =>
	scorecardsWithAssessments(database)
		.select('s.id as scorecard', 's.village', 's.assessment', 'a.title as assessmentTitle', 'a.status', 'a.year')
		.select('a.rulebook', 's.village_name as villageName', 's.excluded_reason as excludedReason')
		.select('a.submission_deadline as submissionDeadline');

/** Perhaps with others; unknown scorecards are left out. */
export async function placesOf(database: Database, scorecards: Iterable<string>): Promise<ReadonlyMap<string, Place>> {
	const known = places(database);
	const missing = [...new Set(scorecards)].filter((id) => !known.has(id));
	// Whoever asks for a second one will ask for more.
	const withKin = known.size > 0;
	for (const some of batches(missing, SCORECARDS_PER_QUERY)) {
		const rows = await placeRows(database).modify((query) =>
			withKin
				? query.whereIn('s.assessment', database('scorecards').select('assessment').whereIn('id', some))
				: query.whereIn('s.id', some),
		);
		for (const row of rows) known.set(row.scorecard, row);
	}
	return known;
}

const SCORECARDS_PER_QUERY = 500;

export const placeOf = async (database: Database, scorecard: string | null): Promise<Place | null> =>
	scorecard === null ? null : ((await placesOf(database, [scorecard])).get(scorecard) ?? null);

/** Where an item belongs, its criterion, and the role of who writes it: one statement where a transaction knows nothing yet. */
export async function learnContext(
	database: Database,
	{
		scorecard,
		criterion,
		user,
	}: { readonly scorecard: string | null; readonly criterion: string | null; readonly user: string | null },
): Promise<void> {
	if (!database.isTransaction || scorecard === null || criterion === null || places(database).size > 0) return;
	const row = await placeRows(database)
		.join('criteria as c', (on) => on.onVal('c.id', criterion))
		.leftJoin('directus_users as u', (on) => on.onVal('u.id', user ?? NOBODY))
		.select('c.id', 'c.code', 'c.title', 'c.title_en', 'c.points', 'c.method', 'c.params', 'c.waivable', 'c.readings')
		.select('c.rulebook as criterionRulebook', 'u.role')
		.where('s.id', scorecard)
		.first();
	if (row === undefined) return;
	const { id, code, title, title_en, points, method, params, waivable, readings, criterionRulebook, role, ...place } =
		row;
	const rule = { id, code, title, title_en, points, method, params, waivable, readings };
	places(database).set(scorecard, place);
	rememberRule(database, { ...rule, rulebook: criterionRulebook });
	if (user !== null) rememberRole(database, user, role);
}

const NOBODY = '00000000-0000-4000-8000-000000000000';

/**
 * What an earlier writer's marks say of these items must not be taken for this writer's doing. PostgreSQL tells them apart by
 * itself (wasSettled), and writers that change each other's marks there wait for each other in a circle.
 */
export async function forgetOldMarks(database: Database, keys: readonly string[]): Promise<void> {
	if (isPostgres(database)) return;
	const old = await database('score_marks').whereIn('settled_item', keys).first('id');
	if (old !== undefined) await database('score_marks').whereIn('settled_item', keys).update({ settled_item: null });
}

/** The trigger has noted it: these rows were settled (verified, proposed) when this transaction changed or deleted them. */
export async function settledAmong(database: Database, keys: readonly string[]): Promise<ReadonlyMap<string, true>> {
	const own = isPostgres(database) ? ' AND xmin = pg_current_xact_id()::xid' : '';
	const found = await database.raw(
		`SELECT DISTINCT settled_item FROM score_marks WHERE settled_item IN (${keys.map(() => '?').join(', ')})${own}`,
		[...keys],
	);
	return new Map(rowsOf(found).map((row) => [String(row['settled_item']), true]));
}

export async function wasSettled(database: Database, key: string): Promise<boolean> {
	return (await settledAmong(database, [key])).has(key);
}

/** Which of these items somebody has written: the revisions tell, whoever else has changed them since. */
export async function revisionsOfItems(
	database: Database,
	items: readonly string[],
	user: string | null,
): Promise<readonly { readonly item: string; readonly delta: unknown }[]> {
	const found: { readonly item: string; readonly delta: unknown }[] = [];
	for (const some of batches(items, SCORECARDS_PER_QUERY))
		found.push(
			...(await database('directus_activity')
				.join('directus_revisions', 'directus_revisions.activity', 'directus_activity.id')
				.select('directus_activity.item', 'directus_revisions.delta')
				.where({ 'directus_activity.collection': 'evidence_items', 'directus_activity.user': user })
				.whereIn('directus_activity.item', [...some, ...some.map((item) => item.toUpperCase())])),
		);
	return found.map(({ item, delta }) => ({ item: item.toLowerCase(), delta }));
}

/** Named cases that count, of some scorecards and criteria: those whose name has one of these keys, or no key at all. */
export const openCases = (
	database: Database,
	{
		scorecards,
		criteria,
		keys,
	}: { readonly scorecards: readonly string[]; readonly criteria: readonly string[]; readonly keys: readonly string[] },
) =>
	database('evidence_items')
		.select('id', 'scorecard', 'criterion', 'fact', 'observed_on', 'status', 'case_ref')
		.whereIn('scorecard', scorecards)
		.whereIn('criterion', criteria)
		// A row without a key came by another way than the API, or says what an older one says.
		.where(
			(either) =>
				void either
					.whereIn('case_key', keys)
					.orWhere((without) => void without.whereNull('case_key').whereNotNull('case_ref')),
		)
		.whereNot('status', 'returned');

/** The ids of the files that prove an item. */
export async function findProof(database: Database, item: string): Promise<string[]> {
	const rows = await database('evidence_items_files')
		.select('directus_files_id as file')
		.where({ evidence_items_id: item });
	return rows.map(({ file }) => file);
}

/** Those of the items that are returned, and of which it is not kept how they were then. */
export const findReturnedUnnoted = (
	database: Database,
	ids: readonly string[],
): PromiseLike<readonly StoredEvidenceItem[]> =>
	database('evidence_items').whereIn('id', ids).where('status', 'returned').whereNull('returned_as');

/** Writes what the server keeps of an item. */
export async function updateItem(database: Database, id: string, fields: Partial<StoredEvidenceItem>): Promise<void> {
	await database('evidence_items').where({ id }).update(fields);
}
