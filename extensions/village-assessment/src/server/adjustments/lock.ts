// Whoever acts on a proposal holds its row until the end of the transaction: of two at the same moment one waits for the other.
import { acquireWorkflowLock } from '#server/platform/workflow-lock.ts';
import type { Database } from '#server/platform/database.ts';
import { lockRows, lockScorecardRow } from './repository/decisions.ts';

const deciding = new WeakSet<object>();

/** The transaction writes by the course of the table, so the guards against direct writes let it pass. */
export const isDeciding = (trx: object): boolean => deciding.has(trx);

/**
 * First the course of the year, as every writer (platform/workflow-lock.ts), then the rows by their ids: nobody waits in a circle.
 * SQLite has one writer, and its write lock is taken before anything is read.
 */
export async function lockAdjustments(trx: Database, ids: readonly string[]): Promise<void> {
	deciding.add(trx);
	await acquireWorkflowLock(trx, 'shared');
	await lockRows(trx, ids);
}

/** Proposals of one village are put to the vote one after another, so that the same event is seen. */
export const lockScorecard = lockScorecardRow;
