import type { Actor } from '#domain/actor.ts';
import type { Role } from '#domain/roles.ts';
import type { Situation } from '#domain/adjustments/conditions.ts';

export const actor = (role: Role | null, user = 'me'): Actor => ({ role, user });

/** A proposal of which nothing stands in the way: somebody else's, complete, with a vote for me. */
export const situation = (more: Partial<Situation> = {}): Situation => ({
	status: 'draft',
	author: 'somebody',
	isDeserted: false,
	proposer: 'somebody',
	isRevocation: false,
	assessment: { status: 'collecting' },
	takenOut: null,
	electorate: ['me', 'a', 'b'],
	bar: 'not_entitled',
	wouldVote: 3,
	faults: [],
	openRevocation: null,
	...more,
});
