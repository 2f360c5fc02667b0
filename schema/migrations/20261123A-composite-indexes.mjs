// What schema/snapshot.yaml cannot say: indexes over several columns, and partial ones.
// Run after `schema apply`; Directus sees none of these, so a later apply leaves them alone.

const INDEXES = [
	// one scorecard per village and assessment, one line per scorecard and criterion
	{ name: 'scorecards_assessment_village_unique', on: 'scorecards', columns: ['assessment', 'village'], unique: true },
	{
		name: 'scorecard_lines_scorecard_criterion_unique',
		on: 'scorecard_lines',
		columns: ['scorecard', 'criterion'],
		unique: true,
	},

	// codes are how people and seeds refer to a rule
	{ name: 'rulebooks_code_version_unique', on: 'rulebooks', columns: ['code', 'version'], unique: true },
	{ name: 'indicators_rulebook_code_unique', on: 'indicators', columns: ['rulebook', 'code'], unique: true },
	{ name: 'criteria_rulebook_code_unique', on: 'criteria', columns: ['rulebook', 'code'], unique: true },

	// the same case counts once per scorecard, criterion and finding, returned items aside
	{
		name: 'evidence_items_case_unique',
		on: 'evidence_items',
		columns: ['scorecard', 'criterion', 'fact', 'case_ref'],
		unique: true,
		where: `case_ref IS NOT NULL AND status <> 'returned'`,
	},
	// of several revocations of one decision only one is put to the vote at a time; `status` is constant here and only
	// makes it two columns, for on SQLite Directus would take a one-column index for a unique field
	{
		name: 'adjustments_open_revocation_unique',
		on: 'adjustments',
		columns: ['revokes', 'status'],
		unique: true,
		where: `revokes IS NOT NULL AND status = 'proposed'`,
	},

	// what the recompute and the rankings read
	{
		name: 'evidence_items_scorecard_criterion_status_index',
		on: 'evidence_items',
		columns: ['scorecard', 'criterion', 'status'],
	},
	{
		name: 'adjustments_scorecard_criterion_status_index',
		on: 'adjustments',
		columns: ['scorecard', 'criterion', 'status'],
	},
	{ name: 'scorecards_assessment_total_index', on: 'scorecards', columns: ['assessment', 'total'] },
	{
		name: 'adjustment_votes_adjustment_member_cast_at_index',
		on: 'adjustment_votes',
		columns: ['adjustment', 'member', 'cast_at'],
	},
];

export async function up(knex) {
	for (const index of INDEXES) {
		if (!(await knex.schema.hasTable(index.on))) {
			throw new Error(
				`There is no table "${index.on}" yet: apply schema/snapshot.yaml first, then run the migrations.`,
			);
		}
		await knex.raw(statement(index), [index.name, index.on, ...index.columns]);
	}
}

export async function down(knex) {
	for (const { name } of INDEXES) await knex.raw('DROP INDEX IF EXISTS ??', [name]);
}

function statement({ columns, unique = false, where }) {
	const kind = unique ? 'UNIQUE INDEX' : 'INDEX';
	const list = columns.map(() => '??').join(', ');
	return `CREATE ${kind} IF NOT EXISTS ?? ON ?? (${list})${where ? ` WHERE ${where}` : ''}`;
}
