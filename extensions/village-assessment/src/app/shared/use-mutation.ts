// What a component asks the server to do: under way, done with an answer, or refused with the reason.
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import { failureOf, type Failure } from './api.ts';
import { useTexts } from './texts.ts';

export interface Mutation<A extends readonly unknown[], T> {
	/** Answers null where it failed; `failure` says why. */
	readonly run: (...args: A) => Promise<T | null>;
	readonly busy: Ref<boolean>;
	/** What the last run answered. */
	readonly data: ShallowRef<T | null>;
	readonly failure: ShallowRef<Failure | null>;
	/** Forgets the answer, the failure, and what is under way. */
	readonly reset: () => void;
}

export interface MutationOptions {
	/** Asked of a failure while the mutation is still under way; true: it has been dealt with, and `failure` stays empty. */
	readonly onFailure?: (failure: Failure) => boolean | Promise<boolean>;
}

/** Of two runs the later one counts. Must be called in a component's setup. */
export function useMutation<A extends readonly unknown[], T>(
	send: (...args: A) => Promise<T>,
	{ onFailure }: MutationOptions = {},
): Mutation<A, T> {
	const { locale } = useTexts({});
	const busy = ref(false);
	const data: ShallowRef<T | null> = shallowRef(null);
	const failure = shallowRef<Failure | null>(null);
	let latest = 0;

	async function run(...args: A): Promise<T | null> {
		const turn = (latest += 1);
		busy.value = true;
		failure.value = null;
		try {
			const answer = await send(...args);
			if (turn === latest) data.value = answer;
			return answer;
		} catch (error) {
			const why = failureOf(error, locale.value);
			const isDealtWith = (await onFailure?.(why)) === true;
			if (turn === latest) {
				data.value = null;
				failure.value = isDealtWith ? null : why;
			}
			return null;
		} finally {
			if (turn === latest) busy.value = false;
		}
	}

	function reset(): void {
		latest += 1;
		busy.value = false;
		data.value = null;
		failure.value = null;
	}

	return { run, busy, data, failure, reset };
}
