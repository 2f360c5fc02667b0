// Villages stand in one order everywhere: by code, character by character, as SQLite compares anyway. PostgreSQL would sort by the
// rules of a language, in which capitals, digits and hyphens fall elsewhere.

export async function up(knex) {
	if (!isPostgres(knex)) return;
	await knex.raw('ALTER TABLE villages ALTER COLUMN code TYPE varchar(64) COLLATE "C"');
}

export async function down(knex) {
	if (!isPostgres(knex)) return;
	await knex.raw('ALTER TABLE villages ALTER COLUMN code TYPE varchar(64) COLLATE "default"');
}

const isPostgres = (knex) => knex.client.config.client === 'pg';
