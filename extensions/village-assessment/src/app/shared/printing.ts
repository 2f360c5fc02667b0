// Whether the page is being printed just now, by a button of ours or by the browser's own.
import { useEventListener } from '@vueuse/core';
import { onBeforeUnmount, onMounted, ref, shallowRef, type Ref } from 'vue';

export function usePrinting(): Ref<boolean> {
	const media = window.matchMedia('print');
	const printing = ref(media.matches);
	useEventListener(window, 'beforeprint', () => (printing.value = true));
	useEventListener(window, 'afterprint', () => (printing.value = false));
	useEventListener(media, 'change', () => (printing.value = media.matches));
	return printing;
}

const sheets = shallowRef<readonly symbol[]>([]);

/** Of several sheets that a page could print it is the one that was opened last, e.g. in a drawer over the others. */
export function useTopmostSheet(): () => boolean {
	const own = Symbol('sheet');
	onMounted(() => (sheets.value = [...sheets.value, own]));
	onBeforeUnmount(() => (sheets.value = sheets.value.filter((sheet) => sheet !== own)));
	return () => sheets.value.at(-1) === own;
}
