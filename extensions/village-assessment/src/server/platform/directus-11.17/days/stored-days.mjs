// SQLite keeps a value as it came. Days that an older version, or who writes past Directus, left as milliseconds become text.
import { readDay } from './days.mjs';

/** In every table, those that the office made itself among them. Returns how many values were changed; none where all is in order. */
export async function writeDaysAsText(database) {
	if (database.client.config.client !== 'sqlite3') return 0;
	let changed = 0;
	for (const { table, column } of await dayColumns(database)) {
		const odd = database(table)
			.whereNotNull(column)
			.whereRaw("?? NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'", [column]);
		for (const value of await odd.distinct(column).pluck(column)) {
			const day = readDay(value);
			// `or ignore`: two moments of one day, where a day may stand only once; the second one stays as it is.
			if (day !== value)
				await database
					.raw('UPDATE OR IGNORE ?? SET ?? = ? WHERE ?? = ?', [table, column, day, column, value])
					.then(() => (changed += 1));
		}
	}
	return changed;
}

const dayColumns = (database) =>
	database.raw(
		'SELECT t.name AS "table", c.name AS "column" FROM sqlite_master t JOIN pragma_table_info(t.name) c ' +
			"WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND lower(c.type) = 'date'",
	);
