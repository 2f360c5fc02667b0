import { describe, expect, it } from 'vitest';
import { countVotes, neededOf, outcomeOf, type MemberVote } from '#domain/adjustments/tally.ts';
import { deadlineOf } from '#domain/adjustments/deadline.ts';
import { electorateOf } from '#domain/adjustments/electorate.ts';

const LETTERS = { y: 'approve', n: 'reject', a: 'abstain', r: 'recuse', '.': null } as const;
/** `yn.ar`: approve, reject, not voted, abstain, recuse; a capital letter: suspended (`-`: suspended without having voted). */
const votes = (word: string): MemberVote[] =>
	[...word].map((letter) => ({
		vote: Object.entries(LETTERS).find(([name]) => name === letter.toLowerCase())?.[1] ?? null,
		suspended: letter === '-' || letter !== letter.toLowerCase(),
	}));

function outcome(word: string, { share = '0.5', closed = false }: { share?: string; closed?: boolean } = {}): string {
	const result = outcomeOf(countVotes({ share, votes: votes(word), closed }), { closed });
	return result.status === 'open' ? 'open' : `${result.status}: ${result.reason}`;
}

describe('more than half of those who are left', () => {
	it.each([
		['5 with one recusal: three approvals are needed', 'ryy..', 'open'],
		['5 with one recusal, three approve', 'ryyy.', 'approved: majority'],
		['2 : 2 is a rejection', 'ryynn', 'rejected: out_of_reach'],
		['a recusal can decide: it lowers what is needed', 'yyrr.', 'approved: majority'],
		['a recusal can decide: nothing more is left to come', 'ynrr.', 'open'],
		['abstentions stay in the base', 'yyaa.', 'open'],
		['abstentions stay in the base to the end', 'yyaaa', 'rejected: out_of_reach'],
		['three of five', 'yyy..', 'approved: majority'],
		['three rejections of five', 'nnn..', 'rejected: out_of_reach'],
		['nobody has voted', '.....', 'open'],
		['two members, both needed', 'y.', 'open'],
		['two members, one against', 'n.', 'rejected: out_of_reach'],
		['of two one recuses', 'r.', 'rejected: inquorate'],
		['one approval of one left is no decision of a group', 'yr', 'rejected: inquorate'],
		['all recuse', 'rrr', 'rejected: inquorate'],
		['a suspended member counts as abstaining', 'yy---', 'rejected: out_of_reach'],
		['and no longer as what he voted', 'YYY..', 'rejected: out_of_reach'],
		['a recusal stands, suspended or not', 'Ryyy.', 'approved: majority'],
	])('%s (%s)', (_, word, expected) => expect(outcome(word)).toBe(expected));
});

describe('at the deadline whoever is silent abstains', () => {
	it.each([
		['yy...', 'rejected: deadline'],
		['yyy..', 'approved: majority'],
		['.....', 'rejected: deadline'],
		['rrrr.', 'rejected: inquorate'],
	])('%s', (word, expected) => expect(outcome(word, { closed: true })).toBe(expected));

	it('lies at the end of the day, as many days later', () => {
		const deadline = deadlineOf(new Date(2026, 1, 25, 9, 30), 7);
		expect([
			deadline.getFullYear(),
			deadline.getMonth(),
			deadline.getDate(),
			deadline.getHours(),
			deadline.getMinutes(),
			deadline.getSeconds(),
		]).toEqual([2026, 2, 4, 23, 59, 59]);
	});
});

it.each([
	['0.5', 4, 3],
	['0.5', 5, 3],
	['0.5', 2, 2],
	['0.5', 0, 1],
	['0.6', 5, 4],
	['0.57', 100, 58],
	['0.6666', 3, 2],
	['0.6667', 3, 3],
	['0.99', 9, 9],
	[0.55, 20, 12],
])('a share of %s of %i: %i are needed, without a binary fraction in between', (share, base, needed) =>
	expect(neededOf(share, base)).toBe(needed),
);

it('counts each vote in one place', () => {
	expect(countVotes({ share: '0.5', votes: votes('yynar..-'), closed: false })).toEqual({
		electorate: 8,
		recused: 1,
		base: 7,
		needed: 4,
		approvals: 2,
		rejections: 1,
		abstentions: 2,
		not_voted: 2,
	});
	expect(countVotes({ share: '0.5', votes: votes('yynar..-'), closed: true })).toMatchObject({
		abstentions: 4,
		not_voted: 0,
	});
});

describe('the electorate', () => {
	const nobody = { author: null, proposer: null, liaison: null, authorOfFirst: null };
	it('is every leader whom it does not concern', () => {
		expect(
			electorateOf(['e', 'd', 'c', 'b', 'a'], { author: 'a', proposer: 'b', liaison: 'c', authorOfFirst: null }),
		).toEqual({ entitled: ['d', 'e'], barred: { a: 'author', b: 'proposer', c: 'liaison' } });
		expect(electorateOf(['a', 'b'], { ...nobody, author: 'office' })).toEqual({ entitled: ['a', 'b'], barred: {} });
	});
	it('of a revocation is also without the author of the first', () => {
		expect(electorateOf(['a', 'b', 'c'], { author: 'b', proposer: 'b', liaison: null, authorOfFirst: 'a' })).toEqual({
			entitled: ['c'],
			barred: { a: 'author_of_first', b: 'author' },
		});
	});
});
