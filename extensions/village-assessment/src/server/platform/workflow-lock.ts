// Writers of evidence and the course of the year exclude each other: many writers together, or one transition alone.
import { isPostgres, type Database } from './database.ts';

const COURSE = 727_002;
const joined = new WeakSet<object>();

/** Waits for a transition that is under way; until this transaction ends none begins. SQLite has one writer anyway. */
export async function joinCourse(trx: Database): Promise<void> {
	if (!isPostgres(trx) || joined.has(trx)) return;
	await trx.raw('SELECT pg_advisory_xact_lock_shared(?)', [COURSE]);
	joined.add(trx);
}

/** Waits for the writers that are under way; until this transaction ends nobody writes evidence. */
export async function holdCourse(trx: Database): Promise<void> {
	if (isPostgres(trx)) await trx.raw('SELECT pg_advisory_xact_lock(?)', [COURSE]);
	else await trx.raw('DELETE FROM score_marks WHERE id IS NULL');
}
