import { refuseTakenOut } from '#server/platform/taken-out.ts';
import type { EvidenceChange } from './change.ts';

/** A village that was taken out keeps what is recorded; nothing is added to it, changed in it or moved away. */
export function villageTakenOut({ place, placeBefore }: EvidenceChange): undefined {
	for (const one of [placeBefore, place])
		if (one !== null) refuseTakenOut({ village: one.villageName, reason: one.excludedReason });
}
