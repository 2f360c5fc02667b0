// Derives every stored score anew from the recorded facts and compares. Reads only.
import type { Difference, Verification } from '#domain/contracts/assessments.ts';
import { finalDigestOf } from './result-document/digest.ts';
import { ENGINE_VERSION } from '#engine';
import { computeScorecard, type ComputedLine, type ComputedScorecard } from './compute.ts';
import { canonicalJson } from '#server/platform/canonical-json.ts';
import { batches, parsed, type Database } from '#server/platform/database.ts';
import { inSnapshot } from '#server/platform/snapshot.ts';
import type { StoredScorecard, StoredScorecardLine } from '#server/platform/tables.ts';
import { loadScorecards } from './load.ts';
import { lineKey, loadEvidence } from './load-evidence.ts';
import { PLACE_COLUMNS, placesOf } from './ranks.ts';

/** Few at a time: others are answered in between. */
const SCORECARDS_PER_READ = 20;

const sameNumber = (a: unknown, b: unknown): boolean => a !== null && b !== null && Number(a) === Number(b);
const sameText = (a: unknown, b: unknown): boolean => String(a ?? '') === String(b ?? '');
/** PostgreSQL's json keeps the order of keys, a repaired row may not. */
const sameJson = (a: unknown, b: unknown): boolean => canonicalJson(parsed(a)) === canonicalJson(b);

const LINE_FIELDS: readonly {
	readonly field: keyof StoredScorecardLine;
	readonly of: (line: ComputedLine) => unknown;
	readonly same: (stored: unknown, computed: unknown) => boolean;
}[] = [
	{ field: 'awarded', of: (line) => line.awarded, same: sameNumber },
	{ field: 'attainable', of: (line) => line.attainable, same: sameNumber },
	{ field: 'state', of: (line) => line.state, same: sameText },
	{ field: 'state_text', of: (line) => line.stateText, same: sameText },
	{ field: 'explanation', of: (line) => line.explanation, same: sameText },
	{ field: 'evidence_count', of: (line) => line.evidenceCount, same: sameNumber },
	{ field: 'reasons', of: (line) => line.reasons, same: sameJson },
];

const SCORECARD_FIELDS: readonly {
	readonly field: keyof StoredScorecard;
	readonly of: (card: ComputedScorecard) => unknown;
	readonly same: (stored: unknown, computed: unknown) => boolean;
}[] = [
	{ field: 'base_points', of: ({ totals }) => totals.basePoints, same: sameNumber },
	{ field: 'bonus_points', of: ({ totals }) => totals.bonusPoints, same: sameNumber },
	{ field: 'penalty_points', of: ({ totals }) => totals.penaltyPoints, same: sameNumber },
	{ field: 'total', of: ({ totals }) => totals.total, same: sameNumber },
	{ field: 'attainable', of: ({ totals }) => totals.attainable, same: sameNumber },
	{ field: 'assessed_count', of: ({ totals }) => totals.assessedCount, same: sameNumber },
	{ field: 'criteria_count', of: ({ totals }) => totals.criteriaCount, same: sameNumber },
	{ field: 'engine_version', of: () => ENGINE_VERSION, same: sameText },
];

/** Of a result that is out only the numbers must be what the facts give: an earlier engine may have put the reasons otherwise. */
const TEXTS: ReadonlySet<string> = new Set(['state_text', 'explanation', 'reasons', 'engine_version']);

/**
 * Compares every stored score of an assessment with what its facts give, rank included. Marks must have been drained before.
 * `onProgress` is called with the number of scorecards done and of all.
 */
export async function verifyAssessment(
	database: Database,
	assessment: string,
	onProgress?: (done: number, all: number) => void,
): Promise<Verification> {
	const ids = (
		await database('scorecards as s')
			.join('villages as v', 'v.id', 's.village')
			.select('s.id')
			.where('s.assessment', assessment)
			.orderBy('v.code')
	).map(({ id }) => id);
	const differences: Difference[] = [];
	let lines = 0;
	let waiting = 0;
	let done = 0;
	for (const some of batches(ids, SCORECARDS_PER_READ)) {
		await inSnapshot(database, async (trx) => {
			const marked = new Set(
				(
					await trx('score_marks')
						.select('scorecard')
						.whereIn('scorecard', [...some])
				).map(({ scorecard }) => scorecard),
			);
			waiting += marked.size;
			const settled = some.filter((id) => !marked.has(id));
			if (settled.length === 0) return;
			const found = await compareScorecards(trx, settled);
			lines += found.lines;
			differences.push(...found.differences);
		});
		done += some.length;
		onProgress?.(done, ids.length);
	}
	if (waiting === 0)
		differences.push(
			...(await inSnapshot(database, async (trx) => [
				...(await compareRanks(trx, assessment)),
				...(await compareSeal(trx, assessment)),
			])),
		);
	return { assessment, scorecards: ids.length, lines, waiting, differences };
}

async function compareScorecards(
	trx: Database,
	ids: readonly string[],
): Promise<{ lines: number; differences: Difference[] }> {
	const cards = await loadScorecards(
		trx,
		ids.map((scorecard) => ({ scorecard, criterion: null })),
	);
	const evidence = await loadEvidence(
		trx,
		cards.flatMap((card) => card.lines),
	);
	const storedCards = new Map((await trx('scorecards').whereIn('id', ids)).map((row) => [row.id, row]));
	const storedLines = new Map(
		(await trx('scorecard_lines').whereIn('scorecard', ids)).map((row) => [lineKey(row.scorecard, row.criterion), row]),
	);
	const differences: Difference[] = [];
	let lines = 0;
	for (const card of cards) {
		const computed = computeScorecard(card, evidence);
		const at = { scorecard: card.id, label: card.label };
		for (const line of computed.lines) {
			lines += 1;
			const key = lineKey(card.id, line.criterion);
			differences.push(
				...compareLine(storedLines.get(key), line, {
					...at,
					criterion: codeOf(computed, line.criterion),
					frozen: card.frozen,
				}),
			);
			storedLines.delete(key);
		}
		const row = storedCards.get(card.id);
		for (const { field, of, same } of SCORECARD_FIELDS) {
			if (!(card.frozen && TEXTS.has(field)) && !same(row?.[field], of(computed)))
				differences.push({ ...at, criterion: null, field, stored: row?.[field], computed: of(computed) });
		}
	}
	for (const { scorecard, criterion, awarded } of storedLines.values()) {
		const label = storedCards.get(scorecard)?.label ?? '';
		differences.push({ scorecard, label, criterion, field: 'line', stored: awarded, computed: null });
	}
	return { lines, differences };
}

const codeOf = ({ card }: ComputedScorecard, criterion: string): string =>
	card.lines.find((line) => line.criterion === criterion)?.code ?? criterion;

function compareLine(
	row: StoredScorecardLine | undefined,
	line: ComputedLine,
	{ frozen, ...at }: Pick<Difference, 'scorecard' | 'label' | 'criterion'> & { readonly frozen: boolean },
): Difference[] {
	if (row === undefined) return [{ ...at, field: 'line', stored: null, computed: line.awarded }];
	return LINE_FIELDS.filter(({ field, of, same }) => !(frozen && TEXTS.has(field)) && !same(row[field], of(line))).map(
		({ field, of }) => ({ ...at, field, stored: parsed(row[field]), computed: of(line) }),
	);
}

async function compareRanks(trx: Database, assessment: string): Promise<Difference[]> {
	return (await placesOf(trx, assessment)).flatMap(({ scorecard, label, stored, computed }) =>
		PLACE_COLUMNS.filter((field) => !sameNumber(stored[field], computed[field])).map((field) => ({
			scorecard,
			label,
			criterion: null,
			field,
			stored: stored[field],
			computed: computed[field],
		})),
	);
}

/** A final result has a digest over its facts, decisions and scores. */
async function compareSeal(trx: Database, assessment: string): Promise<Difference[]> {
	const row = await trx('assessments').select('title', 'status', 'result_digest').where('id', assessment).first();
	if (row?.status !== 'final') return [];
	const computed = await finalDigestOf(trx, assessment);
	if (computed === row.result_digest) return [];
	return [
		{
			scorecard: '',
			label: row.title,
			criterion: null,
			field: 'result_digest',
			stored: row.result_digest,
			computed,
		},
	];
}
