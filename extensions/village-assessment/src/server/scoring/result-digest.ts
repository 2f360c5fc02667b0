// The digest of results that became final before their document was kept: assessments without `result_digest_form`.
import { createHash } from 'node:crypto';
import { canonicalJson } from '#server/platform/canonical-json.ts';
import { dateText, parsed, rowsOf, type Database } from '#server/platform/database.ts';
import { KEY_TABLE, keyPages, makeKeyTable } from '#server/platform/ordered-keys.ts';

const OF_CARDS = 'JOIN scorecards s ON s.id';

interface Part {
	/** Keys of its rows; those of the evidence are as many as there is evidence. */
	readonly keys: string;
	/** The rows of some keys, in the order of the keys. */
	readonly rows: (keys: string) => string;
}

const CARD_KEYS = 'SELECT s.id FROM scorecards s WHERE s.assessment = ? ORDER BY s.id';

/** In this order, each by id; every value as text, so that both databases give the same. */
const PARTS: readonly Part[] = [
	{
		keys: 'SELECT a.rulebook AS id FROM assessments a WHERE a.id = ?',
		rows: (keys) =>
			`SELECT c.code, c.points, c.method, c.params, c.waivable FROM criteria c WHERE c.rulebook IN (${keys}) ORDER BY c.code`,
	},
	{
		keys: CARD_KEYS,
		rows: (keys) => `SELECT s.id, s.village_name, s.village_kind, s.base_points, s.bonus_points, s.penalty_points,
			s.total, s.attainable, s.rank, s.excluded_reason FROM scorecards s WHERE s.id IN (${keys}) ORDER BY s.id`,
	},
	{
		keys: CARD_KEYS,
		rows: (keys) => `SELECT l.scorecard, c.code, l.awarded, l.attainable, l.state FROM scorecard_lines l
			JOIN criteria c ON c.id = l.criterion WHERE l.scorecard IN (${keys}) ORDER BY l.scorecard, c.code`,
	},
	{
		keys: `SELECT e.id FROM evidence_items e ${OF_CARDS} = e.scorecard WHERE s.assessment = ? AND e.status = 'verified' ORDER BY e.id`,
		rows: (
			keys,
		) => `SELECT e.id, e.scorecard, c.code, e.fact, e.value, e.numerator, e.denominator, e.case_ref, e.observed_on,
			e.reported_on, e.verified_by FROM evidence_items e JOIN criteria c ON c.id = e.criterion WHERE e.id IN (${keys}) ORDER BY e.id`,
	},
	{
		keys: `SELECT d.id FROM adjustments d ${OF_CARDS} = d.scorecard WHERE s.assessment = ? AND d.status <> 'draft' ORDER BY d.id`,
		rows: (keys) => `SELECT d.id, d.scorecard, c.code, d.category, d.occurrences, d.status, d.reason FROM adjustments d
			JOIN criteria c ON c.id = d.criterion WHERE d.id IN (${keys}) ORDER BY d.id`,
	},
	{
		keys: `SELECT v.id FROM adjustment_votes v JOIN adjustments d ON d.id = v.adjustment ${OF_CARDS} = d.scorecard
			WHERE s.assessment = ? ORDER BY v.id`,
		rows: (keys) =>
			`SELECT v.id, v.adjustment, v.member, v.vote FROM adjustment_votes v WHERE v.id IN (${keys}) ORDER BY v.id`,
	},
];

/** Rows are read so many keys at a time: as little memory for a million as for a thousand. */
const KEYS_AT_A_TIME = 500;

export async function firstFormOf(database: Database, assessment: string): Promise<string> {
	// What keeps the keys belongs to one connection.
	if (!database.isTransaction) return database.transaction((trx) => firstFormOf(trx, assessment));
	const hash = createHash('sha256');
	for (const { keys, rows } of PARTS) {
		await makeKeyTable(database);
		await database.raw(`INSERT INTO ${KEY_TABLE} (item) ${keys}`, [assessment]);
		for await (const some of keyPages(database, KEYS_AT_A_TIME)) {
			const found = rowsOf(await database.raw(rows(some.map(() => '?').join(', ')), [...some]));
			for (const row of found) hash.update(`${JSON.stringify(Object.entries(row).map(asText))}\n`);
		}
		hash.update('\n');
	}
	await database.raw(`DROP TABLE ${KEY_TABLE}`);
	return hash.digest('hex');
}

function asText([name, value]: readonly [string, unknown]): string | null {
	if (value === null || value === undefined) return null;
	if (name.endsWith('_on')) return dateText(value);
	if (typeof value === 'boolean') return value ? '1' : '0';
	if (name === 'params') return canonicalJson(parsed(value));
	return String(value);
}
