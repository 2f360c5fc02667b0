// What the items of a list say: all cells of a page ask together, in one request.
import type { CriterionRule, StatedFact } from '#engine';
import { useAssessmentApi } from '#app/shared/api.ts';
import { useRulebooks } from '#app/features/scorecards/rulebook-contents.ts';
import { FACT_FIELDS } from '#app/features/scorecards/score-card.ts';

export interface Statement extends StatedFact {
	/** null: the criterion cannot be scored with. */
	readonly rule: CriterionRule | null;
}

type Read = (ids: readonly string[]) => Promise<ReadonlyMap<string, Statement>>;

let waiting: { readonly ids: Set<string>; readonly answer: Promise<ReadonlyMap<string, Statement>> } | null = null;

/** Cells that are drawn together wait for each other. */
function together(id: string, read: Read): Promise<ReadonlyMap<string, Statement>> {
	if (waiting === null) {
		const ids = new Set<string>();
		const answer = new Promise((resolve) => setTimeout(resolve)).then(() => {
			waiting = null;
			return read([...ids]);
		});
		waiting = { ids, answer };
	}
	waiting.ids.add(id);
	return waiting.answer;
}

/** Must be called in a component's setup. Resolves with null where the item is not to be seen. */
export function useStatements(): (id: string) => Promise<Statement | null> {
	const api = useAssessmentApi();
	const rulebooks = useRulebooks();
	const read: Read = async (ids) => {
		const rows = await api.readItems('evidence_items', {
			fields: ['id', ...FACT_FIELDS, { criterion: ['id', 'rulebook'] }],
			filter: { id: { _in: [...ids] } },
		});
		const statements = await Promise.all(
			rows.map(async (row): Promise<[string, Statement]> => {
				const contents = await rulebooks.contents(row.criterion.rulebook);
				return [
					row.id,
					{
						...row,
						caseRef: row.case_ref,
						reportedOn: row.reported_on,
						rule: contents.byId.get(row.criterion.id)?.rule ?? null,
					},
				];
			}),
		);
		return new Map(statements);
	};
	return async (id) => (await together(id, read)).get(id) ?? null;
}
