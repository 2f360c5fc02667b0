// Writers of evidence and the steps of the year exclude each other: many writers together, or one step alone.
import { isPostgres, type Database } from './database.ts';
import { startKnowing } from './unit-of-work.ts';

const WORKFLOW = 727_002;
const sharedBy = new WeakSet<object>();

/**
 * shared: waits for a step that is under way; until this transaction ends none begins. SQLite has one writer anyway.
 * exclusive: waits for the writers that are under way; until this transaction ends nobody writes evidence.
 */
export async function acquireWorkflowLock(trx: Database, mode: 'shared' | 'exclusive'): Promise<void> {
	if (mode === 'exclusive') return acquireExclusive(trx);
	if (!isPostgres(trx) || sharedBy.has(trx)) return;
	await trx.raw('SELECT pg_advisory_xact_lock_shared(?)', [WORKFLOW]);
	sharedBy.add(trx);
	startKnowing(trx);
}

async function acquireExclusive(trx: Database): Promise<void> {
	if (isPostgres(trx)) await trx.raw('SELECT pg_advisory_xact_lock(?)', [WORKFLOW]);
	else await trx.raw('DELETE FROM score_marks WHERE id IS NULL');
	startKnowing(trx);
}
