// The history of a village is read by the village, the latest first; an undone action by its id.

const INDEXES = [
	{ name: 'village_changes_village_date_index', columns: ['village', 'date_created'] },
	{ name: 'village_changes_action_kind_index', columns: ['action', 'kind'] },
];

export async function up(knex) {
	for (const { name, columns } of INDEXES)
		await knex.raw(`CREATE INDEX IF NOT EXISTS ?? ON ?? (${columns.map(() => '??').join(', ')})`, [
			name,
			'village_changes',
			...columns,
		]);
}

export async function down(knex) {
	for (const { name } of INDEXES) await knex.raw('DROP INDEX IF EXISTS ??', [name]);
}
