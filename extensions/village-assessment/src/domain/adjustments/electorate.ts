// Who votes on a proposal: the leaders who are active when it is proposed, without those whom it concerns.
import type { IneligibilityReason } from './status.ts';

export interface Concerned {
	readonly author: string | null;
	readonly proposer: string | null;
	/** 包村领导 of the village. */
	readonly liaison: string | null;
	/** Of a revocation: who wrote what it would revoke. */
	readonly authorOfFirst: string | null;
}

/** null: nothing bars this leader. */
export function ineligibilityOf(
	user: string,
	{ author, proposer, liaison, authorOfFirst }: Concerned,
): IneligibilityReason | null {
	if (user === author) return 'author';
	if (user === proposer) return 'proposer';
	if (user === authorOfFirst) return 'author_of_first';
	return user === liaison ? 'liaison' : null;
}

export interface Electorate {
	readonly entitled: readonly string[];
	readonly barred: Readonly<Record<string, IneligibilityReason>>;
}

/** `leaders`: ids of the active users with the leader role. */
export function electorateOf(leaders: readonly string[], concerned: Concerned): Electorate {
	const bars = leaders.map((user) => [user, ineligibilityOf(user, concerned)] as const);
	return {
		entitled: bars.flatMap(([user, bar]) => (bar === null ? [user] : [])).sort(),
		barred: Object.fromEntries(bars.flatMap(([user, bar]) => (bar === null ? [] : [[user, bar]]))),
	};
}
