import { DomainError } from '#domain/errors/domain-error.ts';
import type { GuardContext } from '#server/platform/guard.ts';
import { changedItems } from './change.ts';
import { refuseClosed } from './closed-assessment.ts';
import { EVIDENCE_DELETIONS } from '#domain/evidence/workflow.ts';
import { officeOnlyFact } from './office-only-fact.ts';
import { otherVillage } from './other-village.ts';
import { deletions } from './after-write.ts';

/** Who may delete an item in which status; nobody once its assessment is frozen. */
export async function deletable(_keys: readonly string[], context: GuardContext): Promise<void> {
	const { actor } = context;
	for (const change of await changedItems({}, context)) {
		await otherVillage(change);
		officeOnlyFact(change);
		const { place, before } = change;
		if (place !== null) refuseClosed(actor, { status: place.status, title: place.assessmentTitle });
		const status = before?.status;
		const isAllowed = EVIDENCE_DELETIONS.some(
			(row) => row.from === status && actor.role !== null && row.who.includes(actor.role),
		);
		if (!isAllowed) throw new DomainError(status === 'verified' ? 'EVIDENCE_SETTLED' : 'NOT_OPEN_TO_YOU');
		if (place !== null)
			deletions.set(String(before?.id), {
				scorecard: place.scorecard,
				mayBeVerified: actor.role === 'administrator',
			});
	}
}
