// What people do with a proposal. Each is one transaction: the step, and the decision that it brings about.
import { randomUUID } from 'node:crypto';
import type { Accountability } from '@directus/types';
import type { Actor } from '#domain/actor.ts';
import { changedMeanwhile } from '#server/access/changed-meanwhile.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import type { Database } from '#server/platform/database.ts';
import { inTransaction } from '#server/platform/transaction.ts';
import { asDomainError } from '#domain/adjustments/domain-error.ts';
import { judge } from '#domain/adjustments/conditions.ts';
import { deadlineOf } from '#domain/adjustments/deadline.ts';
import { lockAdjustments, lockScorecard } from './lock.ts';
import { itemWriterOf, prepared, type ItemWriter, type Platform } from '#server/platform/item-writer.ts';
import { electorateNow, situationOf, type WholeAdjustment } from './present.ts';
import { settle } from './decide-due.ts';
import { ADJUSTMENT_STATUS_LABELS, type AdjustmentStatus, type Vote } from '#domain/adjustments/status.ts';
import { loadBallots, loadOne } from './load-adjustment.ts';
import type { AdjustmentAction } from '#domain/adjustments/workflow.ts';

export interface ActionRequest {
	readonly id: string;
	readonly actor: Actor;
	readonly accountability: Accountability;
	/** When the request came. */
	readonly now: Date;
}

/** The proposal that the answer shows, and what happened to it. */
export interface ActionResult {
	readonly id: string;
	readonly proposed: boolean;
	readonly decided: boolean;
}

interface ActionContext extends ActionRequest {
	readonly trx: Database;
	readonly whole: WholeAdjustment;
	readonly writer: ItemWriter;
}

type Step = (context: ActionContext) => Promise<ActionResult>;

/** Locks the proposal, asks the table, and takes the step. */
async function act(
	platform: Platform,
	request: ActionRequest,
	{ action, step }: { readonly action: AdjustmentAction; readonly step: Step },
): Promise<ActionResult> {
	const ready = await prepared(platform);
	return inTransaction(platform.database, async (trx) => {
		await lockAdjustments(trx, [request.id]);
		// Whoever votes or withdraws is judged by the ballot alone.
		const isOfTheBallot = action === 'vote' || action === 'withdraw';
		const [ballot = null] = isOfTheBallot ? await loadBallots(trx, [request.id]) : [];
		const whole = isOfTheBallot ? ballot : await loadOne(trx, request.id);
		if (whole === null) throw new DomainError('ADJUSTMENT_NOT_FOUND', { id: request.id });
		const judgement = judge(action, situationOf(whole, request.actor), request.actor);
		if (!judgement.allowed) throw asDomainError(judgement.refused);
		return step({ ...request, trx, whole, writer: itemWriterOf(ready, trx, request.accountability) });
	});
}

/**
 * `confirmSameEvent`: it is another event than the one already proposed for this village, day and category; `read`:
 * when the draft was changed last, as the proposer has seen it.
 */
export const propose = (
	platform: Platform,
	request: ActionRequest,
	{ confirmSameEvent, read }: { readonly confirmSameEvent: boolean; readonly read?: number | null | undefined },
): Promise<ActionResult> =>
	act(platform, request, {
		action: 'propose',
		step: async (context) => {
			const { trx, whole, writer, id, actor } = context;
			const updated = whole.record.updatedAt?.getTime() ?? null;
			if (read !== undefined && updated !== read)
				throw await changedMeanwhile(trx, {
					collection: 'adjustments',
					key: id,
					payload: {},
					since: { date: read },
					actor,
				});
			await lockScorecard(trx, whole.record.scorecard);
			// Read anew: another proposal may have been put to the vote while this one waited for the lock.
			const current = await loadOne(trx, id);
			if (!confirmSameEvent) refuseSameEvent(current ?? whole);
			await writer.update(id, toTheVote(context));
			return { id, proposed: true, decided: false };
		},
	});

/** What is, or was, before the group; drafts, and what was withdrawn or revoked, is not. */
const BEFORE_THE_GROUP: readonly AdjustmentStatus[] = ['proposed', 'approved', 'rejected'];

function refuseSameEvent({ sameEvents }: WholeAdjustment): void {
	const same = sameEvents.find(({ status }) => BEFORE_THE_GROUP.includes(status));
	if (same !== undefined)
		throw new DomainError(
			'SAME_EVENT',
			{ status: ADJUSTMENT_STATUS_LABELS[same.status], id: same.id.slice(0, 8) },
			{ adjustment: same.id },
		);
}

function toTheVote({ whole, actor, now }: ActionContext): Readonly<Record<string, unknown>> {
	const { entitled, barred } = electorateNow(whole, actor.user);
	const { share, voteDays } = whole.record.rules;
	return {
		status: 'proposed',
		proposed_by: actor.user,
		proposed_at: now.toISOString(),
		vote_deadline: deadlineOf(now, voteDays).toISOString(),
		share,
		electorate: entitled,
		barred,
	};
}

/** The same vote with the same comment again, by an impatient finger, is recorded once. */
export const vote = (
	platform: Platform,
	request: ActionRequest,
	cast: { readonly vote: Vote; readonly comment: string | null },
): Promise<ActionResult> =>
	act(platform, request, {
		action: 'vote',
		step: async ({ whole, writer, id, actor, now }) => {
			const last = whole.votes.findLast(({ member }) => member === actor.user);
			if (last?.vote === cast.vote && last.comment === cast.comment) return { id, proposed: false, decided: false };
			// The latest counts, so none may be as old as the one before it.
			const vote = {
				member: actor.user ?? '',
				...cast,
				cast_at: new Date(Math.max(now.getTime(), last === undefined ? 0 : Date.parse(last.cast_at) + 1)).toISOString(),
			};
			await writer.create('adjustment_votes', { adjustment: id, ...vote });
			return { id, proposed: false, decided: await settle(writer, { ...whole, votes: [...whole.votes, vote] }, now) };
		},
	});

export const withdraw = (platform: Platform, request: ActionRequest, reason: string): Promise<ActionResult> =>
	act(platform, request, {
		action: 'withdraw',
		step: async ({ writer, id }) => {
			await writer.update(id, { status: 'withdrawn', withdraw_reason: reason });
			return { id, proposed: false, decided: false };
		},
	});

/** Makes the revocation and proposes it; the answer is the new proposal. */
export const revoke = (platform: Platform, request: ActionRequest, reason: string): Promise<ActionResult> =>
	act(platform, request, {
		action: 'revoke',
		step: async (context) => {
			const { record } = context.whole;
			const id = randomUUID();
			await context.writer.create('adjustments', {
				id,
				scorecard: record.scorecard,
				criterion: record.criterion,
				revokes: record.id,
				reason,
				category: null,
				occurrences: null,
				occurred_on: null,
				...toTheVote(context),
			});
			return { id, proposed: true, decided: false };
		},
	});
