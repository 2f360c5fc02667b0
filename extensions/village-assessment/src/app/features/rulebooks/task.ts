// One request of a screen: under way, answered, or failed.
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import { Failure } from '#app/shared/api.ts';

export interface Task<A extends readonly unknown[], T> {
	/** Answers null where it failed; `failure` says why. */
	readonly run: (...args: A) => Promise<T | null>;
	readonly busy: Ref<boolean>;
	readonly answer: ShallowRef<T | null>;
	readonly failure: ShallowRef<Failure | null>;
}

export function useTask<A extends readonly unknown[], T>(work: (...args: A) => Promise<T>): Task<A, T> {
	const busy = ref(false);
	const answer: ShallowRef<T | null> = shallowRef(null);
	const failure: ShallowRef<Failure | null> = shallowRef(null);
	let latest = 0;
	return {
		busy,
		answer,
		failure,
		run: async (...args) => {
			const mine = ++latest;
			busy.value = true;
			failure.value = null;
			try {
				const made = await work(...args);
				if (mine === latest) answer.value = made;
				return made;
			} catch (error) {
				if (!(error instanceof Failure)) throw error;
				if (mine === latest) {
					answer.value = null;
					failure.value = error;
				}
				return null;
			} finally {
				if (mine === latest) busy.value = false;
			}
		},
	};
}
