// What a drain and a verification read: the rules, the verified facts and the approved adjustments of the lines in question.
import { ENGINE_VERSION, STATES, type State } from '#engine';
import { FROZEN } from '#domain/assessments/status.ts';
import { PLACE_COLUMNS } from './ranks.ts';
import { batches, textOrNull, type Database } from '#server/platform/database.ts';
import type { StoredVillage } from '#server/platform/tables.ts';
import { scorecardsWithAssessments } from '#server/platform/scorecards.ts';
import {
	evidenceColumns,
	lineKey,
	readEvidence,
	SCORECARDS_PER_QUERY,
	type Evidence,
	type EvidenceRow,
} from './load-evidence.ts';
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

export async function loadScorecards(trx: Database, marked: readonly MarkedLine[]): Promise<LoadedScorecard[]> {
	return (await loadMarked(trx, marked, (query) => query)).cards;
}

/** The same, with the verified facts and approved adjustments of the lines that are to be computed anew. */
export async function loadStale(trx: Database, marked: readonly MarkedLine[]): Promise<Loaded> {
	const criteria = [...new Set(marked.map(({ criterion }) => criterion))];
	return loadMarked(trx, marked, (query) => query.select(evidenceColumns(trx, criteria)));
}

export interface Loaded {
	readonly cards: LoadedScorecard[];
	/** By {@link lineKey}. */
	readonly evidence: ReadonlyMap<string, Evidence>;
}

async function loadMarked(
	trx: Database,
	marked: readonly MarkedLine[],
	withEvidence: (query: ReturnType<typeof scorecardRows>) => PromiseLike<readonly (ScorecardRow & EvidenceRow)[]>,
): Promise<Loaded> {
	const whole = new Set(marked.filter(({ criterion }) => criterion === null).map(({ scorecard }) => scorecard));
	const single = new Set(
		marked.flatMap(({ scorecard, criterion }) => (criterion === null ? [] : [lineKey(scorecard, criterion)])),
	);
	const ids = [...new Set(marked.map(({ scorecard }) => scorecard))];
	const scorecards = new Map<string, LoadedScorecard & { lines: LoadedLine[] }>();
	const evidence = new Map<string, Evidence>();
	for (const some of batches(ids, SCORECARDS_PER_QUERY)) {
		for (const row of await withEvidence(scorecardRows(trx).whereIn('s.id', some))) {
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
			if (stale) evidence.set(lineKey(id, criterion), readEvidence(row));
		}
	}
	return { cards: [...scorecards.values()], evidence };
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
