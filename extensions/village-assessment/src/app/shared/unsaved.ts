// Whoever leaves with something not saved is asked first: on the way to another page, and to another assessment.
import { useEventListener } from '@vueuse/core';
import { onMounted, onUnmounted } from 'vue';
import { onBeforeRouteLeave } from 'vue-router';

type Question = () => string | null;

const questions = new Set<Question>();

/** Whether somebody has something in hand that is not saved. */
export const hasUnsaved = (): boolean => [...questions].some((question) => question() !== null);

/** Asks whether what is not saved may be lost; true where there is nothing to lose. */
export function mayLeave(): boolean {
	const asked = [...questions].map((question) => question()).find((text) => text !== null);
	return asked === undefined || asked === null || window.confirm(asked);
}

/** `question`: what to ask, null while there is nothing to lose. Must be called in the setup of a page's component or below it. */
export function useUnsaved(question: Question): void {
	onMounted(() => questions.add(question));
	onUnmounted(() => questions.delete(question));
	useEventListener(window, 'beforeunload', (event) => {
		if (question() !== null) event.preventDefault();
	});
	onBeforeRouteLeave(mayLeave);
}
