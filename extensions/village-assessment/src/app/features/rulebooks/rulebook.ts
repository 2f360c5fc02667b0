// The rulebook that a page is about: its state decides whether anything of it may be changed.
import { computed, watch, type ComputedRef, type ShallowRef } from 'vue';
import type { RulebookStatus } from '#domain/rulebooks/workflow.ts';
import { useAssessmentApi, type Failure } from '#app/shared/api.ts';
import { useMutation } from '#app/shared/use-mutation.ts';

export interface RulebookRow {
	readonly id: string;
	readonly code: string;
	readonly version: string;
	readonly title: string;
	readonly status: RulebookStatus;
}

export const RULEBOOK_FIELDS = ['id', 'code', 'version', 'title', 'status'] as const;

export interface TheRulebook {
	readonly rulebook: ShallowRef<RulebookRow | null>;
	/** Not a draft: nothing of it is changed. False as long as it is not known; the server refuses anyway. */
	readonly fixed: ComputedRef<boolean>;
	readonly failure: ShallowRef<Failure | null>;
	readonly load: () => Promise<void>;
}

/** Must be called in a component's setup. Follows the id. */
export function useRulebook(id: () => string | null): TheRulebook {
	const api = useAssessmentApi();
	const {
		run,
		data: answer,
		failure,
	} = useMutation((of: string) => api.readItem('rulebooks', of, { fields: RULEBOOK_FIELDS }));
	const load = async (): Promise<void> => {
		const of = id();
		if (of === null || of === '+') answer.value = null;
		else await run(of);
	};
	const fixed = computed(() => answer.value !== null && answer.value.status !== 'draft');
	watch(id, load, { immediate: true });
	return { rulebook: answer, fixed, failure, load };
}
