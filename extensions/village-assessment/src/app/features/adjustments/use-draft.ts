// A draft on screen: where it comes from, how it is kept.
import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue';
import { useAssessmentApi, type Failure } from '#app/shared/api.ts';
import { newKey } from '#app/shared/careful-saves.ts';
import { useAsyncData, type AsyncData } from '#app/shared/use-async-data.ts';
import { useMutation } from '#app/shared/use-mutation.ts';
import { createItemAndLists, updateItemAndLists } from '#app/shared/items.ts';
import { PROOF_FIELDS } from '#app/shared/proof-file.ts';

import { bodyOf, EMPTY_DRAFT, missing, type Draft, type DraftField, type StoredFile } from './draft.ts';
import { loadKinds, type Kind } from './kinds.ts';

/** The assessment that a draft belongs to. */
export interface DraftFrame {
	readonly id: string;
	readonly rulebook: string;
}

interface Stored extends Omit<Draft, 'scorecard' | 'files'> {
	readonly scorecard: { readonly id: string; readonly assessment: DraftFrame & { readonly year: number } };
	readonly files: readonly StoredFile[];
	readonly date_updated: string | null;
}

export interface DraftChoices {
	readonly kinds: readonly Kind[];
	readonly villages: readonly { readonly value: string; readonly text: string }[];
}

export interface DraftOnScreen {
	readonly draft: ShallowRef<Draft>;
	/** Something would be lost by leaving. */
	readonly isChanged: ComputedRef<boolean>;
	readonly choices: AsyncData<DraftChoices>;
	/** Of a draft that exists: what is stored. */
	readonly stored: AsyncData<Stored>;
	/** What is still empty, once it was to be kept. */
	readonly lacking: ComputedRef<readonly DraftField[]>;
	/** Answers with the draft's id; null: something is missing or it was refused. */
	readonly save: (intent: 'save' | 'propose') => Promise<string | null>;
	readonly saving: Ref<boolean>;
	readonly failure: ShallowRef<Failure | null>;
}

const FIELDS = [
	'date_updated',
	'criterion',
	'category',
	'occurrences',
	'occurred_on',
	'reason',
	{
		scorecard: ['id', { assessment: ['id', 'rulebook', 'year'] }],
		files: ['id', { directus_files_id: PROOF_FIELDS }],
	},
] as const;

/** `id`: the draft to go on with, null for a new one; `frame`: the assessment of a new one. Must be called in a component's setup. */
export function useDraft(id: () => string | null, frame: () => DraftFrame | null): DraftOnScreen {
	const api = useAssessmentApi();

	const draft = shallowRef<Draft>(EMPTY_DRAFT);
	/** As it was when it was read or kept last. */
	const kept = shallowRef<Draft>(EMPTY_DRAFT);
	const isChanged = computed(() => draft.value !== kept.value);
	/** Of this draft, however often it has to be sent. */
	const key = newKey();
	const attempted = ref<'save' | 'propose' | null>(null);
	const lacking = computed(() => (attempted.value === null ? [] : missing(draft.value, attempted.value)));
	const stored = useAsyncData(id, async (one) => {
		const found = await api.readItem('adjustments', one, { fields: FIELDS });
		kept.value = draft.value = {
			...found,
			scorecard: found.scorecard.id,
			files: found.files.map(({ directus_files_id: file }) => file),
		};
		return found;
	});
	const choices = useAsyncData(
		() => (id() === null ? frame() : (stored.data.value?.scorecard.assessment ?? null)),
		async ({ id: assessment, rulebook }): Promise<DraftChoices> => {
			const [kinds, cards] = await Promise.all([
				loadKinds(api, { rulebook }),
				api.readItems('scorecards', {
					fields: ['id', 'village_name'],
					filter: { assessment: { _eq: assessment }, excluded_reason: { _null: true } },
					sort: ['village.code'],
				}),
			]);
			const villages = cards.map(({ id: value, village_name: text }) => ({ value, text }));
			return { kinds, villages };
		},
	);

	const {
		run: write,
		busy: saving,
		failure,
	} = useMutation(async () => {
		const { scorecard, criterion, category, occurrences, occurred_on, reason, files } = draft.value;
		const body = bodyOf(
			{ scorecard, criterion, category, occurrences, occurred_on, reason, files },
			stored.data.value?.files ?? [],
		);
		const one = id();
		const read = stored.data.value?.date_updated ?? null;
		const made =
			one === null
				? await api.request(createItemAndLists('adjustments', body), { key })
				: await api.request(updateItemAndLists('adjustments', one, { ...body, date_updated: read }));
		kept.value = draft.value;
		return made.id;
	});

	async function save(intent: 'save' | 'propose'): Promise<string | null> {
		// A second press while the first is under way would make a second draft.
		if (saving.value) return null;
		attempted.value = intent;
		failure.value = null;
		return lacking.value.length > 0 ? null : write();
	}

	return { draft, isChanged, choices, stored, lacking, save, saving, failure };
}
