// The course of a year, as one table: the endpoint, the screens and the tests read it.
import type { Role } from '#domain/roles.ts';
import type { AssessmentStatus } from './status.ts';

/** What must be so before a step; server/assessments/unmet-conditions.ts asks each and lists what stands in the way. */
export type Condition =
	| 'rulebook_published'
	| 'villages_enrolled'
	| 'nothing_submitted'
	| 'criteria_assessed'
	| 'adjustments_decided'
	| 'no_open_appeals'
	| 'notice_over';

export interface Transition {
	readonly from: AssessmentStatus;
	readonly to: AssessmentStatus;
	readonly who: readonly Role[];
	readonly conditions: readonly Condition[];
	/** A step back is taken with a reason. */
	readonly reason: boolean;
}

const OFFICE = ['office', 'administrator'] as const;

export const TRANSITIONS: readonly Transition[] = [
	{
		from: 'preparing',
		to: 'collecting',
		who: OFFICE,
		conditions: ['rulebook_published', 'villages_enrolled'],
		reason: false,
	},
	{ from: 'collecting', to: 'reviewing', who: OFFICE, conditions: [], reason: false },
	{ from: 'reviewing', to: 'collecting', who: OFFICE, conditions: [], reason: true },
	{
		from: 'reviewing',
		to: 'publicized',
		who: OFFICE,
		conditions: ['nothing_submitted', 'criteria_assessed', 'adjustments_decided', 'no_open_appeals'],
		reason: false,
	},
	{ from: 'publicized', to: 'reviewing', who: OFFICE, conditions: [], reason: true },
	{
		from: 'publicized',
		to: 'final',
		who: ['leader', 'administrator'],
		conditions: ['no_open_appeals', 'notice_over'],
		reason: false,
	},
];
