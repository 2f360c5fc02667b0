// The digest of results that became final before their document was kept: assessments without `result_digest_form`.
import { createHash } from 'node:crypto';
import { dateText, parsed, rowsOf, type Database } from '#server/platform/database.ts';

/** In this order, each by id; every value as text, so that both databases give the same. */
const PARTS: readonly string[] = [
	`SELECT c.code, c.points, c.method, c.params, c.waivable FROM criteria c
		JOIN assessments a ON a.rulebook = c.rulebook WHERE a.id = ? ORDER BY c.code`,
	`SELECT s.id, s.village_name, s.village_kind, s.base_points, s.bonus_points, s.penalty_points,
		s.total, s.attainable, s.rank, s.excluded_reason FROM scorecards s WHERE s.assessment = ? ORDER BY s.id`,
	`SELECT l.scorecard, c.code, l.awarded, l.attainable, l.state FROM scorecard_lines l
		JOIN scorecards s ON s.id = l.scorecard JOIN criteria c ON c.id = l.criterion WHERE s.assessment = ?
		ORDER BY l.scorecard, c.code`,
	`SELECT e.id, e.scorecard, c.code, e.fact, e.value, e.numerator, e.denominator, e.case_ref, e.observed_on, e.reported_on, e.verified_by
		FROM evidence_items e JOIN scorecards s ON s.id = e.scorecard JOIN criteria c ON c.id = e.criterion
		WHERE s.assessment = ? AND e.status = 'verified' ORDER BY e.id`,
	`SELECT d.id, d.scorecard, c.code, d.category, d.occurrences, d.status, d.reason FROM adjustments d
		JOIN scorecards s ON s.id = d.scorecard JOIN criteria c ON c.id = d.criterion WHERE s.assessment = ?
		AND d.status <> 'draft' ORDER BY d.id`,
	`SELECT v.id, v.adjustment, v.member, v.vote FROM adjustment_votes v JOIN adjustments d ON d.id = v.adjustment
		JOIN scorecards s ON s.id = d.scorecard WHERE s.assessment = ? ORDER BY v.id`,
];

export async function firstFormOf(database: Database, assessment: string): Promise<string> {
	const hash = createHash('sha256');
	for (const sql of PARTS) {
		for (const row of rowsOf(await database.raw(sql, [assessment])))
			hash.update(`${JSON.stringify(Object.entries(row).map(asText))}\n`);
		hash.update('\n');
	}
	return hash.digest('hex');
}

function asText([name, value]: readonly [string, unknown]): string | null {
	if (value === null || value === undefined) return null;
	if (name.endsWith('_on')) return dateText(value);
	if (typeof value === 'boolean') return value ? '1' : '0';
	if (name === 'params') return JSON.stringify(sorted(parsed(value)));
	return String(value);
}

function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([key, inner]) => [key, sorted(inner)]),
	);
}
