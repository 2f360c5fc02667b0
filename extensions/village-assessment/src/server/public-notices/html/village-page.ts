import type { PublishedResult, VillageResult } from '#domain/contracts/public-notice.ts';
import type { Locale } from '#engine';
import { linkTo, page } from './layout.ts';
import { html, type Markup } from './markup.ts';
import { digestLine, interval, linksOf, stateBanner } from './notice-page.ts';
import { table } from './table.ts';
import { textIn, type Texts } from './texts.ts';

/** The score sheet of one village in a notice: every line with how it came about. */
export function villagePage(locale: Locale, base: string, result: PublishedResult, village: VillageResult): string {
	const t = textIn(locale);
	const { home, notice } = linksOf(locale, base, result);
	const { title } = result.document.assessment;
	const sum = `${village.base_points} + ${village.bonus_points} − ${village.penalty_points}`;
	return page(
		locale,
		{ title: `${village.name} · ${title}`, path: `${notice}/villages/${village.id}` },
		html`<h1>${title}<br />${village.name}</h1>
			${stateBanner(t, result, linkTo(locale, home))}
			<dl>
				<dt>${t('rank')}</dt>
				<dd>${village.rank}</dd>
				<dt>${t('total')}</dt>
				<dd><strong>${interval(village.total, village.attainable)}</strong> = ${sum}</dd>
			</dl>
			<h2>${t('sheet')}</h2>
			${scoreSheet(t, result.document.rulebook, village)}
			<h2>${t('decisions')}</h2>
			${decisionsOf(t, village)} ${digestLine(t, result)}
			<p class="screen"><a href="${linkTo(locale, notice)}">${t('back')}</a></p> `,
	);
}

type Rulebook = PublishedResult['document']['rulebook'];

function scoreSheet(t: Texts, { indicators, criteria }: Rulebook, { lines }: VillageResult): Markup {
	const titles = new Map(indicators.map(({ code, title }) => [code, title]));
	const awarded = new Map(lines.map((line) => [line.criterion, line]));
	let last = '';
	return table(
		[
			{ title: t('criterion') },
			{ title: t('points'), kind: 'n' },
			{ title: t('awarded'), kind: 'n' },
			{ title: t('explanation') },
		],
		criteria.flatMap(({ code, title, indicator, points }) => {
			const line = awarded.get(code);
			const heading = indicator === last ? [] : [[`${indicator} ${titles.get(indicator) ?? ''}`]];
			last = indicator;
			const cells = [
				`${code} ${title}`,
				points,
				line === undefined ? '' : interval(line.awarded, line.attainable),
				line?.explanation ?? '',
			];
			return [...heading, cells];
		}),
		'sheet',
	);
}

function decisionsOf(t: Texts, { decisions }: VillageResult): Markup {
	if (decisions.length === 0) return html`<p>${t('no_decisions')}</p>`;
	const entries = decisions.map(({ criterion, category, occurrences, result, decided_on: day }) => {
		const what =
			category === '' ? t('decision_revocation') : `${category}，${t('times', { count: String(occurrences) })}`;
		return html`<li>${criterion} ${what}：${t(`decision_${result}`)}${day === null ? '' : `（${day}）`}</li>`;
	});
	return html`<ul>
		${entries}
	</ul>`;
}
