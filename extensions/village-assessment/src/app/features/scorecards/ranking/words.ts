// A row of the ranking in words: for the eye in pieces, for the ear as one sentence.
import { computed } from 'vue';
import { useTexts } from '#app/shared/texts.ts';
import type { RankingRow } from './load-ranking.ts';
import { useRankWords } from './rank-words.ts';
import { TEXTS } from './texts.ts';

export interface RankingWords {
	readonly isTied: (row: RankingRow) => boolean;
	readonly points: (points: number) => string;
	readonly atMost: (row: RankingRow) => string;
	/** Base, bonus, penalty, and how much is assessed. */
	readonly parts: (row: RankingRow) => string;
	/** Empty where the row says nothing of before. */
	readonly movement: (row: RankingRow) => string;
	readonly sentence: (row: RankingRow) => string;
}

export function useRankingWords(rows: () => readonly RankingRow[]): RankingWords {
	const { t } = useTexts(TEXTS);
	const { rankText } = useRankWords();
	const shared = computed(() => {
		const ranks = rows().map(({ rank }) => rank);
		return new Set(ranks.filter((rank, index) => ranks.indexOf(rank) !== index));
	});
	const isTied = ({ rank }: RankingRow): boolean => rank !== null && shared.value.has(rank);
	const points = (value: number): string => t('points', { points: toPlainString(value) });
	const atMost = ({ total, attainable }: RankingRow): string =>
		attainable > total ? t('at_most', { points: toPlainString(attainable) }) : t('settled');
	const joined = (...texts: readonly string[]): string => texts.filter((text) => text !== '').join(t('comma'));

	const parts = ({ base_points, bonus_points, penalty_points, assessed_count, criteria_count }: RankingRow): string =>
		joined(
			t('base', { points: toPlainString(base_points) }),
			bonus_points > 0 ? t('plus', { points: toPlainString(bonus_points) }) : '',
			penalty_points > 0 ? t('minus', { points: toPlainString(penalty_points) }) : '',
			t('assessed', { assessed: assessed_count, all: criteria_count }),
		);

	function movement({ rank, rank_before: before }: RankingRow): string {
		if (rank === null || before === null || before === undefined) return '';
		if (rank === before) return t('unmoved');
		return t(rank < before ? 'moved_up' : 'moved_down', { places: Math.abs(before - rank), before });
	}

	const sentence = (row: RankingRow): string =>
		joined(
			...(row.rank === null ? [] : [`${rankText(row)}${isTied(row) ? ` (${t('tied')})` : ''}`]),
			row.village_name,
			movement(row),
			points(row.total),
			atMost(row),
			parts(row),
		);

	return { isTied, points, atMost, parts, movement, sentence };
}

/** Points as people write them: two decimals at most, no trailing zeros. */
const toPlainString = (value: number): string => String(Number(value.toFixed(2)));
