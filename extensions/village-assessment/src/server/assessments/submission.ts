// When an item was first handed in, and whether that was late: written by the server inside the writer's transaction. Handing it in
// again after a return changes neither.
import { acquireWorkflowLock } from '#server/platform/workflow-lock.ts';
import { isLate, lateFrom } from '#domain/assessments/deadline.ts';
import { dateText, type Database } from '#server/platform/database.ts';
import type { StoredDay } from '#server/platform/stored-columns.ts';
import type { StoredEvidenceItem } from '#server/platform/tables.ts';
import { findAssessmentById } from './repository/assessments.ts';
import { updateLateness, updateSubmissions } from './repository/records.ts';

/** Entered by the office for a village: nobody handed them in. */
const OF_THE_OFFICE = ['target', 'waiver'];

export interface HandedIn {
	readonly row: Pick<StoredEvidenceItem, 'id' | 'status' | 'fact' | 'submitted_at'>;
	/** Of its assessment. */
	readonly deadline: StoredDay | null;
}

/** Of those that are handed in for the first time. */
export async function noteSubmissions(database: Database, items: readonly HandedIn[]): Promise<void> {
	const now = new Date();
	const first = items.filter(({ row }) => row.status === 'submitted' && row.submitted_at === null);
	const isTooLate = ({ row, deadline }: HandedIn): boolean =>
		!OF_THE_OFFICE.includes(row.fact) && isLate(now, dateText(deadline));
	for (const submitted_late of [false, true]) {
		const ids = first.filter((one) => isTooLate(one) === submitted_late).map(({ row }) => row.id);
		await updateSubmissions(database, ids, { submitted_at: now, submitted_late });
	}
}

/** A moved deadline makes others late. */
export async function judgeAnew(database: Database, assessment: string): Promise<void> {
	// Whoever hands something in just now has read the deadline as it was.
	await acquireWorkflowLock(database, 'exclusive');
	const row = await findAssessmentById(database, assessment);
	const from = lateFrom(dateText(row?.submission_deadline));
	await updateLateness(database, assessment, { from, without: OF_THE_OFFICE });
}
