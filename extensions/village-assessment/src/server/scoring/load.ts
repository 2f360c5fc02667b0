// What a drain and a verification read: the rules, the verified facts and the approved adjustments of the lines in question.
import { ENGINE_VERSION, RuleError, STATES, type Fact, type Occurrences, type State } from '#engine';
import { PLACE_COLUMNS } from './ranks.ts';
import { batches, dateText, rowsOf, textOrNull, type Database } from '#server/platform/database.ts';
import type { StoredVillage } from '#server/platform/tables.ts';
import type { MarkedLine } from './marks.ts';
import { readRule, type Rule } from './rules.ts';

export interface StoredLine {
	readonly awarded: string;
	readonly attainable: string;
	readonly state: State;
}

/** One line of a scorecard as it stands: its rule, what is stored of it (null: no row yet), and whether it is to be computed anew. */
export interface LoadedLine {
	readonly scorecard: string;
	readonly criterion: string;
	readonly code: string;
	readonly rule: Rule;
	readonly stored: StoredLine | null;
	readonly stale: boolean;
}

export interface LoadedScorecard {
	readonly id: string;
	readonly assessment: string;
	readonly total: string | null;
	readonly attainable: string | null;
	readonly rank: number | null;
	/** It has a rank, and the best and worst that are still possible. */
	readonly placed: boolean;
	/** Taken out of the assessment: it has no rank. */
	readonly excluded: boolean;
	/** Its result is out: names stay as they were, and so do the texts of an earlier engine. */
	readonly frozen: boolean;
	/** Frozen, and computed by another engine than this. */
	readonly hasLegacyEngine: boolean;
	readonly label: string;
	readonly villageName: string;
	readonly villageKind: StoredVillage['kind'];
	readonly lines: readonly LoadedLine[];
}

export interface Evidence {
	readonly facts: readonly Fact[];
	readonly adjustments: readonly Occurrences[];
}

export const lineKey = (scorecard: string, criterion: string): string => `${scorecard}/${criterion}`;

/** Scorecards are asked for in groups, so that no statement has more parameters than a database takes. */
const SCORECARDS_PER_QUERY = 200;

export async function loadScorecards(trx: Database, marked: readonly MarkedLine[]): Promise<LoadedScorecard[]> {
	const whole = new Set(marked.filter(({ criterion }) => criterion === null).map(({ scorecard }) => scorecard));
	const single = new Set(
		marked.flatMap(({ scorecard, criterion }) => (criterion === null ? [] : [lineKey(scorecard, criterion)])),
	);
	const ids = [...new Set(marked.map(({ scorecard }) => scorecard))];
	const scorecards = new Map<string, LoadedScorecard & { lines: LoadedLine[] }>();
	for (const some of batches(ids, SCORECARDS_PER_QUERY)) {
		const result = await trx.raw(
			`SELECT s.id AS scorecard, s.assessment, s.total, s.attainable AS card_attainable, s.rank, s.rank_best, s.rank_worst, s.excluded_reason, s.engine_version, a.title AS assessment_title, a.status AS assessment_status,
				CASE WHEN a.status IN ('publicized', 'final') THEN s.village_name ELSE v.name END AS village_name,
				CASE WHEN a.status IN ('publicized', 'final') THEN s.village_kind ELSE v.kind END AS village_kind,
				c.id AS criterion, c.code, c.title, c.title_en, c.points, c.method, c.params, c.waivable, c.readings, l.awarded, l.attainable, l.state
			FROM scorecards s JOIN assessments a ON a.id = s.assessment JOIN villages v ON v.id = s.village
			LEFT JOIN criteria c ON c.rulebook = a.rulebook
			LEFT JOIN scorecard_lines l ON l.scorecard = s.id AND l.criterion = c.id
			WHERE s.id IN (${some.map(() => '?').join(', ')})`,
			[...some],
		);
		for (const row of rowsOf(result)) {
			const id = String(row['scorecard']);
			const card = scorecards.get(id) ?? { ...readScorecard(row), lines: [] };
			scorecards.set(id, card);
			if (row['criterion'] === null) continue;
			const criterion = String(row['criterion']);
			const stored = readStored(row);
			const stale = stored === null || whole.has(id) || single.has(lineKey(id, criterion));
			card.lines.push({
				scorecard: id,
				criterion,
				code: String(row['code']),
				rule: readRule({ ...row, id: criterion }),
				stored,
				stale,
			});
		}
	}
	return [...scorecards.values()];
}

/** null also where the stored state is none of ours: such a line is computed anew. */
function readStored(row: Record<string, unknown>): StoredLine | null {
	const state = STATES.find((known) => known === row['state']);
	return state === undefined ? null : { awarded: String(row['awarded']), attainable: String(row['attainable']), state };
}

const isFrozen = (row: Record<string, unknown>): boolean =>
	row['assessment_status'] === 'publicized' || row['assessment_status'] === 'final';

const readScorecard = (row: Record<string, unknown>): Omit<LoadedScorecard, 'lines'> => ({
	id: String(row['scorecard']),
	assessment: String(row['assessment']),
	total: textOrNull(row['total']),
	attainable: textOrNull(row['card_attainable']),
	rank: row['rank'] === null ? null : Number(row['rank']),
	placed: PLACE_COLUMNS.every((column) => row[column] !== null),
	excluded: row['excluded_reason'] !== null,
	frozen: isFrozen(row),
	hasLegacyEngine: isFrozen(row) && row['engine_version'] !== null && row['engine_version'] !== ENGINE_VERSION,
	label: `${String(row['village_name'])} · ${String(row['assessment_title'])}`,
	villageName: String(row['village_name']),
	villageKind: row['village_kind'] === 'community' ? 'community' : 'village',
});

/** The verified facts and approved adjustments of lines, by {@link lineKey}. */
export async function loadEvidence(
	trx: Database,
	lines: readonly Pick<LoadedLine, 'scorecard' | 'criterion' | 'rule'>[],
): Promise<Map<string, Evidence>> {
	const evidence = new Map<string, { facts: Fact[]; adjustments: Occurrences[] }>();
	for (const { scorecard, criterion } of lines)
		evidence.set(lineKey(scorecard, criterion), { facts: [], adjustments: [] });
	const ids = [...new Set(lines.map(({ scorecard }) => scorecard))];
	const criteria = [...new Set(lines.map(({ criterion }) => criterion))];
	// Only 7 and 8 are decided by the leadership group.
	const isDecided = lines.some(({ rule }) => rule instanceof RuleError || rule.method === 'discretionary');
	for (const some of batches(ids, SCORECARDS_PER_QUERY)) {
		const where = `scorecard IN (${some.map(() => '?').join(', ')}) AND criterion IN (${criteria.map(() => '?').join(', ')})`;
		const bindings = [...some, ...criteria];
		const facts = await trx.raw(
			`SELECT id, scorecard, criterion, fact, value, numerator, denominator, observed_on, reported_on FROM evidence_items WHERE status = 'verified' AND ${where}`,
			bindings,
		);
		for (const row of rowsOf(facts))
			evidence.get(lineKey(String(row['scorecard']), String(row['criterion'])))?.facts.push(readFact(row));
		if (!isDecided) continue;
		const adjustments = await trx.raw(
			`SELECT id, scorecard, criterion, category, occurrences FROM adjustments WHERE status = 'approved' AND revokes IS NULL AND ${where}`,
			bindings,
		);
		for (const row of rowsOf(adjustments)) {
			evidence.get(lineKey(String(row['scorecard']), String(row['criterion'])))?.adjustments.push({
				id: String(row['id']),
				category: String(row['category']),
				occurrences: Number(row['occurrences']),
			});
		}
	}
	return evidence;
}

const readFact = (row: Record<string, unknown>): Fact => ({
	id: String(row['id']),
	fact: String(row['fact']),
	value: textOrNull(row['value']),
	numerator: textOrNull(row['numerator']),
	denominator: textOrNull(row['denominator']),
	observedOn: dateText(row['observed_on']),
	reportedOn: dateText(row['reported_on']),
});
