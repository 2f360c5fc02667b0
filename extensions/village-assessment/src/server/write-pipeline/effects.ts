// Everything that a write brings about beside its row, once every guard has let it pass.
import { appealEffects } from '#server/appeals/uphold.ts';
import { assessmentEffects } from '#server/assessments/effects.ts';
import { evidenceEffects } from '#server/evidence/effects.ts';
import { junctionEffects } from '#server/files/junction-effects.ts';
import { nameEffects } from '#server/names/keys.ts';
import type { WriteEffect } from '#server/platform/guard.ts';

export const EFFECTS: readonly WriteEffect[] = [
	assessmentEffects,
	evidenceEffects,
	appealEffects,
	junctionEffects,
	nameEffects,
];
