// The count in words: what is needed, what stands, and what would end it.
import type { AdjustmentDetail } from '#domain/contracts/adjustments.ts';
import type { VoteCount } from '#domain/adjustments/tally.ts';
import type { Values } from '#app/shared/texts.ts';
import type { COUNT_TEXTS } from './count-texts.ts';

export interface CountWords {
	readonly key: keyof typeof COUNT_TEXTS;
	readonly values: Values;
}

/** What an open vote still needs: 还需 2 票同意即通过. */
export const needWords = ({ needed, approvals }: VoteCount): CountWords => ({
	key: 'to_pass',
	values: { n: Math.max(0, needed - approvals) },
});

/** How near an open vote is to its rejection: that many more without approval end it. */
export const marginWords = ({ needed, approvals, not_voted }: VoteCount): CountWords => ({
	key: 'to_fail',
	values: { n: approvals + not_voted - needed + 1 },
});

/** The votes as they stand, or once it is decided as they were counted. */
export const standingWords = (
	{ approvals, rejections, abstentions, recused, not_voted }: VoteCount,
	isOpen: boolean,
): readonly CountWords[] => {
	const all: readonly (CountWords & { readonly always: boolean })[] = [
		{ key: 'approvals', values: { n: approvals }, always: true },
		{ key: 'rejections', values: { n: rejections }, always: true },
		{ key: 'abstentions', values: { n: abstentions }, always: false },
		{ key: 'recused', values: { n: recused }, always: false },
		{ key: isOpen ? 'not_voted' : 'did_not_vote', values: { n: not_voted }, always: false },
	];
	return all.filter(({ always, values }) => always || values['n'] !== 0).map(({ key, values }) => ({ key, values }));
};

/** From what number of members the votes needed follow. */
export function basisWords({
	count,
	share,
}: Pick<AdjustmentDetail, 'share'> & { readonly count: VoteCount }): CountWords {
	const { electorate, recused, base, needed } = count;
	const values = { electorate, recused, base, needed, share: plainPercent(share ?? 0.5) };
	return share === null || share === 0.5
		? { key: recused === 0 ? 'basis_half' : 'basis_half_recused', values }
		: { key: recused === 0 ? 'basis_share' : 'basis_share_recused', values };
}

const plainPercent = (share: number): string => String(Number((share * 100).toFixed(2)));
