// A merge or a split on screen: shown first, decided where it collides, then done.
import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue';
import { failureOf, useAssessmentApi, type Failure } from '#app/shared/api.ts';
import { useTexts } from '#app/shared/texts.ts';
import type { Outcome } from '#domain/contracts/villages.ts';
import type { Chosen } from './collision-choice.vue';

export interface ChangeOnScreen {
	/** What it would do; null: not looked at yet. */
	readonly outcome: ShallowRef<Outcome | null>;
	readonly decisions: Ref<Readonly<Record<string, Chosen>>>;
	readonly decide: (collision: string, chosen: Chosen) => Promise<void>;
	readonly failure: ShallowRef<Failure | null>;
	readonly busy: Ref<boolean>;
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
	const { locale } = useTexts({});
	const outcome = shallowRef<Outcome | null>(null);
	const failure = shallowRef<Failure | null>(null);
	const busy = ref(false);
	const decisions = ref<Readonly<Record<string, Chosen>>>({});
	let asked = 0;

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
		const turn = (asked += 1);
		busy.value = true;
		failure.value = null;
		try {
			const answer = await api.post<Outcome>(`/assessment/villages/${kind}/preview`, request());
			if (turn === asked) outcome.value = answer;
		} catch (error) {
			if (turn === asked) failure.value = failureOf(error, locale.value);
		} finally {
			if (turn === asked) busy.value = false;
		}
	}

	const decide = (collision: string, chosen: Chosen): Promise<void> => {
		decisions.value = { ...decisions.value, [collision]: chosen };
		return preview();
	};

	async function carryOut(reason: string): Promise<boolean> {
		busy.value = true;
		failure.value = null;
		try {
			await api.post(`/assessment/villages/${kind}`, { ...request(), reason });
			return true;
		} catch (error) {
			failure.value = failureOf(error, locale.value);
			return false;
		} finally {
			busy.value = false;
		}
	}

	function forget(): void {
		asked += 1;
		outcome.value = null;
		failure.value = null;
		busy.value = false;
		decisions.value = {};
	}

	return {
		outcome,
		decisions,
		decide,
		failure,
		busy,
		isReady: computed(() => outcome.value !== null && outcome.value.undecided === 0 && !busy.value),
		forget,
		preview,
		carryOut,
	};
}
