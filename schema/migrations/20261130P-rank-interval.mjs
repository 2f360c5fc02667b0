// The best and the worst rank that are still possible, for scorecards that were ranked before these columns were kept.
// Read and sorted here, once: one more than the totals above an attainable total, and the other way round.

export async function up(knex) {
	if (!(await knex.schema.hasTable('scorecards')) || !(await knex.schema.hasColumn('scorecards', 'rank_best'))) return;
	const rows = await knex('scorecards')
		.select('id', 'assessment', 'total', 'attainable')
		.whereNull('excluded_reason')
		.whereNotNull('rank')
		.orderBy('assessment');
	const assessments = Map.groupBy(rows, ({ assessment }) => assessment);
	for (const cards of assessments.values()) {
		const totals = ascending(cards.map(({ total }) => Number(total)));
		const attainable = ascending(cards.map((card) => Number(card.attainable)));
		for (const card of cards) {
			const [low, high] = [Number(card.total), Number(card.attainable)];
			const own = high > low ? 1 : 0;
			await knex('scorecards')
				.where('id', card.id)
				.update({ rank_best: 1 + above(totals, high), rank_worst: 1 + above(attainable, low) - own });
		}
	}
}

export async function down() {}

const ascending = (values) => values.sort((a, b) => a - b);

/** How many of the sorted values lie above. */
function above(sorted, value) {
	let [from, to] = [0, sorted.length];
	while (from < to) {
		const middle = (from + to) >> 1;
		if (sorted[middle] > value) to = middle;
		else from = middle + 1;
	}
	return sorted.length - from;
}
