// Evidence that the office took back itself is no longer told as waiting for correction; so is what it took back before that was kept.
const OFFICE = ['a1d10000-0000-4000-8000-000000000001', 'a1d10000-0000-4000-8000-000000000002'];

export async function up(knex) {
	await knex('evidence_items')
		.where({ status: 'returned', taken_back: false })
		.whereRaw('?? = ??', ['user_created', 'user_updated'])
		.whereIn('user_created', knex('directus_users').select('id').whereIn('role', OFFICE))
		.update({ taken_back: true });
}

/** The column goes with the snapshot. */
export async function down() {}
