// What waits, for whom: one list for the queue, the drafts, my own votes and proposals, and what was decided.
import type { Database } from '#server/platform/database.ts';
import type { Queue, QueueEntry } from '#domain/contracts/adjustments.ts';
import { countQueued, findQueued, type QueuePage } from './repository/queue.ts';
import { categoryLabel, countOf, isoOf, personOf, signedPoints, type WholeAdjustment } from './present.ts';
import { directionOf } from '#domain/adjustments/proposal.ts';
import { DECISION_REASON_LABELS } from '#domain/adjustments/status.ts';
import { loadWholeAdjustment } from './load-adjustment.ts';

export async function queueOf(database: Database, page: QueuePage, now: Date): Promise<Queue> {
	const ids = await findQueued(database, page);
	const counts = await countQueued(database, page);
	const found = await loadWholeAdjustment(database, ids);
	return { entries: found.map((whole) => entryOf(whole, page.user, now)), total: counts[page.scope], counts };
}

function entryOf(whole: WholeAdjustment, user: string, now: Date): QueueEntry {
	const { record, first, votes, accounts } = whole;
	return {
		id: record.id,
		status: record.status,
		direction: directionOf(record.rule),
		village: record.village,
		assessment: { id: record.assessment.id, title: record.assessment.title },
		criterion: { code: record.rule.code },
		category_label: categoryLabel(first ?? record),
		occurrences: record.occurrences,
		points: signedPoints(record, first),
		reason: record.reason,
		occurred_on: record.occurredOn,
		author: personOf(accounts, record.author),
		proposed_at: isoOf(record.proposedAt),
		vote_deadline: isoOf(record.deadline),
		decided_at: isoOf(record.decidedAt),
		decision_reason_text: record.decisionReason === null ? null : DECISION_REASON_LABELS[record.decisionReason],
		revokes: record.revokes,
		entitled: record.electorate.includes(user),
		own_vote: votes.findLast(({ member }) => member === user)?.vote ?? null,
		count: countOf(whole, now),
	};
}
