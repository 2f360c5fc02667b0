// Whoever opens something from far down a long page finds it from its beginning, and comes back to where he was.
import { useEventListener } from '@vueuse/core';
import { computed, nextTick, onBeforeUnmount, onMounted, shallowRef, watch, type Ref } from 'vue';

/** How far down a page was left, by its name. */
const places = new Map<string, number>();

/** The part of the Studio that scrolls, or the document. */
function scrollerOf(element: HTMLElement | null): Element | null {
	for (let at = element?.parentElement ?? null; at !== null; at = at.parentElement) {
		if (/auto|scroll/.test(getComputedStyle(at).overflowY) && at.scrollHeight > at.clientHeight) return at;
	}
	return document.scrollingElement;
}

/** The router keeps in the browser's history whether there is something to go forward to: then somebody has come back. */
const isBack = (): boolean => {
	const state: unknown = history.state;
	return typeof state === 'object' && state !== null && 'forward' in state && Boolean(state.forward);
};

/** `ready`: all of the page stands there. Must be called in a component's setup. */
export function useKeptPlace(
	root: Readonly<Ref<HTMLElement | null>>,
	{ name, ready }: { readonly name: () => string; readonly ready: () => boolean },
): void {
	const back = isBack();
	const scroller = shallowRef<Element | null>(null);
	let place = 0;
	const target = computed(() => (scroller.value === document.scrollingElement ? window : scroller.value));
	useEventListener(target, 'scroll', () => (place = scroller.value?.scrollTop ?? place), { passive: true });

	async function find(): Promise<void> {
		await nextTick();
		scroller.value = scrollerOf(root.value);
		const before = places.get(name());
		if (back && before !== undefined) requestAnimationFrame(() => scroller.value?.scrollTo({ top: before }));
	}
	onMounted(() => {
		if (ready()) void find();
	});
	watch(ready, (now) => {
		if (now) void find();
	});
	onBeforeUnmount(() => {
		places.set(name(), place);
		scroller.value?.scrollTo({ top: 0 });
	});
}
