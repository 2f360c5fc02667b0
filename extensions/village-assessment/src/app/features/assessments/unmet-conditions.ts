// What stands in the way of a step, with where each of it is found.
import type { Condition } from '#domain/assessments/workflow.ts';
import type { UnmetCondition } from '#domain/contracts/assessments.ts';
import type { AssessmentApi, Failure } from '#app/shared/api.ts';

const COLLECTIONS: Readonly<Partial<Record<Condition, string>>> = {
	rulebook_published: 'rulebooks',
	nothing_submitted: 'evidence_items',
	criteria_assessed: 'scorecard_lines',
	adjustments_decided: 'adjustments',
	no_open_appeals: 'appeals',
};

export interface ConditionLink {
	readonly to: string;
	/** null: its record could not be read. */
	readonly text: string | null;
}

export interface ShownCondition {
	readonly text: UnmetCondition;
	readonly links: readonly ConditionLink[];
}

interface NamedRow {
	readonly id: string;
	readonly title?: string;
	readonly scorecard?: { readonly village_name: string } | null;
	readonly criterion?: { readonly code: string } | null;
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
			const collection = COLLECTIONS[text.condition];
			if (collection === undefined || text.items.length === 0) return { text, links: [] };
			const fields = collection === 'rulebooks' ? ['id', 'title'] : ['id', 'scorecard.village_name', 'criterion.code'];
			const rows = await api
				.list<NamedRow>(collection, { fields, filter: { id: { _in: text.items } } })
				.catch(() => []);
			const names = new Map(
				rows.map((row) => [
					row.id,
					row.title ?? [row.scorecard?.village_name, row.criterion?.code].filter(Boolean).join(' '),
				]),
			);
			return {
				text,
				links: text.items.map((id) => ({ to: `/content/${collection}/${id}`, text: names.get(id) ?? null })),
			};
		}),
	);
}
