import { useEventListener } from '@vueuse/core';

/** Calls `then` whenever somebody comes back to the window. Must be called in a component's setup. */
export function useComingBack(then: () => unknown): void {
	useEventListener(document, 'visibilitychange', () => {
		if (document.visibilityState === 'visible') then();
	});
}
