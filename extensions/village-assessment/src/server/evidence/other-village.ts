import { DomainError } from '#domain/errors/domain-error.ts';
import { isOffice } from '#domain/actor.ts';
import type { EvidenceChange } from './change.ts';

/** A create permission cannot look through `scorecard.village`, so a clerk's own village is enforced here. */
export async function otherVillage({ actor, asked, place, placeBefore }: EvidenceChange): Promise<undefined> {
	if (isOffice(actor)) return;
	const village = await asked.ownVillage();
	if (village === null || place?.village !== village || placeBefore?.village !== village)
		throw new DomainError('OTHER_VILLAGE');
}
