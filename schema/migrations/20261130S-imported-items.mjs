// An import is undone by its items, and an item finds its import.

const INDEXES = [{ name: 'imported_items_item_import_index', columns: ['item', 'import'] }];

export async function up(knex) {
	for (const { name, columns } of INDEXES)
		await knex.raw(`CREATE INDEX IF NOT EXISTS ?? ON ?? (${columns.map(() => '??').join(', ')})`, [
			name,
			'imported_items',
			...columns,
		]);
}

export async function down(knex) {
	for (const { name } of INDEXES) await knex.raw('DROP INDEX IF EXISTS ??', [name]);
}
