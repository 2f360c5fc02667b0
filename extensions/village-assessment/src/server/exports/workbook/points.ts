import type { Locale } from '#engine';
import type { Interval } from './sections.ts';

/** Certain points are a number; what is not yet assessed is an interval in words, never 0. */
export const pointsCell = ({ awarded, attainable }: Interval, locale: Locale): number | string =>
	awarded === attainable ? awarded : `${awarded}${between(locale)}${attainable}`;

interface Ranked {
	readonly rank: number | null;
	readonly rank_best: number | null;
	readonly rank_worst: number | null;
}

/** A rank is a number once no open point can change it; until then the ranks that are still possible. null: not ranked. */
export const rankCell = (
	{ rank, rank_best: best, rank_worst: worst }: Ranked,
	locale: Locale,
): number | string | null =>
	rank === null || best === null || worst === null || best === worst ? rank : `${best}${between(locale)}${worst}`;

const between = (locale: Locale): string => (locale === 'zh-CN' ? '～' : '–');
