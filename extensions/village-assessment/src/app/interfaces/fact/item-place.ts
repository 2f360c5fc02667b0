// Where the item on the page belongs: the scorecard's assessment, and the criteria of its rulebook.
import type { Ref } from 'vue';
import type { Village } from '#app/shared/villages.ts';
import { useAssessmentApi } from '#app/shared/api.ts';
import { useAsyncData, type AsyncData } from '#app/shared/use-async-data.ts';
import { useRulebooks, type RulebookContents } from '#app/features/scorecards/rulebook-contents.ts';

export interface ItemPlace {
	readonly contents: RulebookContents;
	/** What the village's own data say: some criteria are about what it has not got. */
	readonly village: Village;
}

/** A related row in a form: its id, or the row with what was changed of it. */
export function idIn(value: unknown): string | null {
	const id: unknown = typeof value === 'object' && value !== null && 'id' in value ? value.id : value;
	return typeof id === 'string' && id !== '' && id !== '+' ? id : null;
}

/** Must be called in a component's setup. */
export function useItemPlace(scorecard: Readonly<Ref<string | null>>): AsyncData<ItemPlace> {
	const api = useAssessmentApi();
	const rulebooks = useRulebooks();
	return useAsyncData(scorecard, async (id: string) => {
		const card = await api.readItem('scorecards', id, {
			fields: [{ assessment: ['rulebook'], village: ['designated_poor', 'poor_households'] }],
		});
		return { contents: await rulebooks.contents(card.assessment.rulebook), village: card.village };
	});
}
