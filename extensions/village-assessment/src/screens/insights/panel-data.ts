// What every panel of a dashboard has in common: its assessment, and that it reads again when the dashboard does.
import { watch } from 'vue';
import { useAssessmentApi, type AssessmentApi } from '../api.ts';
import { useLoaded, type Loaded } from '../loaded.ts';

/** What a dashboard hands to its panels. */
export interface PanelProps {
	/** As the platform's control for choosing an item keeps it; none: the newest assessment that is not final. */
	readonly assessment?: { readonly key: string } | null | undefined;
	/** The moment of the last refresh, the same object for all panels. */
	readonly now?: Date | undefined;
}

export interface PanelAssessment {
	readonly id: string;
	readonly title: string;
	readonly rulebook: string;
	readonly status: string;
}

export type PanelData<T> = Loaded<{ readonly assessment: PanelAssessment | null; readonly rows: T | null }>;

const FIELDS = ['id', 'title', 'rulebook', 'status'];
/** The panels of one dashboard ask once. */
const asked = new WeakMap<Date, Promise<readonly PanelAssessment[]>>();

/** Must be called in a component's setup. `assessment` is null where there is none to see. */
export function usePanelData<T>(props: PanelProps, read: (api: AssessmentApi, assessment: PanelAssessment) => Promise<T>): PanelData<T> {
	const api = useAssessmentApi();

	async function readAll(wanted: string): Promise<{ readonly assessment: PanelAssessment | null; readonly rows: T | null }> {
		const all = await allAssessments(api, props.now);
		const assessment = all.find(({ id, status }) => (wanted === '' ? status !== 'final' : id === wanted)) ?? (wanted === '' ? all[0] : undefined) ?? null;
		return { assessment, rows: assessment === null ? null : await read(api, assessment) };
	}

	const loaded = useLoaded(() => props.assessment?.key ?? '', readAll);
	watch(
		() => props.now,
		() => void loaded.load(),
	);
	return loaded;
}

function allAssessments(api: AssessmentApi, now: Date | undefined): Promise<readonly PanelAssessment[]> {
	const before = now && asked.get(now);
	if (before) return before;
	const answer = api.list<PanelAssessment>('assessments', { fields: FIELDS, sort: ['-year', '-date_created'] });
	if (now) asked.set(now, answer);
	return answer;
}
