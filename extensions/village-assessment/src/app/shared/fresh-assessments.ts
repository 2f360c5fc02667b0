// A page reads anew which assessments there are when it opens, and when somebody comes back to it: meanwhile a step may have been taken.
import { onMounted, onUnmounted } from 'vue';
import { useAssessments } from './assessments.ts';
import { hasUnsaved } from './unsaved.ts';

/** Call it in a component's setup. */
export function useFreshAssessments(): void {
	const { load } = useAssessments();
	// What is being filled in belongs to the assessment in which it was begun.
	const back = (): void => {
		if (document.visibilityState === 'visible' && !hasUnsaved()) void load();
	};
	onMounted(() => {
		void load();
		document.addEventListener('visibilitychange', back);
	});
	onUnmounted(() => document.removeEventListener('visibilitychange', back));
}
