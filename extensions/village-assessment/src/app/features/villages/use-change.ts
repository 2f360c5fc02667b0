// A merge or a split on screen: shown first, decided where it collides, then done.
import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue';
import { useAssessmentApi, type Failure } from '#app/shared/api.ts';
import { useMutation } from '#app/shared/use-mutation.ts';
import type { Outcome } from '#domain/contracts/villages.ts';
import type { Chosen } from './collision-choice.vue';

export interface ChangeOnScreen {
	/** What it would do; null: not looked at yet. */
	readonly outcome: ShallowRef<Outcome | null>;
	readonly decisions: Ref<Readonly<Record<string, Chosen>>>;
	readonly decide: (collision: string, chosen: Chosen) => Promise<void>;
	readonly failure: ComputedRef<Failure | null>;
	readonly busy: ComputedRef<boolean>;
	readonly isReady: ComputedRef<boolean>;
	/** The request has changed: what was shown is no longer what would happen. */
	readonly forget: () => void;
	readonly preview: () => Promise<void>;
	/** Whether it is done. */
	readonly carryOut: (reason: string) => Promise<boolean>;
}

/** Must be called in a component's setup. `body`: what is asked for, without reason and decisions. */
export function useChange(kind: 'merge' | 'split', body: () => Readonly<Record<string, unknown>>): ChangeOnScreen {
	const api = useAssessmentApi();

	const outcome = shallowRef<Outcome | null>(null);
	const decisions = ref<Readonly<Record<string, Chosen>>>({});
	const asking = useMutation(() => api.post<Outcome>(`/assessment/villages/${kind}/preview`, request()));
	const doing = useMutation((reason: string) => api.post(`/assessment/villages/${kind}`, { ...request(), reason }));
	const busy = computed(() => asking.busy.value || doing.busy.value);

	const request = (): Readonly<Record<string, unknown>> => {
		const known = new Set(outcome.value?.collisions.map(({ key }) => key));
		return {
			...body(),
			decisions: Object.entries(decisions.value).flatMap(([collision, chosen]) =>
				known.has(collision) ? [{ collision, ...chosen }] : [],
			),
		};
	};

	async function preview(): Promise<void> {
		doing.reset();
		const answer = await asking.run();
		// Of two questions the later one counts.
		if (answer !== null && answer === asking.data.value) outcome.value = answer;
	}

	const decide = (collision: string, chosen: Chosen): Promise<void> => {
		decisions.value = { ...decisions.value, [collision]: chosen };
		return preview();
	};

	async function carryOut(reason: string): Promise<boolean> {
		asking.reset();
		await doing.run(reason);
		return doing.failure.value === null;
	}

	function forget(): void {
		asking.reset();
		doing.reset();
		outcome.value = null;
		decisions.value = {};
	}

	return {
		outcome,
		decisions,
		decide,
		failure: computed(() => asking.failure.value ?? doing.failure.value),
		busy,
		isReady: computed(() => outcome.value !== null && outcome.value.undecided === 0 && !busy.value),
		forget,
		preview,
		carryOut,
	};
}
