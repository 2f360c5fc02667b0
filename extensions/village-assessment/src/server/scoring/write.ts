// Writes computed lines and scorecards, and the ranks that follow from them.
import { randomUUID } from 'node:crypto';
import { ENGINE_VERSION } from '#engine';
import type { Knex } from 'knex';
import type { ComputedLine, ComputedScorecard } from './compute.ts';
import { shiftOf, type Shift } from './ranks.ts';
import type { StoredScorecard, StoredScorecardLine } from '#server/platform/tables.ts';
import { batches, isPostgres, type Database } from '#server/platform/database.ts';

const LINES_PER_STATEMENT = 200;
const LINE_COLUMNS = [
	'awarded',
	'attainable',
	'state',
	'state_text',
	'reasons',
	'explanation',
	'evidence_count',
] as const satisfies readonly (keyof StoredScorecardLine)[];

function upsertOf(trx: Database, rows: readonly ReturnType<typeof rowOf>[]): PromiseLike<unknown> {
	const stored = LINE_COLUMNS.map((column) => asComparable(trx, `scorecard_lines.${column}`)).join(', ');
	const computed = LINE_COLUMNS.map((column) => asComparable(trx, `excluded.${column}`)).join(', ');
	return (
		trx('scorecard_lines')
			.insert(rows)
			.onConflict(['scorecard', 'criterion'])
			.merge(LINE_COLUMNS)
			// A line that has not changed is not written.
			.whereRaw(`(${stored}) IS DISTINCT FROM (${computed})`)
	);
}

/** PostgreSQL does not compare json. */
const asComparable = (trx: Database, column: string): string =>
	isPostgres(trx) && column.endsWith('.reasons') ? `${column}::text` : column;

const rowOf = (line: ComputedLine) => ({
	id: randomUUID(),
	scorecard: line.scorecard,
	criterion: line.criterion,
	awarded: line.awarded,
	attainable: line.attainable,
	state: line.state,
	state_text: line.stateText,
	reasons: JSON.stringify(line.reasons),
	explanation: line.explanation,
	evidence_count: line.evidenceCount,
});

export async function writeLines(trx: Database, computed: readonly ComputedScorecard[]): Promise<void> {
	const rows = computed.flatMap(({ lines }) => lines.map(rowOf));
	for (const some of batches(rows, LINES_PER_STATEMENT)) await upsertOf(trx, some);
}

/** Lines of criteria that the assessment's rulebook no longer has. */
export async function deleteForeignLines(trx: Database, scorecards: readonly string[]): Promise<void> {
	for (const some of batches(scorecards, 200)) {
		await trx.raw(
			`DELETE FROM scorecard_lines WHERE scorecard IN (${some.map(() => '?').join(', ')}) AND NOT EXISTS (
				SELECT 1 FROM scorecards s JOIN assessments a ON a.id = s.assessment JOIN criteria c ON c.rulebook = a.rulebook
				WHERE s.id = scorecard_lines.scorecard AND c.id = scorecard_lines.criterion)`,
			[...some],
		);
	}
}

const TOTAL_COLUMNS = {
	label: 'text',
	village_name: 'text',
	village_kind: 'text',
	base_points: 'numeric',
	bonus_points: 'numeric',
	penalty_points: 'numeric',
	total: 'numeric',
	attainable: 'numeric',
	assessed_count: 'integer',
	criteria_count: 'integer',
	engine_version: 'text',
	computed_at: 'timestamptz',
} as const satisfies Partial<Record<keyof StoredScorecard, string>>;

type TotalColumn = keyof typeof TOTAL_COLUMNS;

/** `engine_version` null: it stays. */
const totalsOf = ({
	card,
	totals,
}: ComputedScorecard): Readonly<Record<TotalColumn, string | number | Date | null>> => ({
	label: card.label,
	village_name: card.villageName,
	village_kind: card.villageKind,
	base_points: totals.basePoints,
	bonus_points: totals.bonusPoints,
	penalty_points: totals.penaltyPoints,
	total: totals.total,
	attainable: totals.attainable,
	assessed_count: totals.assessedCount,
	criteria_count: totals.criteriaCount,
	engine_version: card.hasLegacyEngine ? null : ENGINE_VERSION,
	computed_at: new Date(),
});

const SCORECARDS_PER_STATEMENT = 200;
const TYPES = Object.entries(TOTAL_COLUMNS);

/** Writes totals; the ranks that follow from them are written afterwards. */
export async function writeTotals(trx: Database, computed: readonly ComputedScorecard[]): Promise<void> {
	const set = TYPES.map(([column]) => `${column} = ${valueOf(column)}`);
	for (const some of batches(computed, SCORECARDS_PER_STATEMENT))
		await trx.raw(
			`UPDATE scorecards SET ${set.join(', ')} FROM (${some.map((_, place) => rowSql(trx, `_${place}`)).join(' UNION ALL ')}) n
				WHERE scorecards.id = n.id`,
			Object.assign({}, ...some.map((one, place) => rowValues(one, `_${place}`))),
		);
}

/** An engine's version that is not given stays. */
const valueOf = (column: string): string =>
	column === 'engine_version' ? 'COALESCE(n.engine_version, scorecards.engine_version)' : `n.${column}`;

/** The values of one scorecard as a row, bound by names with this suffix. */
function rowSql(trx: Database, suffix: string): string {
	const bound = (column: string, type: string): string =>
		isPostgres(trx) ? `CAST(:${column}${suffix} AS ${type})` : `:${column}${suffix}`;
	const columns = [['id', 'uuid'] as const, ...TYPES];
	return `SELECT ${columns.map(([column, type]) => `${bound(column, type)} AS ${column}`).join(', ')}`;
}

const rowValues = (one: ComputedScorecard, suffix: string): Readonly<Record<string, Knex.Value>> =>
	Object.fromEntries(
		Object.entries({ id: one.card.id, ...totalsOf(one) }).map(([column, value]) => [`${column}${suffix}`, value]),
	);

/**
 * Writes one scorecard: its lines, its totals, and the ranks that it shifts (null: it has not moved), in as few statements as the database
 * allows.
 */
export async function writeOne(trx: Database, computed: ComputedScorecard, shift: Shift | null): Promise<void> {
	const { card, lines } = computed;
	const shifted = shift === null ? null : shiftOf(card.assessment, shift);
	const totals = TYPES.map(([column]) =>
		shifted === null
			? `${column} = ${valueOf(column)}`
			: `${column} = CASE WHEN scorecards.id = n.id THEN ${valueOf(column)} ELSE scorecards.${column} END`,
	);
	const update = `UPDATE scorecards SET ${[...totals, ...(shifted?.set ?? [])].join(', ')} FROM (${rowSql(trx, '_n')}) n
		WHERE ${shifted?.where ?? 'scorecards.id = n.id'}`;
	const bindings = { ...shifted?.values, ...rowValues(computed, '_n') };
	if (!isPostgres(trx) || lines.length === 0 || lines.length > LINES_PER_STATEMENT) {
		await writeLines(trx, [computed]);
		await trx.raw(update, bindings);
		return;
	}
	await trx.raw(`WITH written AS (:lines) ${update}`, { ...bindings, lines: upsertOf(trx, lines.map(rowOf)) });
}
