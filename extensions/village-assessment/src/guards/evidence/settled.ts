// What two people could race for is looked at once more inside the writer's transaction, when the row is written.
import { joinCourse } from '../../course/lock.ts';
import { isPostgres, rowsOf, type Database } from '../../recompute/database.ts';
import { Refusal } from '../errors.ts';
import type { Guard } from '../guard.ts';
import { refuseClosed } from './closed-assessment.ts';

interface Deletion {
	readonly assessment: string;
	readonly mayBeVerified: boolean;
}

/** A deleted row can no longer be asked where it belonged; its guard, a moment before, could. */
const deletions = new Map<string, Deletion>();
const REMEMBERED = 10_000;

export function rememberDeletion(key: string, deletion: Deletion): void {
	deletions.delete(key);
	deletions.set(key, deletion);
	const [oldest] = deletions.keys();
	if (deletions.size > REMEMBERED && oldest !== undefined) deletions.delete(oldest);
}

export const settledEvidence: NonNullable<Guard['settled']> = async (key, { actor, database, change }) => {
	await joinCourse(database);
	const deletion = change === 'delete' ? deletions.get(key) : undefined;
	const assessment = await assessmentOf(database, { key, deletion });
	if (assessment !== undefined) refuseClosed(actor, assessment);
	if (actor.role === 'administrator') return;
	if (change !== 'create' && !(deletion?.mayBeVerified ?? false) && (await wasSettled(database, key))) throw new Refusal('EVIDENCE_SETTLED');
};

async function assessmentOf(database: Database, { key, deletion }: { readonly key: string; readonly deletion: Deletion | undefined }): Promise<{ status: string; title: string } | undefined> {
	if (deletion !== undefined) return database('assessments').select('status', 'title').where('id', deletion.assessment).first();
	return database('evidence_items')
		.join('scorecards', 'scorecards.id', 'evidence_items.scorecard')
		.join('assessments', 'assessments.id', 'scorecards.assessment')
		.select('assessments.status', 'assessments.title')
		.where('evidence_items.id', key)
		.first();
}

/** The trigger has noted it: the row was settled (verified, proposed) when this transaction changed or deleted it. */
export async function wasSettled(database: Database, key: string): Promise<boolean> {
	const own = isPostgres(database) ? ' AND xmin = pg_current_xact_id()::xid' : '';
	return rowsOf(await database.raw(`SELECT 1 FROM score_marks WHERE settled_item = ?${own} LIMIT 1`, [key])).length > 0;
}
