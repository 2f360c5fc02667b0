// Which proposals wait for whom, and how many: conditions in SQL, because those who may vote stand in a JSON column.
import { QUEUE_SCOPES, type QueueScope } from '#domain/contracts/adjustments.ts';
import { rowsOf, type Database } from '#server/platform/database.ts';

export interface QueueFilters {
	readonly user: string;
	readonly assessment: string | null;
	readonly village: string | null;
	readonly direction: 'bonus' | 'penalty' | null;
}

export interface QueuePage extends QueueFilters {
	readonly scope: QueueScope;
	readonly limit: number;
	readonly offset: number;
}

/** Proposals with their village, assessment and criterion, by the names d, s, a and c. */
const JOINS = `adjustments d JOIN scorecards s ON s.id = d.scorecard JOIN assessments a ON a.id = s.assessment
	JOIN criteria c ON c.id = d.criterion`;

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

function conditionOf({ assessment, village, direction }: QueueFilters): Condition {
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

/** The ids of one page of a scope, in its order. */
export async function findQueued(
	database: Database,
	{ scope, limit, offset, ...filters }: QueuePage,
): Promise<string[]> {
	const condition = conditionOf(filters);
	const { sql, bindings } = scopeOf(scope, filters.user);
	const rows = rowsOf(
		await database.raw(
			`SELECT d.id FROM ${JOINS} WHERE ${condition.sql} AND ${sql} ORDER BY ${ORDERS[scope]} LIMIT ? OFFSET ?`,
			[...condition.bindings, ...bindings, limit, offset],
		),
	);
	return rows.map(({ id }) => String(id));
}

/** How many proposals each scope has, in one statement. */
export async function countQueued(database: Database, filters: QueueFilters): Promise<Record<QueueScope, number>> {
	const condition = conditionOf(filters);
	const scopes = QUEUE_SCOPES.map((scope) => ({ scope, ...scopeOf(scope, filters.user) }));
	const columns = scopes.map(({ scope, sql }) => `SUM(CASE WHEN ${sql} THEN 1 ELSE 0 END) AS ${scope}`).join(', ');
	const [row] = rowsOf(
		await database.raw(`SELECT ${columns} FROM ${JOINS} WHERE ${condition.sql}`, [
			...scopes.flatMap(({ bindings }) => bindings),
			...condition.bindings,
		]),
	);
	const of = (scope: QueueScope): number => Number(row?.[scope] ?? 0);
	return { waiting: of('waiting'), open: of('open'), drafts: of('drafts'), mine: of('mine'), decided: of('decided') };
}
