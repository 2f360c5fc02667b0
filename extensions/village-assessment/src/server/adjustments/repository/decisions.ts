// Proposals by what became of them, their locks, and the scorecards that a decision moves.
import { isPostgres, type Database } from '#server/platform/database.ts';
import type { StoredAdjustment, StoredAdjustmentsFile, StoredScorecard } from '#server/platform/tables.ts';

/** The proposals on which a vote is under way. */
export async function findProposed(database: Database): Promise<string[]> {
	const rows = await database('adjustments').select('id').where('status', 'proposed');
	return rows.map(({ id }) => id);
}

/** The status of a proposal; undefined: it is gone. */
export async function findStatus(database: Database, id: string): Promise<StoredAdjustment['status'] | undefined> {
	const row = await database('adjustments').where({ id }).first('status');
	return row?.status;
}

interface DecidedWithin {
	readonly from: Date;
	/** The first moment after. */
	readonly until: Date;
	/** null: of all. */
	readonly assessment: string | null;
	readonly limit: number;
}

/** The proposals that were decided within a time, the earliest first. */
export async function findDecided(
	database: Database,
	{ from, until, assessment, limit }: DecidedWithin,
): Promise<string[]> {
	const rows = await database('adjustments')
		.select('id')
		.where('decided_at', '>=', from)
		.where('decided_at', '<', until)
		.whereIn('status', ['approved', 'rejected', 'revoked'])
		.modify((query) =>
			assessment === null
				? query
				: query.whereIn('scorecard', database('scorecards').select('id').where({ assessment })),
		)
		.orderBy(['decided_at', 'id'])
		.limit(limit);
	return rows.map(({ id }) => id);
}

/** Whatever was ever approved on some scorecards, revocations too. */
export async function findEverApproved(database: Database, scorecards: readonly string[]): Promise<string[]> {
	if (scorecards.length === 0) return [];
	const rows = await database('adjustments')
		.select('id')
		.whereIn('scorecard', scorecards)
		.whereIn('status', ['approved', 'revoked']);
	return rows.map(({ id }) => id);
}

/** What is approved by one criterion on one scorecard. */
export const findApproved = (
	database: Database,
	{ scorecard, criterion }: Pick<StoredAdjustment, 'scorecard' | 'criterion'>,
): PromiseLike<readonly Pick<StoredAdjustment, 'id' | 'category' | 'occurrences'>[]> =>
	database('adjustments')
		.select('id', 'category', 'occurrences')
		.where({ scorecard, criterion, status: 'approved' })
		.whereNull('revokes');

/** Which proposals these attached files belong to. */
export const findAttachments = (
	database: Database,
	ids: readonly string[],
): PromiseLike<readonly Pick<StoredAdjustmentsFile, 'id' | 'adjustments_id'>[]> =>
	database('adjustments_files').select('id', 'adjustments_id').whereIn('id', ids);

/** A scorecard's result as it is stored. */
export const findResult = (
	database: Database,
	id: string,
): PromiseLike<Pick<StoredScorecard, 'assessment' | 'total' | 'attainable' | 'excluded_reason'> | undefined> =>
	database('scorecards').where({ id }).first('assessment', 'total', 'attainable', 'excluded_reason');

/** A scorecard among those that it is ranked with. */
export interface Ranked {
	readonly scorecard: string;
	readonly assessment: string;
}

const rankedWith = (database: Database, { scorecard, assessment }: Ranked) =>
	database('scorecards').where({ assessment, excluded_reason: null }).whereNot('id', scorecard);

/** How many of the others have more points. */
export async function countAbove(database: Database, ranked: Ranked, total: number): Promise<number> {
	const rows = await rankedWith(database, ranked).where('total', '>', total).count({ n: '*' });
	return Number(rows[0]?.n ?? 0);
}

export type Bound = readonly ['<' | '<=' | '>' | '>=', number];

/** Those of the others whose totals lie within two bounds, the best first. */
export const findBetween = (
	database: Database,
	ranked: Ranked,
	{ bounds: [one, other], limit }: { readonly bounds: readonly [Bound, Bound]; readonly limit: number },
): PromiseLike<readonly Pick<StoredScorecard, 'id' | 'village_name' | 'total' | 'rank'>[]> =>
	rankedWith(database, ranked)
		.select('id', 'village_name', 'total', 'rank')
		.where('total', ...one)
		.where('total', ...other)
		.orderBy([{ column: 'total', order: 'desc' }, { column: 'village_name' }])
		.limit(limit);

/** Locks proposals, and what they revoke, by their ids: nobody waits in a circle. SQLite: takes the one write lock. */
export async function lockRows(trx: Database, ids: readonly string[]): Promise<void> {
	if (!isPostgres(trx)) await trx.raw('DELETE FROM score_marks WHERE id IS NULL');
	else if (ids.length > 0)
		await trx.raw(
			`SELECT id FROM adjustments WHERE id = ANY(?::uuid[]) OR id IN (SELECT revokes FROM adjustments
				WHERE id = ANY(?::uuid[])) ORDER BY id FOR UPDATE`,
			[ids, ids],
		);
}

/** Locks a scorecard on PostgreSQL; on SQLite the writer holds the one write lock already. */
export async function lockScorecardRow(trx: Database, scorecard: string): Promise<void> {
	if (isPostgres(trx)) await trx('scorecards').select('id').where('id', scorecard).forNoKeyUpdate();
}
