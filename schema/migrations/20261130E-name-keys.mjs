// A name is one of a kind whatever its spelling: unique indexes over the names as they are compared (`case_key`, `code_key`).
// Built while these columns are still empty, which no database can refuse. The server fills them when it starts
// (extensions/village-assessment/src/server/names); of two spellings that are stored already the younger stays without a key, still
// counts, and the office is told which they are. `villages.code_key` is unique by schema/snapshot.yaml.

const INDEXES = [
	{ name: 'rulebooks_code_key_unique', on: 'rulebooks', columns: ['code_key', 'version_key'] },
	{ name: 'indicators_code_key_unique', on: 'indicators', columns: ['rulebook', 'code_key'] },
	{ name: 'criteria_code_key_unique', on: 'criteria', columns: ['rulebook', 'code_key'] },
	{
		name: 'evidence_items_case_key_unique',
		on: 'evidence_items',
		columns: ['scorecard', 'criterion', 'fact', 'case_key'],
		where: "case_key IS NOT NULL AND status <> 'returned'",
	},
];

export async function up(knex) {
	for (const { name, on, columns, where } of INDEXES) {
		const list = columns.map(() => '??').join(', ');
		await knex.raw(`CREATE UNIQUE INDEX IF NOT EXISTS ?? ON ?? (${list})${where ? ` WHERE ${where}` : ''}`, [
			name,
			on,
			...columns,
		]);
	}
}

export async function down(knex) {
	for (const { name } of INDEXES) await knex.raw('DROP INDEX IF EXISTS ??', [name]);
}
