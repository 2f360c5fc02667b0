// What two people could race for is looked at once more inside the writer's transaction, when the row is written.
import type { Actor } from '#domain/actor.ts';
import { acquireWorkflowLock } from '#server/platform/workflow-lock.ts';
import { writeKeys } from '#server/names/keys.ts';
import type { Database } from '#server/platform/database.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import type { Guard } from '#server/platform/guard.ts';
import type { StoredEvidenceItem } from '#server/platform/tables.ts';
import { refuseTakenOut } from '#server/platform/taken-out.ts';
import { boundedMap } from '#server/platform/bounded-map.ts';
import { requestBegan } from '#server/platform/request-context.ts';
import { ruleOf } from './change.ts';
import { assessmentOfItem, assessmentOfScorecard, itemsById, wasSettled } from './repository.ts';
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
	const assessment = await (deletion === undefined
		? assessmentOfItem(database, key)
		: assessmentOfScorecard(database, deletion.scorecard));
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
	const [row] = await itemsById(database, [key]);
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
