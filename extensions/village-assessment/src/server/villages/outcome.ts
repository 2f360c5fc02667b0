// What a merge or a split does, as it is shown before and answered after: what moves, what collides, scores before and after.
import type { Label } from '#engine';
import type { Database } from '#server/platform/database.ts';
import { nameOfCollision, valueWords, type Choice, type Collision, type CollisionKind } from './collisions.ts';
import { cardsById, type Card } from './load.ts';
import { writesTo, type Plan } from './plan.ts';

export interface ShownCollision {
	readonly key: string;
	readonly kind: CollisionKind;
	readonly assessment: string;
	readonly name: Required<Label>;
	readonly choices: readonly Choice[];
	readonly decided: boolean;
	readonly items: readonly { readonly id: string; readonly village: string; readonly value: Required<Label>; readonly observed_on: string | null; readonly case_ref: string | null }[];
	/** Filled in for whoever decides: a new name, or the sum. */
	readonly proposed: { readonly case_ref: string | null; readonly value: string | null; readonly numerator: string | null; readonly denominator: string | null };
}

export interface BeforeAfter<T> {
	readonly before: T | null;
	readonly after: T | null;
}

export interface ShownScore {
	readonly scorecard: string;
	readonly village: string;
	readonly village_name: string;
	readonly assessment: string;
	readonly total: BeforeAfter<number>;
	readonly attainable: BeforeAfter<number>;
	readonly rank: BeforeAfter<number>;
}

export interface Warning {
	readonly code: 'same_event' | 'was_taken_out' | 'joins' | 'target_apart' | 'households';
	readonly text: Required<Label>;
}

export interface Outcome {
	/** The id by which it can be undone; null: nothing was done. */
	readonly action: string | null;
	readonly villages: readonly { readonly id: string; readonly name: string; readonly goes_on: boolean; readonly designated_poor: BeforeAfter<boolean>; readonly poor_households: BeforeAfter<number> }[];
	readonly assessments: readonly { readonly id: string; readonly title: string; readonly status: Card['status'] }[];
	readonly moved: { readonly evidence_items: number; readonly adjustments: number; readonly appeals: number; readonly accounts: number };
	readonly scorecards: readonly ShownScore[];
	readonly collisions: readonly ShownCollision[];
	/** Collisions without a decision; with one of these nothing is done. */
	readonly undecided: number;
	readonly warnings: readonly Warning[];
}

export function assessmentsOf(cards: readonly Card[]): Outcome['assessments'] {
	return [...new Map(cards.map((card) => [card.assessment, { id: card.assessment, title: card.assessmentTitle, status: card.status }])).values()];
}

export function movedBy(plan: Plan): Outcome['moved'] {
	const moving = (table: 'evidence_items' | 'adjustments' | 'appeals' | 'directus_users', field: string): number => writesTo(plan, table).filter(({ after }) => field in after).length;
	return { evidence_items: moving('evidence_items', 'scorecard'), adjustments: moving('adjustments', 'scorecard'), appeals: moving('appeals', 'scorecard'), accounts: moving('directus_users', 'village') };
}

/** Scorecards as they were, and as they are now. */
export async function scoresAfter(trx: Database, before: readonly Card[], { ids, names }: { readonly ids: readonly string[]; readonly names: ReadonlyMap<string, string> }): Promise<ShownScore[]> {
	const was = new Map(before.map((card) => [card.id, card]));
	const now = await cardsById(trx, ids);
	return ids.flatMap((id) => {
		const [old, card] = [was.get(id), now.get(id)];
		if (card === undefined) return [];
		// Who no longer takes part has no score that counts.
		const of = (field: 'total' | 'attainable' | 'rank'): BeforeAfter<number> => ({ before: old?.[field] ?? null, after: card.excludedReason === null ? card[field] : null });
		return [{ scorecard: id, village: card.village, village_name: names.get(card.village) ?? '', assessment: card.assessment, total: of('total'), attainable: of('attainable'), rank: of('rank') }];
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
		items: collision.items.map((item) => ({ id: item.id, village: names.get(item.origin) ?? '', value: valueWords(collision.rule, item), observed_on: item.observedOn, case_ref: item.caseRef })),
		proposed: { case_ref: apart, value: collision.sum === null || collision.sum.value === '' ? null : collision.sum.value, numerator: collision.sum?.numerator ?? null, denominator: collision.sum?.denominator ?? null },
	};
}
