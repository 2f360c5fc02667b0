// Decides what the votes, the deadline or a suspended account have decided: once, whoever looks first.

import { inTransaction } from '#server/platform/transaction.ts';
import { countVotes, outcomeOf, type Outcome } from '#domain/adjustments/tally.ts';
import { findProposed } from './repository/decisions.ts';
import { mayVote } from './repository/related.ts';
import { lockAdjustments } from './lock.ts';
import { itemWriterOf, prepared, type ItemWriter, type Platform } from '#server/platform/item-writer.ts';
import { ballotOf, type WholeAdjustment } from './present.ts';
import { loadBallots } from './load-adjustment.ts';

const OPEN: Outcome = { status: 'open' };

export function outcomeNow(whole: WholeAdjustment, now: Date): Outcome {
	if (whole.record.status !== 'proposed') return OPEN;
	const ballot = ballotOf(whole, now);
	return outcomeOf(countVotes(ballot), ballot);
}

/** Writes the decision that the count has come to, if it has; the rows of the proposal are locked. Returns whether it is decided. */
export async function settle(writer: ItemWriter, whole: WholeAdjustment, now: Date): Promise<boolean> {
	const outcome = outcomeNow(whole, now);
	if (outcome.status === 'open') return false;
	const { record, first } = whole;
	const suspended = record.electorate.filter((member) => !mayVote(whole.accounts.get(member)));
	await writer.update(record.id, {
		status: outcome.status,
		// Whenever it is noticed: the vote closed with its deadline.
		decided_at: (outcome.reason === 'deadline' && record.deadline !== null ? record.deadline : now).toISOString(),
		decision_reason: outcome.reason,
		suspended,
	});
	if (outcome.status === 'approved' && first?.status === 'approved')
		await writer.update(first.id, { status: 'revoked' });
	return true;
}

/** Of the proposals given, or of all that are open, decides those that are due. Returns the ids of those that it decided. */
export async function settleDue(
	platform: Platform,
	{ ids, now }: { readonly ids?: readonly string[]; readonly now: Date },
): Promise<string[]> {
	const { database } = platform;
	const open = ids ?? (await findProposed(database));
	const due = (await loadBallots(database, open))
		.filter((whole) => outcomeNow(whole, now).status !== 'open')
		.map(({ record }) => record.id);
	const decided: string[] = [];
	for (const id of due) if (await settleOne(platform, id, now)) decided.push(id);
	return decided;
}

/** Several instances may try: the row's lock lets one decide, and the others find it decided. */
async function settleOne(platform: Platform, id: string, now: Date): Promise<boolean> {
	const ready = await prepared(platform);
	return inTransaction(platform.database, async (trx) => {
		await lockAdjustments(trx, [id]);
		const [whole] = await loadBallots(trx, [id]);
		return whole !== undefined && settle(itemWriterOf(ready, trx, null), whole, now);
	});
}
