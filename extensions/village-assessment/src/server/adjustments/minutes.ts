// 会议纪要: what a page prints of one or several decisions, for those who took part to sign.
import type { Actor } from '#domain/actor.ts';
import { Decimal } from '#engine/decimal.ts';
import { scoreCriterion, type Occurrences } from '#engine';
import { rowsOf, type Database } from '#server/platform/database.ts';
import type { DecisionEffect, Minutes, MinutesEntry, Person } from '#domain/contracts/adjustments.ts';
import { ADJUSTMENT_JOINS, loadAdjustments, marks, type AdjustmentRecord } from './repository.ts';
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
	{ wish, actor, now }: { readonly wish: MinutesRequest; readonly actor: Actor; readonly now: Date },
): Promise<Minutes> {
	const ids = wish.ids ?? (await decidedOn(database, wish));
	const cases = await loadWholeAdjustment(database, ids);
	const history = await historyOf(database, [...new Set(cases.map(({ record }) => record.scorecard))]);
	const decisions = cases.map((whole) => entryOf(whole, { history, actor, now }));
	const signatories = new Map(
		decisions.flatMap(({ case: { members } }) => members.map(({ id, name }): [string, Person] => [id, { id, name }])),
	);
	return { date: wish.date, made_at: now.toISOString(), decisions, signatories: [...signatories.values()] };
}

/** Midnight to midnight in the office's time zone. */
async function decidedOn(database: Database, { date, assessment }: MinutesRequest): Promise<string[]> {
	const [year = 0, month = 1, day = 1] = (date ?? '').split('-').map(Number);
	const within = [new Date(year, month - 1, day), new Date(year, month - 1, day + 1)] as const;
	const rows = await database('adjustments')
		.select('id')
		.where('decided_at', '>=', within[0])
		.where('decided_at', '<', within[1])
		.whereIn('status', ['approved', 'rejected', 'revoked'])
		.modify((query) =>
			assessment === null
				? query
				: query.whereIn('scorecard', database('scorecards').select('id').where({ assessment })),
		)
		.orderBy([{ column: 'decided_at' }, { column: 'id' }])
		.limit(MOST);
	return rows.map(({ id }) => id);
}

function entryOf(
	whole: WholeAdjustment,
	{ history, actor, now }: { readonly history: readonly AdjustmentRecord[]; readonly actor: Actor; readonly now: Date },
): MinutesEntry {
	const shown = presentAdjustment(whole, actor, now);
	const those = (wanted: (vote: string | null) => boolean): Person[] =>
		shown.members.filter(({ vote }) => wanted(vote)).map(({ id, name }) => ({ id, name }));
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
	if (scorecards.length === 0) return [];
	const rows = rowsOf(
		await database.raw(
			`SELECT d.id FROM ${ADJUSTMENT_JOINS} WHERE d.scorecard IN (${marks(scorecards)}) AND d.status IN ('approved', 'revoked')`,
			[...scorecards],
		),
	);
	return loadAdjustments(
		database,
		rows.map(({ id }) => String(id)),
	);
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
