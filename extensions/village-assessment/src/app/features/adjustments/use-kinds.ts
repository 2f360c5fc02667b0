import { computed, inject, ref, type ComputedRef, type Ref } from 'vue';
import { useAssessmentApi } from '#app/shared/api.ts';
import { useAsyncData, type AsyncData } from '#app/shared/use-async-data.ts';
import { loadKinds, type Kind } from './kinds.ts';

/** Both controls of a form ask for the same; rulebooks that are in use do not change. */
const asked = new Map<string, Promise<readonly Kind[]>>();

const idOf = (value: unknown): string | null => {
	const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : value;
	return typeof id === 'string' ? id : null;
};

export interface FormKinds {
	/** 加分 and 扣分 of the scorecard's rulebook; nothing is loaded before a scorecard is chosen. */
	readonly kinds: AsyncData<readonly Kind[]>;
	readonly scorecard: ComputedRef<string | null>;
	readonly criterion: ComputedRef<string | null>;
}

/** What the form of the Studio around an interface has chosen so far. Must be called in a component's setup. */
export function useFormKinds(): FormKinds {
	const api = useAssessmentApi();
	const values = inject<Ref<Readonly<Record<string, unknown>>>>('values', ref({}));
	const scorecard = computed(() => idOf(values.value['scorecard']));
	const criterion = computed(() => idOf(values.value['criterion']));
	const kinds = useAsyncData(scorecard, (id) => {
		const under = asked.get(id) ?? loadKinds(api, { scorecard: id });
		asked.set(id, under);
		return under.catch((error: unknown) => {
			asked.delete(id);
			throw error;
		});
	});
	return { kinds, scorecard, criterion };
}
