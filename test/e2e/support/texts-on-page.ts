import type { Page } from 'playwright-core';

/** Latin words that a Chinese page may have, and why. */
const ALLOWED = {
	CSV: 'a kind of file',
	Excel: 'a program',
	PDF: 'a kind of file',
	OFD: 'a kind of file',
	JPG: 'a kind of file',
	PNG: 'a kind of file',
	MB: 'a unit',
	KB: 'a unit',
	kB: 'a unit',
	SHA: 'a kind of digest',
	HLS: 'code of the rulebook',
	FP: 'code of the rulebook',
	DEMO: 'code of the demo’s villages',
} as const satisfies Readonly<Record<string, string>>;

/** What people typed in and nobody translates: addresses, names of files. */
const DATA = [
	/\S+@\S+/g,
	/https?:\S+/g,
	/[\w-]+\.(jpe?g|png|pdf|csv|xlsx?|docx?|txt)\b/gi,
	/\b[0-9a-f]{8}-[0-9a-f-]{27}\b/gi,
	/\b[0-9a-f]{64}\b/gi,
];

/** What Directus writes on its own frame in English only, with no way to translate it; the tooltip of a related row is its template. */
const PLATFORM = '.custom-logo, [role=separator], aside[aria-label^="Module "], .render-template';

/** Words in Latin letters in what the page shows or tells a screen reader, with the text around them. */
export async function latinWords(page: Page): Promise<string[]> {
	const texts = await page.evaluate((platform) => {
		const seen = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true });
		const attributes = Array.from(document.querySelectorAll('[placeholder], [aria-label], [title], [alt]'))
			.filter((element) => seen(element) && !element.matches(platform))
			.flatMap((element) =>
				['placeholder', 'aria-label', 'title', 'alt'].map((name) => element.getAttribute(name) ?? ''),
			);
		const values = Array.from(document.querySelectorAll('input[type=button], input[readonly]'))
			.filter(seen)
			.flatMap((element) => (element instanceof HTMLInputElement ? [element.value] : []));
		return [...document.body.innerText.split('\n'), ...attributes, ...values];
	}, PLATFORM);
	const found = texts.flatMap((text) => {
		const own = DATA.reduce((rest, data) => rest.replaceAll(data, ''), text);
		const strange = (own.match(/[A-Za-z]{2,}/g) ?? []).filter((word) => !(word in ALLOWED));
		return strange.length === 0 ? [] : [`${strange.join(' ')}: ${text.trim().slice(0, 80)}`];
	});
	return [...new Set(found)];
}
