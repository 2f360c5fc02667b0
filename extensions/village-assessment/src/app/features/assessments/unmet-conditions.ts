// What stands in the way of a step, with where each of it is found.
import type { Condition } from '#domain/assessments/workflow.ts';
import type { UnmetCondition } from '#domain/contracts/assessments.ts';
import type { AssessmentApi, Failure } from '#app/shared/api.ts';
import type { Collection } from '#app/shared/items.ts';

const COLLECTIONS = {
	rulebook_published: 'rulebooks',
	nothing_submitted: 'evidence_items',
	criteria_assessed: 'scorecard_lines',
	adjustments_decided: 'adjustments',
	no_open_appeals: 'appeals',
} as const satisfies Partial<Record<Condition, Collection>>;
type Named = (typeof COLLECTIONS)[keyof typeof COLLECTIONS];

const collectionOf = (condition: Condition): Named | null =>
	Object.entries(COLLECTIONS).find(([name]) => name === condition)?.[1] ?? null;

export interface ConditionLink {
	readonly to: string;
	/** null: its record could not be read. */
	readonly text: string | null;
}

export interface ShownCondition {
	readonly text: UnmetCondition;
	readonly links: readonly ConditionLink[];
}

const isUnmetCondition = (value: unknown): value is UnmetCondition =>
	typeof value === 'object' && value !== null && 'condition' in value && 'items' in value && Array.isArray(value.items);

export const unmetConditionsIn = (failure: Failure): readonly UnmetCondition[] =>
	Array.isArray(failure.details['obstacles']) ? failure.details['obstacles'].filter(isUnmetCondition) : [];

/** Each named by village and criterion; what cannot be named is linked to all the same. */
export async function withLinks(
	api: AssessmentApi,
	conditions: readonly UnmetCondition[],
): Promise<readonly ShownCondition[]> {
	return Promise.all(
		conditions.map(async (text) => {
			const collection = collectionOf(text.condition);
			if (collection === null || text.items.length === 0) return { text, links: [] };
			const names = await namesOf(api, collection, text.items).catch(() => new Map<string, string>());
			return {
				text,
				links: text.items.map((id) => ({ to: `/content/${collection}/${id}`, text: names.get(id) ?? null })),
			};
		}),
	);
}

async function namesOf(
	api: Pick<AssessmentApi, 'readItems'>,
	collection: Named,
	ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
	const filter = { id: { _in: [...ids] } };
	if (collection === 'rulebooks') {
		const rows = await api.readItems(collection, { fields: ['id', 'title'], filter });
		return new Map(rows.map(({ id, title }) => [id, title]));
	}
	const rows = await api.readItems(collection, {
		fields: ['id', { scorecard: ['village_name'], criterion: ['code'] }],
		filter,
	});
	return new Map(
		rows.map(({ id, scorecard, criterion }) => [
			id,
			[scorecard.village_name, criterion?.code].filter(Boolean).join(' '),
		]),
	);
}
