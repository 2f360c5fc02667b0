// What waits, for whom: one list for the queue, the drafts, my own votes and proposals, and what was decided.
import { rowsOf, type Database } from '#server/platform/database.ts';
import { QUEUE_SCOPES, type Queue, type QueueEntry, type QueueScope } from '#domain/contracts/adjustments.ts';
import { ADJUSTMENT_JOINS } from './repository.ts';
import { categoryLabel, countOf, isoOf, personOf, signedPoints, type WholeAdjustment } from './present.ts';
import { directionOf } from '#domain/adjustments/proposal.ts';
import { DECISION_REASON_LABELS } from '#domain/adjustments/status.ts';
import { loadWholeAdjustment } from './load-adjustment.ts';

export interface QueueRequest {
	readonly scope: QueueScope;
	readonly user: string;
	readonly assessment: string | null;
	readonly village: string | null;
	readonly direction: 'bonus' | 'penalty' | null;
	readonly limit: number;
	readonly offset: number;
}

/** A condition and what it is about; `?` stands for the asking user. */
const SCOPES: Readonly<Record<QueueScope, string>> = {
	waiting: `d.status = 'proposed' AND CAST(d.electorate AS TEXT) LIKE '%' || CAST(? AS TEXT) || '%'
		AND NOT EXISTS (SELECT 1 FROM adjustment_votes w WHERE w.adjustment = d.id AND w.member = ?)`,
	open: `d.status = 'proposed'`,
	drafts: `d.status = 'draft'`,
	mine: `(d.user_created = ? OR d.proposed_by = ? OR EXISTS (SELECT 1 FROM adjustment_votes w WHERE w.adjustment = d.id AND w.member = ?))`,
	decided: `d.status NOT IN ('draft', 'proposed')`,
};

const ORDERS: Readonly<Record<QueueScope, string>> = {
	waiting: 'd.proposed_at, d.id',
	open: 'd.proposed_at, d.id',
	drafts: 'd.date_created, d.id',
	mine: 'COALESCE(d.proposed_at, d.date_created) DESC, d.id',
	decided: 'COALESCE(d.decided_at, d.date_updated, d.proposed_at) DESC, d.id',
};

interface Condition {
	readonly sql: string;
	readonly bindings: readonly string[];
}

const scopeOf = (scope: QueueScope, user: string): Condition => ({
	sql: SCOPES[scope],
	bindings: Array.from(SCOPES[scope].matchAll(/\?/g), () => user),
});

function filtersOf({ assessment, village, direction }: QueueRequest): Condition {
	const filters: Condition[] = [
		...(assessment === null ? [] : [{ sql: 'a.id = ?', bindings: [assessment] }]),
		...(village === null ? [] : [{ sql: 's.village = ?', bindings: [village] }]),
		...(direction === null ? [] : [{ sql: direction === 'bonus' ? 'c.points >= 0' : 'c.points < 0', bindings: [] }]),
	];
	return {
		sql: ['1 = 1', ...filters.map(({ sql }) => sql)].join(' AND '),
		bindings: filters.flatMap(({ bindings }) => bindings),
	};
}

export async function queueOf(database: Database, wish: QueueRequest, now: Date): Promise<Queue> {
	const filters = filtersOf(wish);
	const scope = scopeOf(wish.scope, wish.user);
	const rows = rowsOf(
		await database.raw(
			`SELECT d.id FROM ${ADJUSTMENT_JOINS} WHERE ${filters.sql} AND ${scope.sql} ORDER BY ${ORDERS[wish.scope]} LIMIT ? OFFSET ?`,
			[...filters.bindings, ...scope.bindings, wish.limit, wish.offset],
		),
	);
	const counts = await countsOf(database, filters, wish.user);
	const cases = await loadWholeAdjustment(
		database,
		rows.map(({ id }) => String(id)),
	);
	return { entries: cases.map((whole) => entryOf(whole, wish.user, now)), total: counts[wish.scope], counts };
}

async function countsOf(database: Database, filters: Condition, user: string): Promise<Record<QueueScope, number>> {
	const scopes = QUEUE_SCOPES.map((scope) => ({ scope, ...scopeOf(scope, user) }));
	const columns = scopes.map(({ scope, sql }) => `SUM(CASE WHEN ${sql} THEN 1 ELSE 0 END) AS ${scope}`).join(', ');
	const [row] = rowsOf(
		await database.raw(`SELECT ${columns} FROM ${ADJUSTMENT_JOINS} WHERE ${filters.sql}`, [
			...scopes.flatMap(({ bindings }) => bindings),
			...filters.bindings,
		]),
	);
	const of = (scope: QueueScope): number => Number(row?.[scope] ?? 0);
	return { waiting: of('waiting'), open: of('open'), drafts: of('drafts'), mine: of('mine'), decided: of('decided') };
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
