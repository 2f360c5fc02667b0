// A proposal names a criterion of 7 or 8 of the assessment's own rulebook, and what it says must be such as the criterion knows.
import { asDomainError } from '#domain/adjustments/domain-error.ts';
import { faultsOf } from '#domain/adjustments/proposal.ts';
import { today } from '#server/platform/today.ts';
import { dateText, textOrNull, type Database } from '#server/platform/database.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import { ruleOf } from '#server/evidence/change.ts';
import { placeOf } from '#server/evidence/repository.ts';
import { idOf } from '#domain/uuid.ts';
import type { Proposed } from '#server/platform/guard.ts';
import type { StoredAdjustment } from '#server/platform/tables.ts';
import { refuseTakenOut } from '#server/platform/taken-out.ts';

/** An unknown scorecard or criterion is refused by the foreign key. */
export async function soundProposal(database: Database, row: Proposed<StoredAdjustment>): Promise<void> {
	const place = await placeOf(database, idOf(row.scorecard));
	const { rule, criterionRulebook } = await ruleOf(database, idOf(row.criterion));
	if (place !== null) refuseTakenOut({ village: place.villageName, reason: place.excludedReason });
	if (place === null || rule === null) return;
	if (criterionRulebook !== place.rulebook)
		throw new DomainError('CRITERION_OF_OTHER_RULEBOOK', { code: rule.code, assessment: place.assessmentTitle });
	const occurrences = row.occurrences ?? null;
	const [fault] = faultsOf(
		{
			category: textOrNull(row.category),
			occurrences: occurrences === null ? null : Number(occurrences),
			reason: null,
			occurredOn: dateText(row.occurred_on),
		},
		rule,
		{ year: place.year, today: today() },
	);
	if (fault !== undefined) throw asDomainError(fault);
}
