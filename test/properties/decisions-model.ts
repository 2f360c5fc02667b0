// A proposal and its revocation on paper: the program's own table, count and electorate, and nothing of a database.
import type { Actor } from '#domain/actor.ts';
import { judge, type Situation } from '#domain/adjustments/conditions.ts';
import { countVotes, outcomeOf } from '#domain/adjustments/tally.ts';
import { electorateOf } from '#domain/adjustments/electorate.ts';
import type { AdjustmentStatus, Vote } from '#domain/adjustments/status.ts';
import type { AdjustmentAction } from '#domain/adjustments/workflow.ts';

export interface Paper {
	readonly id: number;
	readonly author: string;
	readonly occurrences: number;
	readonly revokes: number | null;
	status: AdjustmentStatus;
	proposer: string | null;
	electorate: readonly string[];
	votes: readonly { readonly member: string; readonly vote: Vote }[];
	closed: boolean;
	/** Every decision ever taken on it. */
	decisions: readonly string[];
}

export interface Step {
	readonly who: Actor;
	readonly paper: number;
	readonly action: Exclude<AdjustmentAction, 'edit' | 'delete'> | 'close' | 'suspend';
	readonly vote: Vote;
}

export class Office {
	readonly papers: Paper[] = [];
	readonly suspended = new Set<string>();
	readonly leaders: readonly string[];
	readonly liaison: string;

	constructor(leaders: readonly string[], liaison: string) {
		this.leaders = leaders;
		this.liaison = liaison;
	}

	draft(author: string, occurrences: number): void {
		this.papers.push({
			id: this.papers.length,
			author,
			occurrences,
			revokes: null,
			status: 'draft',
			proposer: null,
			electorate: [],
			votes: [],
			closed: false,
			decisions: [],
		});
	}

	/** Returns whether it was allowed. */
	take({ who, paper: index, action, vote }: Step): boolean {
		const paper = this.papers[index % this.papers.length];
		if (paper === undefined) return false;
		if (action === 'suspend') {
			this.suspended.add(this.leaders[index % this.leaders.length] ?? '');
			for (const open of this.papers) this.settle(open);
			return true;
		}
		if (action === 'close') {
			paper.closed = paper.status === 'proposed';
			this.settle(paper);
			return true;
		}
		if (!judge(action, this.situation(paper, who), who).allowed || who.user === null || this.suspended.has(who.user))
			return false;
		if (action === 'propose') this.toTheVote(paper, who.user);
		if (action === 'withdraw') paper.status = 'withdrawn';
		if (action === 'revoke') this.revoke(paper, who.user);
		if (action === 'vote') {
			paper.votes = [...paper.votes, { member: who.user, vote }];
			this.settle(paper);
		}
		return true;
	}

	private active(): string[] {
		return this.leaders.filter((leader) => !this.suspended.has(leader));
	}

	private electorate(paper: Paper, user: string | null): readonly string[] {
		const isDraft = paper.status === 'draft';
		return electorateOf(this.active(), {
			author: isDraft ? paper.author : user,
			proposer: user,
			liaison: this.liaison,
			authorOfFirst: isDraft ? null : paper.author,
		}).entitled;
	}

	private toTheVote(paper: Paper, user: string): void {
		paper.electorate = this.electorate(paper, user);
		paper.proposer = user;
		paper.status = 'proposed';
	}

	private revoke(first: Paper, user: string): void {
		this.papers.push({
			id: this.papers.length,
			author: user,
			occurrences: 0,
			revokes: first.id,
			status: 'proposed',
			proposer: user,
			electorate: this.electorate(first, user),
			votes: [],
			closed: false,
			decisions: [],
		});
	}

	private settle(paper: Paper): void {
		if (paper.status !== 'proposed') return;
		const latest = new Map(paper.votes.map(({ member, vote }) => [member, vote]));
		const votes = paper.electorate.map((member) => ({
			vote: latest.get(member) ?? null,
			suspended: this.suspended.has(member),
		}));
		const outcome = outcomeOf(countVotes({ share: '0.5', votes, closed: paper.closed }), { closed: paper.closed });
		if (outcome.status === 'open') return;
		paper.status = outcome.status;
		paper.decisions = [...paper.decisions, outcome.status];
		const first = paper.revokes === null ? undefined : this.papers[paper.revokes];
		if (outcome.status === 'approved' && first?.status === 'approved') first.status = 'revoked';
	}

	private situation(paper: Paper, who: Actor): Situation {
		return {
			status: paper.status,
			author: paper.author,
			proposer: paper.proposer,
			isRevocation: paper.revokes !== null,
			assessment: { status: 'collecting' },
			takenOut: null,
			isDeserted: false,
			electorate: paper.electorate,
			bar: 'not_entitled',
			wouldVote: this.electorate(paper, who.user).length,
			faults: [],
			openRevocation:
				this.papers.find((one) => one.revokes === paper.id && one.status === 'proposed')?.id.toString() ?? null,
		};
	}
}
