// What two people could race for is looked at once more inside the writer's transaction, when the row is written.
import type { Actor } from '#domain/actor.ts';
import { acquireWorkflowLock } from '#server/platform/workflow-lock.ts';
import { writeKeys } from '#server/names/keys.ts';
import { isPostgres, rowsOf, type Database } from '#server/platform/database.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import type { AssessmentStatus } from '#domain/assessments/status.ts';
import type { Guard } from '#server/platform/guard.ts';
import type { StoredDay } from '#server/platform/stored-columns.ts';
import type { StoredEvidenceItem } from '#server/platform/tables.ts';
import { refuseTakenOut, type TakenOut } from '#server/platform/taken-out.ts';
import { boundedMap } from '#server/platform/bounded-map.ts';
import { requestBegan } from '#server/platform/request-context.ts';
import { ruleOf } from './change.ts';
import { refuseClosed } from './closed-assessment.ts';
import { settleReturned } from './returned.ts';
import { verifiedByAnother } from './four-eyes.ts';
import { noteSubmission } from '#server/assessments/submission.ts';
import { requireValidFact } from './valid-fact.ts';

interface Deletion {
	readonly scorecard: string;
	readonly mayBeVerified: boolean;
}

/** A deleted row can no longer be asked where it belonged; its guard, a moment before, could. */
export const deletions = boundedMap<Deletion>();

export const settledEvidence: NonNullable<Guard['afterWrite']> = async (key, { actor, database, change }) => {
	await acquireWorkflowLock(database, 'shared');
	const deletion = change === 'delete' ? deletions.get(key) : undefined;
	const assessment = await assessmentOf(database, { key, deletion });
	if (assessment !== undefined) refuseClosed(actor, assessment);
	if (assessment !== undefined && change !== 'delete') refuseTakenOut(assessment);
	const row = change === 'delete' ? undefined : await requireSound(key, actor, database);
	if (row !== undefined) await noteSubmission(row, { database, deadline: assessment?.submission_deadline });
	if (actor.role === 'administrator') return;
	if (change !== 'create' && !(deletion?.mayBeVerified ?? false) && (await wasSettled(database, key)))
		throw new DomainError('EVIDENCE_SETTLED');
};

/** Two edits that were sound each by itself need not be so together. */
async function requireSound(key: string, actor: Actor, database: Database): Promise<StoredEvidenceItem | undefined> {
	const row = await database('evidence_items').where({ id: key }).first();
	if (row === undefined) return undefined;
	await writeKeys(database, 'evidence_items', row);
	const { rule } = await ruleOf(database, row.criterion);
	if (rule !== null && row.status === 'verified') requireValidFact(rule, row);
	await settleReturned(row, actor, database);
	await verifiedByAnother(row, { rule, user: actor.user, database });
	const isAnothers = row.status === 'verified' && row.verified_by !== actor.user;
	if (isAnothers && actor.role !== 'administrator' && momentOf(row.verified_at) >= (requestBegan() ?? Infinity))
		throw new DomainError('EVIDENCE_SETTLED');
	return row;
}

const momentOf = (value: unknown): number =>
	value instanceof Date || typeof value === 'string' || typeof value === 'number'
		? new Date(value).getTime()
		: -Infinity;

const OF_THE_ASSESSMENT = [
	'assessments.status',
	'assessments.title',
	'assessments.submission_deadline',
	'scorecards.village_name as village',
	'scorecards.excluded_reason as reason',
] as const;

interface AssessmentOfItem extends TakenOut {
	readonly status: AssessmentStatus;
	readonly title: string;
	readonly submission_deadline: StoredDay | null;
}

async function assessmentOf(
	database: Database,
	{ key, deletion }: { readonly key: string; readonly deletion: Deletion | undefined },
): Promise<AssessmentOfItem | undefined> {
	if (deletion !== undefined)
		return database('scorecards')
			.join('assessments', 'assessments.id', 'scorecards.assessment')
			.select(...OF_THE_ASSESSMENT)
			.where('scorecards.id', deletion.scorecard)
			.first();
	return database('evidence_items')
		.join('scorecards', 'scorecards.id', 'evidence_items.scorecard')
		.join('assessments', 'assessments.id', 'scorecards.assessment')
		.select(...OF_THE_ASSESSMENT)
		.where('evidence_items.id', key)
		.first();
}

/** The trigger has noted it: the row was settled (verified, proposed) when this transaction changed or deleted it. */
export async function wasSettled(database: Database, key: string): Promise<boolean> {
	const own = isPostgres(database) ? ' AND xmin = pg_current_xact_id()::xid' : '';
	return rowsOf(await database.raw(`SELECT 1 FROM score_marks WHERE settled_item = ?${own} LIMIT 1`, [key])).length > 0;
}
