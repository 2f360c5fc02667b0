// Counts the votes of a proposal. Pure: the same count decides, is shown, and is tested.
import { Decimal } from '#engine/decimal.ts';
import type { DecisionReason, Vote } from './status.ts';

/** Whole numbers of members. base = electorate − recused; needed = ⌊share × base⌋ + 1. */
export interface VoteCount {
	readonly electorate: number;
	readonly recused: number;
	readonly base: number;
	readonly needed: number;
	readonly approvals: number;
	readonly rejections: number;
	/** Votes to abstain, and members who count as abstaining (suspended, or silent until the deadline). */
	readonly abstentions: number;
	/** Still open: may yet vote. */
	readonly not_voted: number;
}

export interface Ballot {
	/** More than this share of the base must approve: a decimal in [0.5, 1). */
	readonly share: string | number;
	/** One for each of the electorate: the latest vote, or null. */
	readonly votes: readonly MemberVote[];
	/** The deadline has passed: whoever has not voted counts as abstaining. */
	readonly closed: boolean;
}

export interface MemberVote {
	readonly vote: Vote | null;
	/** The account is suspended: counts as abstaining, whatever was voted before; a recusal stands. */
	readonly suspended: boolean;
}

export type Outcome =
	{ readonly status: 'open' } | { readonly status: 'approved' | 'rejected'; readonly reason: DecisionReason };

/** needed = ⌊share × base⌋ + 1, exact: of 5 with one recusal 3 are needed, and 2 : 2 is a rejection. */
export const neededOf = (share: string | number, base: number): number =>
	new Decimal(share).times(base).floor().plus(1).toNumber();

export function countVotes({ share, votes, closed }: Ballot): VoteCount {
	const stands = votes.map(({ vote, suspended }) =>
		vote === 'recuse' ? 'recuse' : suspended ? 'abstain' : (vote ?? (closed ? 'abstain' : null)),
	);
	const number = (wanted: Vote | null): number => stands.filter((one) => one === wanted).length;
	const recused = number('recuse');
	const base = votes.length - recused;
	return {
		electorate: votes.length,
		recused,
		base,
		needed: neededOf(share, base),
		approvals: number('approve'),
		rejections: number('reject'),
		abstentions: number('abstain'),
		not_voted: number(null),
	};
}

/** Fewer than these left unrecused decide nothing. */
const QUORUM = 2;

/** What the count comes to. It decides once: whatever follows is asked of a proposal that is no longer open. */
export function outcomeOf(
	{ base, needed, approvals, not_voted }: VoteCount,
	{ closed }: Pick<Ballot, 'closed'>,
): Outcome {
	if (base < QUORUM) return { status: 'rejected', reason: 'inquorate' };
	if (approvals >= needed) return { status: 'approved', reason: 'majority' };
	if (approvals + not_voted >= needed) return { status: 'open' };
	return { status: 'rejected', reason: closed ? 'deadline' : 'out_of_reach' };
}
