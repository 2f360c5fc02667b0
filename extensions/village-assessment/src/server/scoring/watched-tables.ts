/**
 * What a score depends on, table by table: when a row counts, which columns matter, and what becomes stale.
 * The triggers read and write no table but their own row and score_marks: SQLite refuses to alter a table that
 * another table's trigger names.
 */
export interface WatchedTable {
	readonly table: string;
	/** Condition under which a row counts at all. */
	readonly counts: (row: 'OLD' | 'NEW') => string;
	/** Columns whose change matters; `null`: any update. */
	readonly columns: readonly string[] | null;
	readonly on: readonly ('INSERT' | 'UPDATE' | 'DELETE')[];
	/** Column of the mark → column of the row. */
	readonly mark: Readonly<Partial<Record<MarkColumn, string>>>;
	/** Rows that counted before and are changed or deleted name themselves in the mark, so that a guard can see the race. */
	readonly namesSettled?: boolean;
}

/**
 * A mark names a line (scorecard and criterion), a scorecard, or what stands for many of them: an assessment, a village,
 * a criterion of a rulebook. The drain replaces the last three by marks of scorecards and lines.
 */
export const MARK_COLUMNS = ['assessment', 'scorecard', 'criterion', 'rulebook', 'village'] as const;
export type MarkColumn = (typeof MARK_COLUMNS)[number];

const always = (): string => '1 = 1';

export const WATCHED_TABLES: readonly WatchedTable[] = [
	{
		table: 'evidence_items',
		counts: (row) => `${row}.status = 'verified'`,
		columns: [
			'status',
			'scorecard',
			'criterion',
			'fact',
			'value',
			'numerator',
			'denominator',
			'observed_on',
			'reported_on',
		],
		on: ['INSERT', 'UPDATE', 'DELETE'],
		mark: { scorecard: 'scorecard', criterion: 'criterion' },
		namesSettled: true,
	},
	{
		table: 'adjustments',
		// Approved ones score; the others count for a guard, which must see that one was deleted after it had been proposed.
		counts: (row) => `${row}.status <> 'draft'`,
		columns: ['status', 'scorecard', 'criterion', 'category', 'occurrences', 'revokes'],
		on: ['INSERT', 'UPDATE', 'DELETE'],
		mark: { scorecard: 'scorecard', criterion: 'criterion' },
		namesSettled: true,
	},
	{
		table: 'criteria',
		counts: always,
		columns: null,
		on: ['INSERT', 'UPDATE', 'DELETE'],
		mark: { criterion: 'id', rulebook: 'rulebook' },
	},
	{ table: 'assessments', counts: always, columns: ['rulebook', 'title'], on: ['UPDATE'], mark: { assessment: 'id' } },
	{
		table: 'scorecards',
		counts: always,
		columns: ['assessment', 'village', 'excluded_reason'],
		on: ['INSERT', 'UPDATE', 'DELETE'],
		mark: { assessment: 'assessment', scorecard: 'id' },
	},
	{ table: 'villages', counts: always, columns: ['name', 'kind'], on: ['UPDATE'], mark: { village: 'id' } },
];
