// When an item was first handed in, and whether that was late: written by the server inside the writer's transaction. Handing it in
// again after a return changes neither.
import { acquireWorkflowLock } from '#server/platform/workflow-lock.ts';
import { isLate, lateFrom } from '#domain/assessments/deadline.ts';
import { dateText, type Database } from '#server/platform/database.ts';
import type { StoredEvidenceItem } from '#server/platform/tables.ts';
import { findAssessmentById } from './repository/assessments.ts';
import { updateLateness, updateSubmission } from './repository/records.ts';

/** Entered by the office for a village: nobody handed them in. */
const OF_THE_OFFICE = ['target', 'waiver'];

export async function noteSubmission(
	row: StoredEvidenceItem,
	{ database, deadline }: { readonly database: Database; readonly deadline: unknown },
): Promise<void> {
	if (row.status !== 'submitted' || row.submitted_at !== null) return;
	const now = new Date();
	const submitted_late = !OF_THE_OFFICE.includes(row.fact) && isLate(now, dateText(deadline));
	await updateSubmission(database, row.id, { submitted_at: now, submitted_late });
}

/** A moved deadline makes others late. */
export async function judgeAnew(database: Database, assessment: string): Promise<void> {
	// Whoever hands something in just now has read the deadline as it was.
	await acquireWorkflowLock(database, 'exclusive');
	const row = await findAssessmentById(database, assessment);
	const from = lateFrom(dateText(row?.submission_deadline));
	await updateLateness(database, assessment, { from, without: OF_THE_OFFICE });
}
