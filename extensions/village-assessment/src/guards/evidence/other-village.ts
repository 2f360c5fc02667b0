import { Refusal } from '../errors.ts';
import { isOffice } from '../../access/actor.ts';
import { villageOf } from '../../access/village.ts';
import type { EvidenceChange } from './change.ts';

/** A create permission cannot look through `scorecard.village`, so a clerk's own village is enforced here. */
export async function otherVillage({ actor, database, place, placeBefore }: EvidenceChange): Promise<undefined> {
	if (isOffice(actor)) return;
	const village = await villageOf(database, actor);
	if (village === null || place?.village !== village || placeBefore?.village !== village) throw new Refusal('OTHER_VILLAGE');
}
