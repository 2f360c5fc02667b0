import type { AdjustmentDetail } from '#domain/contracts/adjustments.ts';
import { countVotes, outcomeOf } from '#domain/adjustments/tally.ts';
import type { Vote } from '#domain/adjustments/status.ts';

/** What a vote would bring about at once, by the server's own count; null: it decides nothing yet. */
export function consequenceOf(
	{ members, share }: Pick<AdjustmentDetail, 'members' | 'share'>,
	{ member, vote }: { readonly member: string; readonly vote: Vote },
): 'vote_decides' | 'vote_ends' | null {
	const votes = members.map((one) => ({ vote: one.id === member ? vote : one.vote, suspended: one.suspended }));
	const { status } = outcomeOf(countVotes({ share: share ?? 0.5, votes, closed: false }), { closed: false });
	if (status === 'open') return null;
	return status === 'approved' ? 'vote_decides' : 'vote_ends';
}
