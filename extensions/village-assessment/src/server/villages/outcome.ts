// What a merge or a split does, as it is shown before and answered after: what moves, what collides, scores before and after.
import type { BeforeAfter, Outcome, ShownCollision, ShownScore } from '#domain/contracts/villages.ts';
import type { Database } from '#server/platform/database.ts';
import { nameOfCollision, valueWords, type Collision } from './collisions.ts';
import { cardsById, type Card } from './repository/records.ts';
import { writesTo, type Plan } from './plan.ts';

export function assessmentsOf(cards: readonly Card[]): Outcome['assessments'] {
	return [
		...new Map(
			cards.map((card) => [card.assessment, { id: card.assessment, title: card.assessmentTitle, status: card.status }]),
		).values(),
	];
}

export function movedBy(plan: Plan): Outcome['moved'] {
	const moving = (table: 'evidence_items' | 'adjustments' | 'appeals' | 'directus_users', field: string): number =>
		writesTo(plan, table).filter(({ after }) => field in after).length;
	return {
		evidence_items: moving('evidence_items', 'scorecard'),
		adjustments: moving('adjustments', 'scorecard'),
		appeals: moving('appeals', 'scorecard'),
		accounts: moving('directus_users', 'village'),
	};
}

/** Scorecards as they were, and as they are now. */
export async function scoresAfter(
	trx: Database,
	before: readonly Card[],
	{ ids, names }: { readonly ids: readonly string[]; readonly names: ReadonlyMap<string, string> },
): Promise<ShownScore[]> {
	const was = new Map(before.map((card) => [card.id, card]));
	const now = await cardsById(trx, ids);
	return ids.flatMap((id) => {
		const [old, card] = [was.get(id), now.get(id)];
		if (card === undefined) return [];
		// Who no longer takes part has no score that counts.
		const of = (field: 'total' | 'attainable' | 'rank'): BeforeAfter<number> => ({
			before: old?.[field] ?? null,
			after: card.excludedReason === null ? card[field] : null,
		});
		return [
			{
				scorecard: id,
				village: card.village,
				village_name: names.get(card.village) ?? '',
				assessment: card.assessment,
				total: of('total'),
				attainable: of('attainable'),
				rank: of('rank'),
			},
		];
	});
}

export function shown(collision: Collision, decided: boolean, names: ReadonlyMap<string, string>): ShownCollision {
	const [first] = collision.items;
	const apart = collision.kind === 'case' ? `${first?.caseRef ?? ''}（${names.get(first?.origin ?? '') ?? ''}）` : null;
	return {
		key: collision.key,
		kind: collision.kind,
		assessment: collision.assessment,
		name: nameOfCollision(collision),
		choices: collision.choices,
		decided,
		items: collision.items.map((item) => ({
			id: item.id,
			village: names.get(item.origin) ?? '',
			value: valueWords(collision.rule, item),
			observed_on: item.observedOn,
			case_ref: item.caseRef,
		})),
		proposed: {
			case_ref: apart,
			value: collision.sum === null || collision.sum.value === '' ? null : collision.sum.value,
			numerator: collision.sum?.numerator ?? null,
			denominator: collision.sum?.denominator ?? null,
		},
	};
}
