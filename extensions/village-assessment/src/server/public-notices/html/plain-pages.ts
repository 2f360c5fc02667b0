import type { Locale } from '#engine';
import { linkTo, page } from './layout.ts';
import { html } from './markup.ts';
import { textIn } from './texts.ts';

/** What is published online, the latest year first. */
export function listPage(
	locale: Locale,
	base: string,
	assessments: readonly { readonly id: string; readonly title: string }[],
): string {
	const t = textIn(locale);
	return page(
		locale,
		{ title: t('all'), path: base },
		html`<h1>${t('all')}</h1>
			${
				assessments.length === 0
					? html`<p>${t('nothing')}</p>`
					: html`<ul>
							${assessments.map(({ id, title }) => html`<li><a href="${linkTo(locale, `${base}/${id}`)}">${title}</a></li>`)}
						</ul>`
			}`,
	);
}

export function messagePage(locale: Locale, base: string, key: 'not_found' | 'too_many'): string {
	const t = textIn(locale);
	return page(
		locale,
		{ title: t(key), path: base },
		html`<h1>${t(key)}</h1>
			${key === 'not_found' ? html`<p>${t('not_found_note')}</p>` : null}`,
	);
}
