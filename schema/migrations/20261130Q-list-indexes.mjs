// What the lists of evidence are sorted and chosen by: the newest first (the Studio's own list, what was recorded today), those of one
// status by age (to verify, returned, drafts), those handed in late. Without them each list reads and sorts all evidence of all years.
// Over several columns, so Directus sees nothing of them; `scorecard` is the last, for the assessment that a list is of.
const INDEXES = [
	{ name: 'evidence_items_date_created_index', columns: ['date_created', 'scorecard'] },
	{ name: 'evidence_items_status_date_created_index', columns: ['status', 'date_created', 'scorecard'] },
	{ name: 'evidence_items_late_index', columns: ['submitted_late', 'submitted_at'] },
];

export async function up(knex) {
	for (const { name, columns } of INDEXES)
		await knex.raw(`CREATE INDEX IF NOT EXISTS ?? ON evidence_items (${columns.map(() => '??').join(', ')})`, [
			name,
			...columns,
		]);
	// Made right after many rows, or before any: the planner must know which.
	await knex.raw('ANALYZE evidence_items');
}

export async function down(knex) {
	for (const { name } of INDEXES) await knex.raw('DROP INDEX IF EXISTS ??', [name]);
}
