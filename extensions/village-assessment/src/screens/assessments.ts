// The assessments that somebody may see, and the one that is worked on.
import { computed, ref, type ComputedRef, type Ref } from 'vue';
import type { AssessmentStatus } from '../course/statuses.ts';
import { useAssessmentApi, type Failure } from './api.ts';

export interface AssessmentRow {
	readonly id: string;
	readonly title: string;
	readonly year: number;
	readonly status: AssessmentStatus;
	readonly rulebook: string;
	/** YYYY-MM-DD. */
	readonly submission_deadline: string | null;
	readonly publicity_from: string | null;
	readonly publicity_to: string | null;
}

const FIELDS = ['id', 'title', 'year', 'status', 'rulebook', 'submission_deadline', 'publicity_from', 'publicity_to'];
const KEPT = 'village-assessment.assessment';

export interface Assessments {
	readonly all: Ref<readonly AssessmentRow[]>;
	readonly chosen: ComputedRef<AssessmentRow | null>;
	readonly choose: (id: string) => void;
	readonly load: () => Promise<void>;
	readonly failure: Ref<Failure | null>;
	readonly loading: Ref<boolean>;
}

const all = ref<readonly AssessmentRow[]>([]);
/** Until the first answer nobody can say that there is none. */
const loading = ref(true);
const failure = ref<Failure | null>(null);
const chosenId = ref<string | null>(localStorage.getItem(KEPT));

/** Chosen is what the user chose last, else the newest that is not final. All pages share the choice. */
export function useAssessments(): Assessments {
	const api = useAssessmentApi();
	const chosen = computed(() => all.value.find(({ id }) => id === chosenId.value) ?? all.value.find(({ status }) => status !== 'final') ?? all.value[0] ?? null);
	return {
		all,
		chosen,
		choose: (id) => {
			chosenId.value = id;
			localStorage.setItem(KEPT, id);
		},
		load: async () => {
			loading.value = true;
			failure.value = null;
			try {
				all.value = await api.list<AssessmentRow>('assessments', { fields: FIELDS, sort: ['-year', '-title'] });
			} catch (error) {
				failure.value = error as Failure;
			} finally {
				loading.value = false;
			}
		},
		failure,
		loading,
	};
}
