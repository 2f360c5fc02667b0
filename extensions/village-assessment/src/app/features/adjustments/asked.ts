// What the user is about to do, and how the endpoints are told.
import type { AdjustmentDetail } from '#domain/contracts/adjustments.ts';
import type { Vote } from '#domain/adjustments/status.ts';
import type { Decisions } from './endpoints.ts';

/** A step in the course of an adjustment: it leaves a case to show. */
export type AskedStep =
	| { readonly action: 'vote'; readonly vote: Vote }
	| { readonly action: 'propose' }
	| { readonly action: 'withdraw' }
	| { readonly action: 'revoke' };

/** What is confirmed in a dialog; editing has a page of its own. */
export type Asked = AskedStep | { readonly action: 'delete' };

/**
 * How the endpoints are told; `text` is the comment or the reason, `sameEvent`: another adjustment may be the same
 * event, and the user says that it is not; `read`: when the draft was changed last, as it is shown.
 */
export function run(
	asked: AskedStep,
	{
		text,
		sameEvent,
		read,
	}: { readonly text: string; readonly sameEvent: boolean; readonly read?: string | null | undefined },
): (decisions: Decisions, id: string) => Promise<AdjustmentDetail> {
	switch (asked.action) {
		case 'vote':
			return ({ vote }, id) => vote(id, { vote: asked.vote, comment: text === '' ? null : text });
		case 'propose':
			return ({ propose }, id) =>
				propose(id, {
					...(sameEvent ? { confirm_same_event: true as const } : {}),
					...(read === undefined ? {} : { date_updated: read }),
				});
		case 'withdraw':
			return ({ withdraw }, id) => withdraw(id, { reason: text });
		case 'revoke':
			return ({ revoke }, id) => revoke(id, { reason: text });
	}
}
