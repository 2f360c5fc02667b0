// SQLite: days were kept as the milliseconds at which they began in the office's time zone; now they are text, as people write them.
// Started servers look again, for a database that is put in place of another.
import { writeDaysAsText } from '#server/platform/directus-11.17/days/stored-days.mjs';

export async function up(knex) {
	await writeDaysAsText(knex);
}

/** Days that are text are read by older versions as well. */
export async function down() {}
