// What a component reads from the server: the answer, or that it is on its way, or why there is none.
import { ref, shallowRef, watch, type Ref, type ShallowRef, type WatchSource } from 'vue';
import { failureOf, type Failure } from './api.ts';
import { useTexts } from './texts.ts';

export interface AsyncData<T> {
	/** Stays while it is read again, so that nothing flickers. */
	readonly data: ShallowRef<T | null>;
	readonly failure: Readonly<Ref<Failure | null>>;
	readonly loading: Readonly<Ref<boolean>>;
	readonly load: () => Promise<void>;
}

/** Reads at once, and again whenever `source` changes; nothing is read while it is null. Of two answers the later question's counts. */
export function useAsyncData<K, T>(source: WatchSource<K | null>, read: (key: K) => Promise<T>): AsyncData<T> {
	const { locale } = useTexts({});
	const data = shallowRef<T | null>(null);
	const failure = shallowRef<Failure | null>(null);
	const loading = ref(false);
	let latest = 0;
	let key: K | null = null;

	async function load(): Promise<void> {
		const turn = (latest += 1);
		if (key === null) return;
		loading.value = true;
		try {
			const answer = await read(key);
			if (turn !== latest) return;
			data.value = answer;
			failure.value = null;
		} catch (error) {
			if (turn === latest) failure.value = failureOf(error, locale.value);
		} finally {
			if (turn === latest) loading.value = false;
		}
	}

	watch(
		source,
		(next) => {
			key = next;
			data.value = null;
			failure.value = null;
			void load();
		},
		{ immediate: true },
	);
	return { data, failure, loading, load };
}
