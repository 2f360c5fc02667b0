// What every panel of a dashboard has in common: its assessment, and that it reads again when the dashboard does.
import { computed, watch } from 'vue';
import { useAssessmentApi, type AssessmentApi } from '#app/shared/api.ts';
import { useAssessments, type AssessmentRow } from '#app/shared/assessments.ts';
import { useAsyncData, type AsyncData } from '#app/shared/use-async-data.ts';

/** What a dashboard hands to its panels. */
export interface PanelProps {
	/** As Directus's control for choosing an item keeps it; none: the one that all pages show, to be changed in the panel. */
	readonly assessment?: { readonly key: string } | null | undefined;
	/** The moment of the last refresh, the same object for all panels. */
	readonly now?: Date | undefined;
}

export type PanelAssessment = Pick<AssessmentRow, 'id' | 'title' | 'year' | 'rulebook' | 'status'>;

export interface PanelContent<T> {
	readonly assessment: PanelAssessment | null;
	readonly rows: T | null;
}

const NONE = { none: true } as const;

/** Must be called in a component's setup. `assessment` is null where there is none to see. */
export function usePanelData<T>(
	props: PanelProps,
	read: (api: AssessmentApi, assessment: PanelAssessment) => Promise<T>,
): AsyncData<PanelContent<T>> {
	const api = useAssessmentApi();
	const { all, chosen, loading, failure, load: loadAssessments } = useAssessments();
	const fixed = computed(() => props.assessment?.key ?? null);
	const shown = computed(() =>
		fixed.value === null ? chosen.value : (all.value.find(({ id }) => id === fixed.value) ?? null),
	);
	const isKnown = computed(() => all.value.length > 0 || (!loading.value && failure.value === null));

	const loaded = useAsyncData(
		() => (isKnown.value ? (shown.value ?? NONE) : null),
		async (assessment) =>
			'none' in assessment ? { assessment: null, rows: null } : { assessment, rows: await read(api, assessment) },
	);
	async function load(): Promise<void> {
		await loadAssessments();
		await loaded.load();
	}
	void loadAssessments();
	watch(() => props.now, load);
	return {
		...loaded,
		load,
		failure: computed(() => loaded.failure.value ?? (all.value.length === 0 ? failure.value : null)),
		loading: computed(() => loaded.loading.value || (loading.value && all.value.length === 0)),
	};
}
