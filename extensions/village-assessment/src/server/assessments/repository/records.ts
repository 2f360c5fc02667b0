// What is asked of the database about what was recorded in an assessment: evidence items, adjustments, appeals.
import type { EvidenceStatus } from '#domain/evidence/workflow.ts';
import type { State } from '#engine';
import { batches, type Database } from '#server/platform/database.ts';
import type { StoredAdjustment, StoredCriterion } from '#server/platform/tables.ts';
import { scorecardIdsOf } from './scorecards.ts';

/** What follows its criterion when the assessment moves to another rulebook. */
export const CARRIED = ['evidence_items', 'adjustments', 'appeals'] as const;

interface Move {
	readonly assessment: string;
	/** The rulebook that the assessment moves to. */
	readonly rulebook: string;
}

interface Identified {
	readonly id: string;
}

/** The scorecards of these rows of `adjustments` or `appeals`. */
export async function findScorecardsOf(
	database: Database,
	collection: string,
	keys: readonly string[],
): Promise<string[]> {
	const rows = await database(collection).distinct('scorecard').whereIn('id', keys);
	return rows.map(({ scorecard }) => String(scorecard));
}

/** Whether anything is recorded that is carried over by criterion code. */
export async function hasRecords(database: Database, assessment: string): Promise<boolean> {
	for (const table of CARRIED) {
		const row = await database(table).whereIn('scorecard', scorecardIdsOf(database, assessment)).first('id');
		if (row !== undefined) return true;
	}
	return false;
}

/** The first few evidence items that were observed on a certain day. */
export const findDatedItems = (database: Database, assessment: string): PromiseLike<readonly Identified[]> =>
	database('evidence_items')
		.select('id')
		.whereNotNull('observed_on')
		.whereIn('scorecard', scorecardIdsOf(database, assessment))
		.limit(3);

/** Evidence items in a state, of the villages that take part. */
export const findItemsInState = (
	database: Database,
	assessment: string,
	status: EvidenceStatus,
): PromiseLike<readonly Identified[]> =>
	database('evidence_items as e')
		.join('scorecards as s', 's.id', 'e.scorecard')
		.select('e.id')
		.where({ 's.assessment': assessment, 's.excluded_reason': null, 'e.status': status });

/** Lines of scorecards in these states, of the villages that take part. */
export const findLinesInStates = (
	database: Database,
	assessment: string,
	states: readonly State[],
): PromiseLike<readonly Identified[]> =>
	database('scorecard_lines as l')
		.join('scorecards as s', 's.id', 'l.scorecard')
		.select('l.id')
		.where({ 's.assessment': assessment, 's.excluded_reason': null })
		.whereIn('l.state', states);

/** Adjustments whose vote is under way. */
export const findUndecidedAdjustments = (database: Database, assessment: string): PromiseLike<readonly Identified[]> =>
	database('adjustments as d')
		.join('scorecards as s', 's.id', 'd.scorecard')
		.select('d.id')
		.where({ 's.assessment': assessment, 'd.status': 'proposed' });

/** Appeals without an answer. */
export const findOpenAppeals = (database: Database, assessment: string): PromiseLike<readonly Identified[]> =>
	database('appeals as p')
		.join('scorecards as s', 's.id', 'p.scorecard')
		.select('p.id')
		.where({ 's.assessment': assessment, 'p.status': 'open' });

const criteriaUsedIn = (database: Database, table: (typeof CARRIED)[number], assessment: string) =>
	database(table).select('criterion').whereIn('scorecard', scorecardIdsOf(database, assessment));

/** Codes of criteria with records in the assessment that the other rulebook does not have. */
export async function findLostCodes(database: Database, { assessment, rulebook }: Move): Promise<string[]> {
	const rows = await database('criteria')
		.select('code')
		.where((used) => {
			for (const table of CARRIED) used.orWhereIn('id', criteriaUsedIn(database, table, assessment));
		})
		.whereNotIn('code', database('criteria').select('code').where({ rulebook }))
		.orderBy('code');
	return rows.map(({ code }) => code);
}

/** Moves the records of one table to the criteria of the same codes in another rulebook; returns how many were moved. */
export async function carryRecords(
	trx: Database,
	table: (typeof CARRIED)[number],
	{ assessment, rulebook }: Move,
): Promise<number> {
	const pairs = await trx('criteria as c')
		.join('criteria as n', (on) => on.on('n.code', 'c.code').onVal('n.rulebook', rulebook))
		.select('c.id as from', 'n.id as to')
		.whereIn('c.id', criteriaUsedIn(trx, table, assessment));
	let carried = 0;
	for (const { from, to } of pairs) {
		if (from === to) continue;
		carried += await trx(table)
			.where('criterion', from)
			.whereIn('scorecard', scorecardIdsOf(trx, assessment))
			.update({ criterion: to });
	}
	return carried;
}

export type CategoryInUse = Pick<StoredAdjustment, 'id' | 'category'> &
	Pick<StoredCriterion, 'code' | 'title' | 'title_en' | 'points' | 'method' | 'params' | 'waivable' | 'readings'> & {
		readonly criterion: string;
	};

/** Adjustments that are voted on or approved, each with the criterion of its code in another rulebook. */
export const findCategoriesInUse = (
	database: Database,
	{ assessment, rulebook }: Move,
): PromiseLike<readonly CategoryInUse[]> =>
	database('adjustments as d')
		.join('scorecards as s', 's.id', 'd.scorecard')
		.join('criteria as c', 'c.id', 'd.criterion')
		.join('criteria as n', (on) => on.on('n.code', 'c.code').onVal('n.rulebook', rulebook))
		.select('d.id', 'd.category', 'n.id as criterion', 'n.code', 'n.title', 'n.title_en', 'n.points', 'n.method')
		.select('n.params', 'n.waivable', 'n.readings')
		.where('s.assessment', assessment)
		.whereIn('d.status', ['proposed', 'approved'])
		.whereNull('d.revokes')
		.orderBy('d.id');

const ITEMS_PER_STATEMENT = 500;

/** Writes when items were first handed in, and whether that was late. */
export async function updateSubmissions(
	database: Database,
	items: readonly string[],
	fields: { readonly submitted_at: Date; readonly submitted_late: boolean },
): Promise<void> {
	for (const some of batches(items, ITEMS_PER_STATEMENT))
		await database('evidence_items').whereIn('id', some).update(fields);
}

/** Judges anew which items of an assessment were handed in late: from `from` on; null: none. `without` names facts never late. */
export async function updateLateness(
	database: Database,
	assessment: string,
	{ from, without }: { readonly from: Date | null; readonly without: readonly string[] },
): Promise<void> {
	const handedIn = () =>
		database('evidence_items')
			.whereNotNull('submitted_at')
			.whereNotIn('fact', without)
			.whereIn('scorecard', scorecardIdsOf(database, assessment));
	const late = handedIn().where('submitted_late', true);
	await (from === null ? late : late.where('submitted_at', '<', from)).update({ submitted_late: false });
	if (from !== null)
		await handedIn().where('submitted_late', false).where('submitted_at', '>=', from).update({ submitted_late: true });
}
