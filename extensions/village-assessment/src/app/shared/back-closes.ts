// What is opened over a page is closed by the browser's back key: on a phone people know no other way back.
import { watch } from 'vue';
import { onBeforeRouteUpdate, useRoute, useRouter } from 'vue-router';

export interface Opened {
	/** Its name in the page's address. */
	readonly name: string;
	readonly isOpen: () => boolean;
	/** Closes it, for the back key. False: whoever sits there wants to stay. */
	readonly close: () => boolean;
}

/** Must be called in the setup of a page of a module, or below it. */
export function useBackCloses({ name, isOpen, close }: Opened): void {
	const route = useRoute();
	const router = useRouter();
	const isNamed = (): boolean => route.query[name] !== undefined;
	let closing = false;

	// An address that was kept, or the forward key: nothing of what stood there is left.
	if (isNamed() && !isOpen()) void router.replace({ query: { ...route.query, [name]: undefined } });

	watch(isOpen, (open) => {
		if (open && !isNamed()) void router.push({ query: { ...route.query, [name]: '' } });
		if (!open && isNamed() && !closing) router.back();
		closing = false;
	});

	onBeforeRouteUpdate((to, from) => {
		if (from.query[name] === undefined || to.query[name] !== undefined || !isOpen()) return true;
		closing = close();
		return closing;
	});
}
