import { DomainError } from '#domain/errors/domain-error.ts';
import type { EvidenceChange } from './change.ts';

/** An item's criterion is one of the assessment's own rulebook. */
export function otherRulebook({ place, rule, criterionRulebook }: EvidenceChange): undefined {
	if (place === null || criterionRulebook === null || criterionRulebook === place.rulebook) return;
	throw new DomainError('CRITERION_OF_OTHER_RULEBOOK', { code: rule?.code ?? '', assessment: place.assessmentTitle });
}
