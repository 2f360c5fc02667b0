// Recomputes what is marked, in one transaction under the assessment's lock. Repeatable: run twice it changes nothing.
import { computeScorecard, type ComputedScorecard } from './compute.ts';
import type { Database } from '#server/platform/database.ts';
import { loadStale, type LoadedScorecard } from './load.ts';
import { lineKey } from './load-evidence.ts';
import { isAnythingMarked, lockMarkedAssessments, takeMarks, type MarkBatch, type MarkedLine } from './marks.ts';
import { writeRanks, type Move } from './ranks.ts';
import { inTransaction } from '#server/platform/transaction.ts';
import { deleteForeignLines, writeLines, writeOne, writeTotals } from './write.ts';

export interface Drained {
	/** How many marks were consumed. */
	readonly marks: number;
	/** Others may be left. */
	readonly more: boolean;
}

/** Recomputes one batch of marks. `isOwn`: the transaction is the drain's own. */
export async function drainBatch(trx: Database, isOwn = false): Promise<Drained> {
	const locked = await lockMarkedAssessments(trx, isOwn);
	const marks = await takeMarks(trx, locked);
	const drained = { marks: marks.taken, more: marks.more };
	if (marks.lines.length === 0) return drained;
	const loaded = await loadStale(trx, marks.lines);
	const cards = loaded.cards.map(asPublished);
	const computed = cards.map((card) => computeScorecard(card, loaded.evidence));
	const whole = new Set(marks.lines.flatMap(({ scorecard, criterion }) => (criterion === null ? [scorecard] : [])));
	const moves = movesByAssessment(computed, whole);
	const gone = assessmentsToRerank(marks, cards);
	const orphaned = scorecardsWithStrayLines(marks.lines, cards);
	if (orphaned.length > 0) await deleteForeignLines(trx, orphaned);
	const [only] = computed;
	const [move] = moves.get(only?.card.assessment ?? '') ?? [];
	if (only !== undefined && computed.length === 1 && gone.size === 0 && move?.from !== null) {
		await writeOne(trx, only, move === undefined ? null : { ...move, from: move.from });
		return drained;
	}
	await writeLines(trx, computed);
	await writeTotals(trx, computed);
	for (const assessment of new Set([...moves.keys(), ...gone])) await writeRanks(trx, assessment);
	return drained;
}

/** Assessments that lost a scorecard: their ranks move up. */
function assessmentsToRerank({ assessmentOf }: MarkBatch, cards: readonly LoadedScorecard[]): ReadonlySet<string> {
	const there = new Set(cards.map(({ id }) => id));
	return new Set([...assessmentOf].flatMap(([scorecard, assessment]) => (there.has(scorecard) ? [] : [assessment])));
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

/**
 * Drains everything that is marked, batch by batch, each in a transaction of its own; inside a caller's transaction, in that one.
 * `isMarked`: somebody has just seen that something is.
 */
export async function drain(
	database: Database,
	{ onBatch, isMarked = false }: { readonly onBatch?: (marks: number) => void; readonly isMarked?: boolean } = {},
): Promise<void> {
	let more = isMarked || (await isAnythingMarked(database));
	while (more) {
		const drained = await (database.isTransaction
			? drainBatch(database)
			: inTransaction(database, (trx) => drainBatch(trx, true)));
		onBatch?.(drained.marks);
		more = drained.more && (await isAnythingMarked(database));
	}
}
