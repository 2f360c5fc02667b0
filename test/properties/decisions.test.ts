// Random people do random things with proposals; whatever they do, these hold.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Role } from '#domain/roles.ts';
import { scoreCriterion } from '#engine';
import { official } from '../support/rulebooks/load.ts';
import { Office, type Paper, type Step } from './decisions-model.ts';

const LEADERS = ['l1', 'l2', 'l3', 'l4', 'l5'];
const PEOPLE: readonly { readonly user: string; readonly role: Role }[] = [
	...LEADERS.map((user) => ({ user, role: 'leader' as const })),
	{ user: 'office', role: 'office' },
	{ user: 'clerk', role: 'clerk' },
	{ user: 'auditor', role: 'auditor' },
];
const often = <T>(times: number, value: T): { weight: number; arbitrary: fc.Arbitrary<T> } => ({
	weight: times,
	arbitrary: fc.constant(value),
});
const step: fc.Arbitrary<Step> = fc.record({
	who: fc.constantFrom(...PEOPLE),
	paper: fc.nat(2),
	action: fc.oneof(
		often(6, 'propose' as const),
		often(24, 'vote' as const),
		often(1, 'withdraw' as const),
		often(8, 'revoke' as const),
		often(1, 'close' as const),
		often(1, 'suspend' as const),
	),
	vote: fc.oneof(
		often(5, 'approve' as const),
		often(1, 'reject' as const),
		often(1, 'abstain' as const),
		often(1, 'recuse' as const),
	),
});
const drafts = fc.array(
	fc.record({ author: fc.constantFrom('office', 'l1', 'l2'), occurrences: fc.integer({ min: 1, max: 4 }) }),
	{ minLength: 1, maxLength: 2 },
);

const ENDS = ['rejected', 'withdrawn', 'revoked'];
const bonus = official.rulebook.criteria.find(({ code }) => code === '7');

/** What happened to each paper at each step. */
function run(
	given: readonly { readonly author: string; readonly occurrences: number }[],
	steps: readonly Step[],
	look: (before: readonly Paper[], office: Office, allowed: boolean, taken: Step) => void,
): Office {
	const office = new Office(LEADERS, 'l5');
	for (const { author, occurrences } of given) office.draft(author, occurrences);
	for (const taken of steps) {
		const before = office.papers.map((paper) => ({ ...paper }));
		look(before, office, office.take(taken), taken);
	}
	return office;
}

const sequences = (
	check: (given: readonly { readonly author: string; readonly occurrences: number }[], steps: readonly Step[]) => void,
): void =>
	fc.assert(fc.property(drafts, fc.array(step, { minLength: 20, maxLength: 80, size: 'max' }), check), {
		numRuns: 300,
	});

it('a proposal is decided at most once, and an end is an end', () => {
	const decided = { approved: 0, rejected: 0, revoked: 0 };
	sequences((given, steps) => {
		run(given, steps, (before, { papers }) => {
			for (const { id, status } of before) {
				if (ENDS.includes(status)) expect(papers[id]?.status).toBe(status);
				if (status === 'approved') expect(['approved', 'revoked']).toContain(papers[id]?.status);
			}
		}).papers.forEach(({ status, decisions }) => {
			if (status === 'approved' || status === 'rejected' || status === 'revoked') decided[status] += 1;
			expect(decisions.length).toBeLessThanOrEqual(1);
		});
	});
	// The sequences reach every end.
	expect(Object.entries(decided).filter(([, times]) => times === 0)).toEqual([]);
});

it('the electorate stays as it was when the vote began, without those whom it concerns', () => {
	sequences((given, steps) => {
		run(given, steps, (before, { papers, liaison }) => {
			for (const { id, status, electorate } of before)
				if (status !== 'draft') expect(papers[id]?.electorate).toEqual(electorate);
			for (const { author, proposer, electorate, revokes, votes } of papers) {
				const barred = [author, proposer, liaison, revokes === null ? null : papers[revokes]?.author];
				expect(electorate.filter((member) => barred.includes(member))).toEqual([]);
				expect(votes.filter(({ member }) => !electorate.includes(member))).toEqual([]);
			}
		});
	});
});

it('what counts is what was approved and not taken back, under the cap', () => {
	if (bonus === undefined) throw new Error('no criterion 7');
	sequences((given, steps) => {
		const { papers } = run(given, steps, () => undefined);
		const takenBack = new Set(
			papers
				.filter(({ revokes, decisions }) => revokes !== null && decisions[0] === 'approved')
				.map(({ revokes }) => revokes),
		);
		const counted = papers.filter(
			({ id, revokes, decisions }) => revokes === null && decisions[0] === 'approved' && !takenBack.has(id),
		);
		const approved = papers.filter(({ status, revokes }) => status === 'approved' && revokes === null);
		const line = scoreCriterion(
			bonus,
			[],
			approved.map(({ id, occurrences }) => ({ id: String(id), occurrences, category: 'innovation' })),
		);
		expect(Number(line.awarded)).toBe(Math.min(10, 2 * counted.reduce((sum, { occurrences }) => sum + occurrences, 0)));
	});
});

it('a step changes its own proposal only, and, approved, what it revokes; a refused one changes nothing', () => {
	sequences((given, steps) => {
		run(given, steps, (before, { papers }, allowed, { action, paper: index }) => {
			if (!allowed) expect(papers).toEqual(before);
			if (action === 'suspend') return;
			const touched = index % before.length;
			const changed = before
				.filter((one) => JSON.stringify(papers[one.id]) !== JSON.stringify(one))
				.map(({ id }) => id);
			expect(changed.filter((id) => id !== touched && id !== before[touched]?.revokes)).toEqual([]);
		});
	});
});
