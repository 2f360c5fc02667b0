// A notice is numbered once: two requests for the first view of a result that was published earlier record it once.
export async function up(knex) {
	await knex.raw('CREATE UNIQUE INDEX IF NOT EXISTS ?? ON ?? (??, ??)', [
		'public_notices_assessment_number_unique',
		'public_notices',
		'assessment',
		'number',
	]);
}

export async function down(knex) {
	await knex.raw('DROP INDEX IF EXISTS ??', ['public_notices_assessment_number_unique']);
}
