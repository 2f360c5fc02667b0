// 会议纪要: what a page prints of one or several decisions, for those who took part to sign.
import type { Actor } from '#domain/actor.ts';
import { Decimal } from '#engine/decimal.ts';
import { scoreCriterion, type Occurrences } from '#engine';
import type { Database } from '#server/platform/database.ts';
import type { DecisionEffect, Minutes, MinutesEntry, Person } from '#domain/contracts/adjustments.ts';
import { findDecided, findEverApproved } from './repository/decisions.ts';
import { loadAdjustments, type AdjustmentRecord } from './repository/records.ts';
import { presentAdjustment, type WholeAdjustment } from './present.ts';
import { loadWholeAdjustment } from './load-adjustment.ts';

export interface MinutesRequest {
	readonly ids: readonly string[] | null;
	/** YYYY-MM-DD, a day in the office's time zone. */
	readonly date: string | null;
	readonly assessment: string | null;
}

const MOST = 200;

export async function minutesOf(
	database: Database,
	{ asked, actor, now }: { readonly asked: MinutesRequest; readonly actor: Actor; readonly now: Date },
): Promise<Minutes> {
	const ids = asked.ids ?? (await decidedOn(database, asked));
	const cases = await loadWholeAdjustment(database, ids);
	const history = await historyOf(database, [...new Set(cases.map(({ record }) => record.scorecard))]);
	const decisions = cases.map((whole) => entryOf(whole, { history, actor, now }));
	const signatories = new Map(
		decisions.flatMap(({ case: { members } }) => members.map(({ id, name }): [string, Person] => [id, { id, name }])),
	);
	return { date: asked.date, made_at: now.toISOString(), decisions, signatories: [...signatories.values()] };
}

/** Midnight to midnight in the office's time zone. */
async function decidedOn(database: Database, { date, assessment }: MinutesRequest): Promise<string[]> {
	const [year = 0, month = 1, day = 1] = (date ?? '').split('-').map(Number);
	const [from, until] = [new Date(year, month - 1, day), new Date(year, month - 1, day + 1)];
	return findDecided(database, { from, until, assessment, limit: MOST });
}

function entryOf(
	whole: WholeAdjustment,
	{ history, actor, now }: { readonly history: readonly AdjustmentRecord[]; readonly actor: Actor; readonly now: Date },
): MinutesEntry {
	const shown = presentAdjustment(whole, actor, now);
	const those = (matches: (vote: string | null) => boolean): Person[] =>
		shown.members.filter(({ vote }) => matches(vote)).map(({ id, name }) => ({ id, name }));
	return {
		case: shown,
		present: those((vote) => vote !== null && vote !== 'recuse'),
		absent: those((vote) => vote === null),
		recused: those((vote) => vote === 'recuse'),
		effect: effectOf(whole, history),
	};
}

/** Whatever was ever approved on some scorecards, revocations too. */
async function historyOf(database: Database, scorecards: readonly string[]): Promise<AdjustmentRecord[]> {
	return loadAdjustments(database, await findEverApproved(database, scorecards));
}

/** The points of its direction just before and just after a decision that took effect. */
function effectOf({ record }: WholeAdjustment, history: readonly AdjustmentRecord[]): DecisionEffect | null {
	const { rule, decidedAt } = record;
	if (
		decidedAt === null ||
		rule.method !== 'discretionary' ||
		(record.status !== 'approved' && record.status !== 'revoked')
	)
		return null;
	const kin = history.filter(
		({ scorecard, criterion }) => scorecard === record.scorecard && criterion === record.criterion,
	);
	const used = (counts: (one: AdjustmentRecord) => boolean): number =>
		Number(new Decimal(scoreCriterion(rule, [], countedOf(kin, counts)).awarded).abs());
	const earlier = (one: AdjustmentRecord): boolean => one.decidedAt !== null && one.decidedAt < decidedAt;
	return {
		before: used(earlier),
		after: used((one) => one.id === record.id || earlier(one)),
		cap: Number(new Decimal(rule.params.cap).abs()),
	};
}

/** Decisions that count by then: approved, and not taken back by then. */
function countedOf(kin: readonly AdjustmentRecord[], byThen: (one: AdjustmentRecord) => boolean): Occurrences[] {
	const decided = kin.filter(byThen);
	const takenBack = new Set(decided.map(({ revokes }) => revokes));
	return decided
		.filter(({ id, revokes }) => revokes === null && !takenBack.has(id))
		.map(({ id, category, occurrences }) => ({ id, category: category ?? '', occurrences: occurrences ?? 0 }));
}
