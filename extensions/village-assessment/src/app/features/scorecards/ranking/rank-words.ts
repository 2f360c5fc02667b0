// A rank in words: certain, or the ranks that are still possible and the one for now.
import { useTexts, type Texts } from '#app/shared/texts.ts';

export interface Ranked {
	/** By the points that are certain; null: not ranked. */
	readonly rank: number | null;
	/** The best and the worst rank that the open parts of all villages still allow. */
	readonly rank_best: number | null;
	readonly rank_worst: number | null;
}

export const RANK_FIELDS = ['rank', 'rank_best', 'rank_worst'] as const satisfies readonly (keyof Ranked)[];

const TEXTS = {
	certain: { 'zh-CN': '第 {rank} 名', 'en-US': 'No. {rank}' },
	open: { 'zh-CN': '第 {best}～{worst} 名，暂列第 {rank} 名', 'en-US': 'No. {best} to {worst}, no. {rank} for now' },
	range: { 'zh-CN': '{best}～{worst}', 'en-US': '{best}–{worst}' },
} as const satisfies Texts;

export interface RankWords {
	/** Empty where there is no rank. */
	readonly rankText: (ranked: Ranked) => string;
	/** The possible ranks alone, as `1～5`; empty where the rank is certain. */
	readonly rankRange: (ranked: Ranked) => string;
}

export function useRankWords(): RankWords {
	const { t } = useTexts(TEXTS);
	return {
		rankText: (ranked) => {
			const { rank } = ranked;
			const range = openRange(ranked);
			if (rank === null) return '';
			return range === null ? t('certain', { rank }) : t('open', { rank, ...range });
		},
		rankRange: (ranked) => {
			const range = openRange(ranked);
			return range === null ? '' : t('range', range);
		},
	};
}

/** null: the rank is certain, or there is none. */
const openRange = ({
	rank,
	rank_best: best,
	rank_worst: worst,
}: Ranked): { readonly best: number; readonly worst: number } | null =>
	rank === null || best === null || worst === null || best === worst ? null : { best, worst };
