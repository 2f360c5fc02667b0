// What a drain and a verification read: the rules, the verified facts and the approved adjustments of the lines in question.
import { ENGINE_VERSION, RuleError, STATES, type Fact, type Occurrences, type State } from '#engine';
import { FROZEN } from '#domain/assessments/status.ts';
import { PLACE_COLUMNS } from './ranks.ts';
import { batches, dateText, textOrNull, type Database } from '#server/platform/database.ts';
import type { StoredEvidenceItem, StoredVillage } from '#server/platform/tables.ts';
import { scorecardsWithAssessments } from '#server/platform/scorecards.ts';
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
		for (const row of await scorecardRows(trx).whereIn('s.id', some)) {
			const { scorecard: id, criterion } = row;
			const card = scorecards.get(id) ?? { ...readScorecard(row), lines: [] };
			scorecards.set(id, card);
			if (criterion === null) continue;
			const stored = readStored(row);
			const stale = stored === null || whole.has(id) || single.has(lineKey(id, criterion));
			card.lines.push({
				scorecard: id,
				criterion,
				code: row.code ?? '',
				rule: readRule({ ...row, id: criterion }),
				stored,
				stale,
			});
		}
	}
	return [...scorecards.values()];
}

/** A row for each criterion of the rulebook, with its line where there is one. */
const scorecardRows = (trx: Database) =>
	scorecardsWithAssessments(trx)
		.join('villages as v', 'v.id', 's.village')
		.leftJoin('criteria as c', 'c.rulebook', 'a.rulebook')
		.leftJoin('scorecard_lines as l', (on) => on.on('l.scorecard', 's.id').on('l.criterion', 'c.id'))
		.select('s.id as scorecard', 's.assessment', 's.total', 's.attainable as card_attainable', 's.engine_version')
		.select('s.rank', 's.rank_best', 's.rank_worst', 's.excluded_reason', 's.village_name', 's.village_kind')
		.select('v.name', 'v.kind', 'a.title as assessment_title', 'a.status as assessment_status')
		.select('c.id as criterion', 'c.code', 'c.title', 'c.title_en', 'c.points', 'c.method', 'c.params')
		.select('c.waivable', 'c.readings', 'l.awarded', 'l.attainable', 'l.state');
type ScorecardRow = Awaited<ReturnType<typeof scorecardRows>>[number];

/** null also where the stored state is none of ours: such a line is computed anew. */
function readStored(row: ScorecardRow): StoredLine | null {
	const state = STATES.find((known) => known === row.state);
	return state === undefined ? null : { awarded: String(row.awarded), attainable: String(row.attainable), state };
}

/** While its result is out a village is called as it was. */
function readScorecard(row: ScorecardRow): Omit<LoadedScorecard, 'lines'> {
	const frozen = FROZEN.includes(row.assessment_status);
	const villageName = frozen ? row.village_name : row.name;
	return {
		id: row.scorecard,
		assessment: row.assessment,
		total: textOrNull(row.total),
		attainable: textOrNull(row.card_attainable),
		rank: row.rank,
		placed: PLACE_COLUMNS.every((column) => row[column] !== null),
		excluded: row.excluded_reason !== null,
		frozen,
		hasLegacyEngine: frozen && row.engine_version !== null && row.engine_version !== ENGINE_VERSION,
		label: `${villageName} · ${row.assessment_title}`,
		villageName,
		villageKind: frozen ? row.village_kind : row.kind,
	};
}

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
		const facts = await trx('evidence_items')
			.select('id', 'scorecard', 'criterion', 'fact', 'value', 'numerator', 'denominator', 'observed_on', 'reported_on')
			.where('status', 'verified')
			.whereIn('scorecard', some)
			.whereIn('criterion', criteria);
		for (const row of facts) evidence.get(lineKey(row.scorecard, row.criterion))?.facts.push(readFact(row));
		if (!isDecided) continue;
		const adjustments = await trx('adjustments')
			.select('id', 'scorecard', 'criterion', 'category', 'occurrences')
			.where('status', 'approved')
			.whereNull('revokes')
			.whereIn('scorecard', some)
			.whereIn('criterion', criteria);
		for (const { id, scorecard, criterion, category, occurrences } of adjustments) {
			evidence.get(lineKey(scorecard, criterion))?.adjustments.push({
				id,
				category: String(category),
				occurrences: Number(occurrences),
			});
		}
	}
	return evidence;
}

type FactRow = Pick<
	StoredEvidenceItem,
	'id' | 'fact' | 'value' | 'numerator' | 'denominator' | 'observed_on' | 'reported_on'
>;

const readFact = ({ id, fact, value, numerator, denominator, ...row }: FactRow): Fact => ({
	id,
	fact,
	value: textOrNull(value),
	numerator: textOrNull(numerator),
	denominator: textOrNull(denominator),
	observedOn: dateText(row.observed_on),
	reportedOn: dateText(row.reported_on),
});
