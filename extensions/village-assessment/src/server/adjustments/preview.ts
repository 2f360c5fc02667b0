// What a yes would do to the score as it stands: computed by the engine for the one line that it changes.
import { scoreCriterion, type Occurrences } from '#engine';
import { Decimal, plain } from '#engine/decimal.ts';
import type { Database } from '#server/platform/database.ts';
import type { BeforeAfter, DecisionPreview, Passed } from '#domain/contracts/adjustments.ts';
import { signedPoints, type WholeAdjustment } from './present.ts';
import { countAbove, findApproved, findBetween, findResult, type Bound, type Ranked } from './repository/decisions.ts';

const SHOWN = 50;

interface Card {
	readonly assessment: string;
	readonly total: Decimal;
	readonly attainable: Decimal;
	readonly ranked: boolean;
}

/** Marks must have been drained before. A handful of statements, whatever evidence there is. */
export async function previewOf(database: Database, whole: WholeAdjustment): Promise<DecisionPreview> {
	const { record, first } = whole;
	const { rule } = record;
	const approved = await approvedOf(database, record);
	const before = new Decimal(scoreCriterion(rule, [], approved).awarded);
	const then = afterYes(whole, approved);
	const after = new Decimal(scoreCriterion(rule, [], then).awarded);
	const change = after.minus(before);
	const card = await cardOf(database, record.scorecard);
	const moved = { scorecard: record.scorecard, card, total: card.total.plus(change) };
	const points = signedPoints(record, first);
	const [from, to] = [number(card.total), number(moved.total)];
	return {
		points,
		points_used: {
			...numbers(before.abs(), after.abs()),
			cap: rule.method === 'discretionary' ? Number(new Decimal(rule.params.cap).abs()) : 0,
		},
		lost_to_cap: then === approved ? 0 : number(new Decimal(points).abs().minus(change.abs())),
		total: numbers(card.total, moved.total),
		attainable: numbers(card.attainable, card.attainable.plus(change)),
		rank: card.ranked
			? { before: await rankAt(database, moved, card.total), after: await rankAt(database, moved, moved.total) }
			: { before: null, after: null },
		overtakes: card.ranked
			? await passed(database, moved, [
					['>=', from],
					['<', to],
				])
			: [],
		overtaken_by: card.ranked
			? await passed(database, moved, [
					['<=', from],
					['>', to],
				])
			: [],
	};
}

const number = (value: Decimal): number => Number(plain(value));
const numbers = (before: Decimal, after: Decimal): BeforeAfter => ({ before: number(before), after: number(after) });

const isUndecided = ({ record }: WholeAdjustment): boolean => record.status === 'draft' || record.status === 'proposed';

function afterYes(whole: WholeAdjustment, approved: readonly Occurrences[]): readonly Occurrences[] {
	const { id, revokes, category, occurrences } = whole.record;
	if (!isUndecided(whole)) return approved;
	if (revokes !== null) return approved.filter((one) => one.id !== revokes);
	return category === null || occurrences === null ? approved : [...approved, { id, category, occurrences }];
}

async function approvedOf(
	database: Database,
	{ scorecard, criterion }: WholeAdjustment['record'],
): Promise<Occurrences[]> {
	const rows = await findApproved(database, { scorecard, criterion });
	return rows.map(({ id, category, occurrences }) => ({
		id,
		category: String(category),
		occurrences: Number(occurrences),
	}));
}

async function cardOf(database: Database, id: string): Promise<Card> {
	const row = await findResult(database, id);
	return {
		assessment: row?.assessment ?? '',
		total: new Decimal(row?.total ?? 0),
		attainable: new Decimal(row?.attainable ?? 0),
		ranked: row?.excluded_reason === null,
	};
}

interface Moved {
	readonly scorecard: string;
	readonly card: Card;
	readonly total: Decimal;
}

const rankedOf = ({ scorecard, card }: Moved): Ranked => ({ scorecard, assessment: card.assessment });

/** Ties share a rank: one more than those who have more. */
const rankAt = async (database: Database, moved: Moved, total: Decimal): Promise<number> =>
	(await countAbove(database, rankedOf(moved), number(total))) + 1;

async function passed(database: Database, moved: Moved, bounds: readonly [Bound, Bound]): Promise<Passed[]> {
	const rows = await findBetween(database, rankedOf(moved), { bounds, limit: SHOWN });
	return rows.map(({ id: scorecard, village_name, total, rank }) => ({
		scorecard,
		village_name,
		total,
		rank: Number(rank),
	}));
}
