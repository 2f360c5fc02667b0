// Each change that says what it had read asks for the latest activity of its rows (src/server/write-pipeline/unchanged.ts).
// Over two columns, so Directus sees nothing of it.
const NAME = 'directus_activity_item_collection_index';

export async function up(knex) {
	await knex.raw('CREATE INDEX IF NOT EXISTS ?? ON directus_activity (item, collection)', [NAME]);
}

export async function down(knex) {
	await knex.raw('DROP INDEX IF EXISTS ??', [NAME]);
}
