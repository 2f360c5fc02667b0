// On SQLite a yes or no that came as text ("true") was kept as text: no filter found the row, and GraphQL could not answer it.
// Such texts become what they say; what says neither stays as it is. PostgreSQL never took them.

const YES = ['true', '1', 'yes', 'y', 't', 'on', '是'];
const NO = ['false', '0', 'no', 'n', 'f', 'off', '否'];

export async function up(knex) {
	if (knex.client.config.client !== 'sqlite3') return;
	for (const { table, column } of await booleanColumns(knex)) {
		for (const [words, value] of [
			[YES, true],
			[NO, false],
		]) {
			const list = words.map(() => '?').join(', ');
			await knex.raw(`UPDATE ?? SET ?? = ? WHERE typeof(??) = 'text' AND lower(trim(??)) IN (${list})`, [
				table,
				column,
				value,
				column,
				column,
				...words,
			]);
		}
	}
}

/** There is no way back that anybody could want. */
export async function down() {}

async function booleanColumns(knex) {
	return knex
		.select('tables.name as table', 'columns.name as column')
		.from(knex.raw('sqlite_master AS tables JOIN pragma_table_info(tables.name) AS columns'))
		.whereRaw("tables.type = 'table' AND lower(columns.type) = 'boolean'");
}
