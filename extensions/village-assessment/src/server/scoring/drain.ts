// Recomputes what is marked, in one transaction under the assessment's lock. Repeatable: run twice it changes nothing.
import { computeScorecard, type ComputedScorecard } from './compute.ts';
import { isPostgres, type Database } from '#server/platform/database.ts';
import { lineKey, loadEvidence, loadScorecards, type LoadedScorecard } from './load.ts';
import { deleteMarks, isAnythingMarked, lockMarkedAssessments, readMarks, type MarkedLine } from './marks.ts';
import { writeRanks, type Move } from './ranks.ts';
import { inTransaction } from '#server/platform/transaction.ts';
import { deleteForeignLines, writeLines, writeScorecard } from './write.ts';

/** Recomputes one batch of marks. Returns how many marks it consumed. */
export async function drainBatch(trx: Database): Promise<number> {
	const locked = await lockMarkedAssessments(trx);
	const marks = await readMarks(trx, locked);
	if (marks.ids.length === 0) return 0;
	const cards = (await loadScorecards(trx, marks.lines)).map(asPublished);
	const stale = cards.flatMap(({ lines }) => lines.filter((line) => line.stale));
	const evidence = stale.length === 0 ? new Map() : await loadEvidence(trx, stale);
	const computed = cards.map((card) => computeScorecard(card, evidence));
	await writeLines(trx, computed);
	const orphaned = scorecardsWithStrayLines(marks.lines, cards);
	if (orphaned.length > 0) await deleteForeignLines(trx, orphaned);
	for (const card of computed) await writeScorecard(trx, card);
	const whole = new Set(marks.lines.flatMap(({ scorecard, criterion }) => (criterion === null ? [scorecard] : [])));
	const moves = movesByAssessment(computed, whole);
	for (const [assessment, moved] of moves) await writeRanks(trx, assessment, moved);
	for (const assessment of marks.assessmentsToRerank) if (!moves.has(assessment)) await writeRanks(trx, assessment, []);
	await deleteMarks(trx, marks.ids);
	return marks.ids.length;
}

/** What an earlier engine computed and somebody published is not computed anew; only what is missing is. */
const asPublished = (card: LoadedScorecard): LoadedScorecard =>
	card.hasLegacyEngine
		? { ...card, lines: card.lines.map((line) => ({ ...line, stale: line.stored === null })) }
		: card;

/** Scorecards whose rulebook may have lost a criterion: marked wholly, or in a line that the rulebook does not have. */
function scorecardsWithStrayLines(lines: readonly MarkedLine[], cards: readonly LoadedScorecard[]): string[] {
	const expected = new Set(cards.flatMap((card) => card.lines.map((line) => lineKey(card.id, line.criterion))));
	const orphaned = lines.filter(
		({ scorecard, criterion }) => criterion === null || !expected.has(lineKey(scorecard, criterion)),
	);
	return [...new Set(orphaned.map(({ scorecard }) => scorecard))];
}

/**
 * Whose total or attainable total changed, or who has no rank yet; assessments in which nobody moved are not in it. Where a
 * scorecard is computed wholly, as by assessment:recompute, ranks are not shifted but made anew, so that whatever was wrong
 * with them is mended.
 */
function movesByAssessment(computed: readonly ComputedScorecard[], whole: ReadonlySet<string>): Map<string, Move[]> {
	const moves = new Map<string, Move[]>();
	for (const { card, totals } of computed) {
		const placed = card.placed !== card.excluded && !whole.has(card.id);
		if (placed && (card.excluded || (isSame(card.total, totals.total) && isSame(card.attainable, totals.attainable))))
			continue;
		const { total, attainable } = card;
		const from = placed && !card.excluded && total !== null && attainable !== null ? { total, attainable } : null;
		const move = { scorecard: card.id, from, to: { total: totals.total, attainable: totals.attainable } };
		moves.set(card.assessment, [...(moves.get(card.assessment) ?? []), move]);
	}
	return moves;
}

const isSame = (stored: string | null, computed: string): boolean =>
	stored !== null && Number(stored) === Number(computed);

/** Drains everything that is marked, batch by batch, each in a transaction of its own; inside a caller's transaction, in that one. */
export async function drain(database: Database, onBatch?: (marks: number) => void): Promise<void> {
	while (await isAnythingMarked(database)) {
		const consumed = database.isTransaction ? await drainBatch(database) : await inOwnTransaction(database);
		onBatch?.(consumed);
	}
}

const inOwnTransaction = (database: Database): Promise<number> =>
	inTransaction(database, async (trx) => {
		// A drain can be redone from its marks, so it need not wait for the disk; a user's own transaction always does.
		if (isPostgres(trx)) await trx.raw('SET LOCAL synchronous_commit = off');
		return drainBatch(trx);
	});
