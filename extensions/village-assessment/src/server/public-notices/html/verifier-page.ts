import type { Locale } from '#engine';
import { page } from './layout.ts';
import { html } from './markup.ts';
import { textIn } from './texts.ts';

/** The verifier: reads published data in the browser, sends nothing. */
export function verifierPage(locale: Locale, base: string): string {
	const t = textIn(locale);
	return page(
		locale,
		{ title: t('check'), path: `${base}/verify` },
		html`<h1>${t('check')}</h1>
			<p>${t('verifier_about')}</p>
			<p>
				<label for="files">${t('verifier_files')}</label><br /><input
					id="files"
					type="file"
					accept=".json,application/json"
					multiple
				/>
			</p>
			<div id="outcome" aria-live="polite"></div>
			<noscript><p class="banner">${t('verifier_needs_script')}</p></noscript>
			<p class="small">
				${t('verifier_offline')}<br /><a href="${base}/verify-result.mjs" download>verify-result.mjs</a>
			</p>
			<script type="module" src="${base}/verify-page.mjs"></script>`,
	);
}
