import type { Correction, PublishedResult } from '#domain/contracts/public-notice.ts';
import type { Locale } from '#engine';
import { linkTo, page } from './layout.ts';
import { html, type Markup } from './markup.ts';
import { table } from './table.ts';
import { textIn, type Texts } from './texts.ts';

/** Where the pages of a notice are. */
interface Links {
	readonly locale: Locale;
	/** The address of all public pages. */
	readonly base: string;
	/** The last notice of the assessment. */
	readonly home: string;
	readonly notice: string;
}

export function linksOf(locale: Locale, base: string, { document, notice }: PublishedResult): Links {
	const home = `${base}/${document.assessment.id}`;
	return { locale, base, home, notice: `${home}/${notice.number}` };
}

/** The notice: state, days, ranking, corrections, and where to check it. `base`: the address of all public pages. */
export function noticePage(locale: Locale, base: string, result: PublishedResult): string {
	const t = textIn(locale);
	const links = linksOf(locale, base, result);
	const { title } = result.document.assessment;
	const heading = t(headingOf(result));
	return page(
		locale,
		{ title: `${title} ${heading}`, path: links.notice },
		html`<h1>${title}<br />${heading}</h1>
			${stateBanner(t, result, linkTo(locale, links.home))} ${factsOf(t, result)}
			${correctionList(t, result.corrections)}
			<h2>${t('ranking')}</h2>
			${ranking(t, result, links)} ${excluded(t, result)} ${otherNotices(t, result, links)}
			${checking(t, result, links)} `,
	);
}

/** Not yet certain: from … to …. */
export const interval = (from: string, to: string): string => (from === to ? from : `${from}～${to}`);

export function stateBanner(t: Texts, { notice }: PublishedResult, newest: string): Markup | null {
	if (notice.state === 'current') return null;
	const day = notice.withdrawn_on ?? '';
	if (notice.state === 'withdrawn') return html`<p class="banner">${t('state_withdrawn', { day })}</p>`;
	return html`<p class="banner">
		${t('state_corrected', { day })} <a class="screen" href="${newest}">${t('newest')}</a>
	</p>`;
}

export const digestLine = (t: Texts, { digest }: PublishedResult): Markup =>
	html`<p class="small">${t('digest')}：<code>${digest}</code></p>`;

function headingOf({ notice, corrections }: PublishedResult): 'final_result' | 'corrected_result' | 'result' {
	if (notice.kind === 'final') return 'final_result';
	return corrections.length > 0 ? 'corrected_result' : 'result';
}

function factsOf(t: Texts, { document: { publicity }, notice }: PublishedResult): Markup {
	const days = { from: publicity.from ?? '', to: publicity.to ?? '' };
	const period = html`<dt>${t('period')}</dt>
		<dd>${t('period_days', days)}</dd>`;
	return html`<dl>
		<dt>${t('published_on')}</dt>
		<dd>${notice.published_on}</dd>
		${publicity.from === null ? null : period}
		<dt>${t('contact')}</dt>
		<dd>${notice.contact ?? t('contact_missing')}</dd>
	</dl>`;
}

function ranking(t: Texts, { document }: PublishedResult, { locale, notice }: Links): Markup {
	const ranked = [...document.villages].sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity));
	return table(
		[
			{ title: t('rank'), kind: 'c' },
			{ title: t('village') },
			{ title: t('base'), kind: 'n wide' },
			{ title: t('bonus'), kind: 'n wide' },
			{ title: t('penalty'), kind: 'n wide' },
			{ title: t('total'), kind: 'n' },
		],
		ranked.map((village) => [
			village.rank,
			html`<a href="${linkTo(locale, `${notice}/villages/${village.id}`)}">${village.name}</a>`,
			village.base_points,
			village.bonus_points,
			village.penalty_points,
			interval(village.total, village.attainable),
		]),
	);
}

function excluded(t: Texts, { document }: PublishedResult): Markup | null {
	if (document.excluded.length === 0) return null;
	return html`<p class="small">${t('excluded')}：${document.excluded.map(({ name }) => name).join('、')}</p>`;
}

function otherNotices(t: Texts, { notice }: PublishedResult, { locale, home }: Links): Markup | null {
	if (notice.others.length === 0) return null;
	const entries = notice.others.map(({ number, kind, published_on: day }) => {
		const name = t(kind === 'final' ? 'other_final' : 'other_notice', { number, day });
		return html`<li><a href="${linkTo(locale, `${home}/${number}`)}">${name}</a></li>`;
	});
	return html`<div class="screen">
		<h2>${t('others')}</h2>
		<ul>
			${entries}
		</ul>
	</div>`;
}

function checking(t: Texts, result: PublishedResult, { locale, base, notice }: Links): Markup {
	return html`<h2>${t('check')}</h2>
		${digestLine(t, result)}
		<p class="screen">
			<a href="${linkTo(locale, `${base}/verify`)}">${t('check')}</a> ·
			<a href="${notice}.json" download>${t('data')}</a><br /><span class="small">${t('check_note')}</span>
		</p>`;
}

function correctionList(t: Texts, corrections: readonly Correction[]): Markup | null {
	if (corrections.length === 0) return null;
	const entries = corrections.map((one) => {
		const values = { criterion: one.criterion ?? '', before: one.before, after: one.after };
		const change = `${t(`correction_${one.field}`, values)}（${t(`cause_${one.cause}`)}）`;
		return html`<li><strong>${one.village}</strong> ${change}${explanations(t, one)}</li>`;
	});
	return html`<h2>${t('corrections')}</h2>
		<ul>
			${entries}
		</ul>`;
}

function explanations(t: Texts, { before_explanation: before, after_explanation: after }: Correction): Markup | null {
	if (after === null) return null;
	return html`<br /><span class="small">${t('was')}：${before ?? ''}<br />${t('is')}：${after}</span>`;
}
