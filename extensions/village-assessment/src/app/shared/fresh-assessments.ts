// A page reads anew which assessments there are when it opens, and when somebody comes back to it: meanwhile a step may have been taken.
import { onMounted } from 'vue';
import { useAssessments } from './assessments.ts';
import { useComingBack } from './coming-back.ts';
import { hasUnsaved } from './unsaved.ts';

/** Call it in a component's setup. */
export function useFreshAssessments(): void {
	const { load } = useAssessments();
	onMounted(() => void load());
	// What is being filled in belongs to the assessment in which it was begun.
	useComingBack(() => {
		if (!hasUnsaved()) void load();
	});
}
