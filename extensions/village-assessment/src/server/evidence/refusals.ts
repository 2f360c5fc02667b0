// Every refusal of an evidence item, in the order in which they are asked. Each may complete what is written.
import type { Payload } from '#server/platform/guard.ts';
import { caseOnce } from './case-once.ts';
import type { EvidenceChange } from './change.ts';
import { closedAssessment } from './closed-assessment.ts';
import { notYetCome } from './day-to-come.ts';
import { evidenceWorkflow } from './workflow.ts';
import { namedFact } from './named-fact.ts';
import { officeOnlyFact } from './office-only-fact.ts';
import { otherRulebook } from './other-rulebook.ts';
import { otherVillage } from './other-village.ts';
import { outsideTheYear } from './outside-the-year.ts';
import { requireFourEyes } from './four-eyes.ts';
import { serverFields } from './server-fields.ts';
import { validFact } from './valid-fact.ts';
import { villageTakenOut } from './village-taken-out.ts';

/** Throws, or returns fields to write beside those sent. */
export type EvidenceRefusal = (change: EvidenceChange) => Payload | undefined | Promise<Payload | undefined>;

export const EVIDENCE_REFUSALS: readonly EvidenceRefusal[] = [
	namedFact,
	serverFields,
	otherVillage,
	closedAssessment,
	villageTakenOut,
	otherRulebook,
	evidenceWorkflow,
	officeOnlyFact,
	validFact,
	requireFourEyes,
	outsideTheYear,
	notYetCome,
	caseOnce,
];
