// The Studio opens with both its side panels spread out, which on a phone cover the page, and on our pages one of them is empty.

const NARROW = '(max-width: 960px)';

/** On somebody's first visit the panels are folded; what they choose afterwards stays. To be called before the app is drawn. */
export function foldPanelsAtFirst(): void {
	const fold = (panel: string): void => {
		if (localStorage.getItem(panel) === null) localStorage.setItem(panel, 'true');
	};
	fold('sidebar-collapsed');
	if (window.matchMedia(NARROW).matches) fold('nav-bar-collapsed');
}
