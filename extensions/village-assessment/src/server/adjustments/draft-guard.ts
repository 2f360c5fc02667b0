// A proposal as the item API finds it, and whether its writer may.
import type { Actor } from '#domain/actor.ts';
import { asDomainError } from '#domain/adjustments/domain-error.ts';
import { judge, type Situation } from '#domain/adjustments/conditions.ts';
import type { StoredAdjustment } from '#server/platform/tables.ts';

/** By the table of the course: drafts only, the author's own or the office's. */
export function requireDraft(row: StoredAdjustment, actor: Actor, action: 'edit' | 'delete'): void {
	const { status, user_created: author } = row;
	const judgement = judge(action, { ...NOTHING_ELSE, status, author }, actor);
	if (!judgement.allowed) throw asDomainError(judgement.refused);
}

/** Editing and deleting ask for the author and the state only. */
const NOTHING_ELSE: Omit<Situation, 'status' | 'author'> = {
	proposer: null,
	isDeserted: false,
	isRevocation: false,
	assessment: { status: 'collecting' },
	takenOut: null,
	electorate: [],
	bar: 'not_entitled',
	wouldVote: 0,
	faults: [],
	openRevocation: null,
};
