// Whoever acts on a proposal holds its row until the end of the transaction: of two at the same moment one waits for the other.
import { acquireWorkflowLock } from '#server/platform/workflow-lock.ts';
import { isPostgres, type Database } from '#server/platform/database.ts';
import { marks } from './repository.ts';

const deciding = new WeakSet<object>();

/** The transaction writes by the course of the table, so the guards against direct writes let it pass. */
export const isDeciding = (trx: object): boolean => deciding.has(trx);

/**
 * First the course of the year, as every writer (course/lock.ts), then the rows by their ids: nobody waits in a circle. SQLite
 * has one writer, and its write lock is taken before anything is read.
 */
export async function lockAdjustments(trx: Database, ids: readonly string[]): Promise<void> {
	deciding.add(trx);
	await acquireWorkflowLock(trx, 'shared');
	if (!isPostgres(trx)) await trx.raw('DELETE FROM score_marks WHERE id IS NULL');
	else if (ids.length > 0)
		await trx.raw(
			`SELECT id FROM adjustments WHERE id IN (${marks(ids)}) OR id IN (SELECT revokes FROM adjustments
				WHERE id IN (${marks(ids)})) ORDER BY id FOR UPDATE`,
			[...ids, ...ids],
		);
}

/** Proposals of one village are put to the vote one after another, so that the same event is seen. */
export async function lockScorecard(trx: Database, scorecard: string): Promise<void> {
	if (isPostgres(trx)) await trx.raw('SELECT id FROM scorecards WHERE id = ? FOR NO KEY UPDATE', [scorecard]);
}
