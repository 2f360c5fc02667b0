// Whoever leaves with something not saved is asked first.
import { onMounted, onUnmounted } from 'vue';
import { onBeforeRouteLeave } from 'vue-router';

/** `question`: what to ask, null while there is nothing to lose. Must be called in the setup of a page's component or below it. */
export function useUnsaved(question: () => string | null): void {
	const warn = (event: BeforeUnloadEvent): void => {
		if (question() !== null) event.preventDefault();
	};
	onMounted(() => window.addEventListener('beforeunload', warn));
	onUnmounted(() => window.removeEventListener('beforeunload', warn));
	onBeforeRouteLeave(() => {
		const asked = question();
		return asked === null || window.confirm(asked);
	});
}
