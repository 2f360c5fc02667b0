// The assessments that somebody may see, and the one that is shown: all pages and panels share it.
import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue';
import { choiceOf, isRunning, shownTo, type OwnChoice } from '#domain/assessments/shown.ts';
import type { AssessmentStatus } from '#domain/assessments/status.ts';
import { failureOf, useAssessmentApi, type Failure } from './api.ts';
import { readChoice, writeChoice, type KeptChoice } from './assessment-kept.ts';
import { useCurrentUser } from './current-user.ts';
import { useTexts } from './texts.ts';

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

const FIELDS = [
	'id',
	'title',
	'year',
	'status',
	'rulebook',
	'submission_deadline',
	'publicity_from',
	'publicity_to',
] as const;

export interface Assessments {
	/** The newest first. */
	readonly all: ShallowRef<readonly AssessmentRow[]>;
	readonly chosen: ComputedRef<AssessmentRow | null>;
	/** What else runs, the newest first. */
	readonly others: ComputedRef<readonly AssessmentRow[]>;
	/** Remembered for this account, on every device of theirs. */
	readonly choose: (id: string) => void;
	readonly load: () => Promise<void>;
	readonly failure: Ref<Failure | null>;
	readonly loading: Ref<boolean>;
}

const all = shallowRef<readonly AssessmentRow[]>([]);
/** Until the first answer nobody can say that there is none. */
const loading = ref(true);
const failure = shallowRef<Failure | null>(null);
const choice = shallowRef<OwnChoice | null>(null);
let kept: KeptChoice | null = null;
/** Whose these are: the next to sign in may see others. */
let owner: string | null = null;
let underWay: Promise<void> | null = null;
/** One after the other: of two choices the later one stays. */
let writing: Promise<void> = Promise.resolve();

/** Call it in a component's setup. */
export function useAssessments(): Assessments {
	const api = useAssessmentApi();
	const { id: user } = useCurrentUser();
	const { locale } = useTexts({});
	if (owner !== user) startAnew(user);

	async function read(): Promise<void> {
		loading.value = true;
		failure.value = null;
		try {
			const [rows, stored] = await Promise.all([
				api.readItems('assessments', { fields: FIELDS, sort: ['-year', '-date_created'] }),
				kept ?? readChoice(api, user),
			]);
			if (owner !== user) return;
			if (kept === null) {
				kept = stored;
				choice.value = stored.choice;
			}
			all.value = withKnown(rows);
		} catch (error) {
			if (owner === user) failure.value = failureOf(error, locale.value);
		} finally {
			if (owner === user) loading.value = false;
		}
	}

	const chosen = computed(() => shownTo(all.value, choice.value));
	return {
		all,
		chosen,
		others: computed(() => all.value.filter((one) => isRunning(one) && one.id !== chosen.value?.id)),
		choose: (id) => {
			choice.value = choiceOf(all.value, id);
			// Where it cannot be kept it still holds until the page is left.
			const next = choice.value;
			writing = writing
				.then(async () => {
					if (owner === user) kept = await writeChoice(api, { user, kept, choice: next });
				})
				.catch(() => undefined);
		},
		load: () => (underWay ??= read().finally(() => (underWay = null))),
		failure,
		loading,
	};
}

/** What has not changed stays the same object: a page that is being filled in does not begin anew. */
function withKnown(rows: readonly AssessmentRow[]): readonly AssessmentRow[] {
	const known = new Map(all.value.map((row) => [JSON.stringify(row), row]));
	return rows.map((row) => known.get(JSON.stringify(row)) ?? row);
}

function startAnew(user: string): void {
	owner = user;
	all.value = [];
	choice.value = kept = underWay = null;
	failure.value = null;
	loading.value = true;
}
