// What the endpoints under /assessment/adjustments answer with: types only, read by server and screens alike.
// Points are JSON numbers with at most two decimals; times are ISO 8601 in UTC; days are YYYY-MM-DD.
import type { VoteCount } from '#domain/adjustments/tally.ts';
import type { AssessmentStatus } from '#domain/assessments/status.ts';
import type { Label } from '#engine';
import type { AdjustmentStatus, IneligibilityReason, DecisionReason, Vote } from '#domain/adjustments/status.ts';
import type { AdjustmentAction } from '#domain/adjustments/workflow.ts';

export interface Person {
	readonly id: string;
	/** Also of suspended accounts. */
	readonly name: string;
}

export interface AdjustmentFile {
	readonly id: string;
	readonly title: string | null;
	/** MIME type. */
	readonly type: string | null;
	readonly filename_download: string;
	/** Bytes. */
	readonly filesize: number;
}

export interface CastVote {
	readonly vote: Vote;
	readonly comment: string | null;
	readonly cast_at: string;
}

/** One of the electorate. `vote` is the latest; null: has not voted. */
export interface ElectorateMember extends Person {
	readonly vote: Vote | null;
	readonly comment: string | null;
	readonly cast_at: string | null;
	/** Counts as abstaining because the account is suspended (of a decided case: was, when it was decided). */
	readonly suspended: boolean;
	/** Every vote cast, the first one first; the last is the one that counts. */
	readonly history: readonly CastVote[];
}

/** A leader who has no vote in this case, and why. */
export interface IneligibleLeader extends Person {
	readonly bar: IneligibilityReason;
	readonly reason: Label;
}

export interface ActionState {
	readonly action: AdjustmentAction;
	readonly allowed: boolean;
	/** Where it is not allowed, a sentence that says why; null where it is. */
	readonly reason: Label | null;
}

/** Another proposal on what may be the same event: same village, day and category. */
export interface SameEvent {
	readonly id: string;
	readonly status: AdjustmentStatus;
	readonly occurrences: number;
	readonly reason: string | null;
	readonly proposed_at: string | null;
}

/** Of a revocation: the decision that it would take back. */
export interface RevokedAdjustment {
	readonly id: string;
	readonly status: AdjustmentStatus;
	readonly category: string | null;
	readonly category_label: Label | null;
	readonly occurrences: number | null;
	readonly points: number;
	readonly reason: string | null;
	readonly occurred_on: string | null;
	readonly decided_at: string | null;
	readonly files: readonly AdjustmentFile[];
}

/** `GET /assessment/adjustments/:id`, and what every action answers with. */
export interface AdjustmentDetail {
	readonly id: string;
	readonly status: AdjustmentStatus;
	readonly direction: 'bonus' | 'penalty';
	readonly criterion: { readonly id: string; readonly code: string; readonly title: Label };
	readonly scorecard: string;
	/** The name as on the scorecard. */
	readonly village: { readonly id: string; readonly name: string; readonly code?: string | undefined };
	readonly assessment: {
		readonly id: string;
		readonly title: string;
		readonly status: AssessmentStatus;
		readonly year: number;
	};
	readonly category: string | null;
	readonly category_label: Label | null;
	/** null: a revocation, or a draft that does not say yet. */
	readonly occurrences: number | null;
	/** What the occurrences are worth before the cap, signed; of a revocation: what a yes takes back, before the cap. */
	readonly points: number;
	readonly reason: string | null;
	readonly occurred_on: string | null;
	readonly files: readonly AdjustmentFile[];
	/** Who wrote the draft; null: not by a user (seed, flow). */
	readonly author: Person | null;
	readonly proposed_by: Person | null;
	readonly proposed_at: string | null;
	readonly vote_deadline: string | null;
	/** More than this share of the base must approve; null until proposed. */
	readonly share: number | null;
	readonly decided_at: string | null;
	readonly decision_reason: DecisionReason | null;
	readonly decision_reason_text: Label | null;
	readonly withdraw_reason: string | null;
	/** The id of what it would revoke; null: no revocation. */
	readonly revokes: string | null;
	readonly original: RevokedAdjustment | null;
	/** The latest revocation of this decision: open, approved, rejected or withdrawn. */
	readonly revocation: { readonly id: string; readonly status: AdjustmentStatus } | null;
	/** Empty in a draft, where the electorate is not yet fixed. */
	readonly members: readonly ElectorateMember[];
	/** In a draft: who would be barred if it were proposed now by the asking user. */
	readonly barred: readonly IneligibleLeader[];
	/** null in a draft. */
	readonly count: VoteCount | null;
	/** All actions of the table, for the asking user, in the table's order. */
	readonly actions: readonly ActionState[];
	/** What was read: proposing a draft says so, and is refused where somebody has changed it since. */
	readonly date_updated: string | null;
	readonly same_event: readonly SameEvent[];
}

export interface BeforeAfter<T = number> {
	readonly before: T;
	readonly after: T;
}

/** Somebody whom the village would pass, or be passed by; `rank` and `total` as they stand now. */
export interface Passed {
	readonly scorecard: string;
	readonly village_name: string;
	readonly total: number;
	readonly rank: number;
}

/**
 * `GET /assessment/adjustments/:id/preview`: what a yes would do to the score as it stands now; of a revocation: what taking back
 * would do. Where nothing is left to decide (approved, revoked, …) before and after are the same.
 */
export interface DecisionPreview {
	/** Signed, before the cap; as in the case. */
	readonly points: number;
	/** Points of this direction that count, both ≥ 0 and ≤ cap. */
	readonly points_used: BeforeAfter & { readonly cap: number };
	/** Of this case's points, how many the cap cuts off (≥ 0); of a revocation: how many of those taken back revive from others. */
	readonly lost_to_cap: number;
	readonly total: BeforeAfter;
	readonly attainable: BeforeAfter;
	/** null: the village is taken out of the ranking. */
	readonly rank: BeforeAfter<number | null>;
	/** At most 50, the best first. */
	readonly overtakes: readonly Passed[];
	readonly overtaken_by: readonly Passed[];
}

export const QUEUE_SCOPES = ['waiting', 'open', 'drafts', 'mine', 'decided'] as const;
/**
 * waiting: I am entitled and have not voted · open: all being voted on · drafts: all drafts · mine: written, proposed or voted
 * on by me · decided: approved, rejected, withdrawn, revoked.
 */
export type QueueScope = (typeof QUEUE_SCOPES)[number];

export interface QueueEntry {
	readonly id: string;
	readonly status: AdjustmentStatus;
	readonly direction: 'bonus' | 'penalty';
	readonly village: { readonly id: string; readonly name: string; readonly code?: string | undefined };
	readonly assessment: { readonly id: string; readonly title: string };
	readonly criterion: { readonly code: string };
	readonly category_label: Label | null;
	readonly occurrences: number | null;
	/** As in the case. */
	readonly points: number;
	readonly reason: string | null;
	readonly occurred_on: string | null;
	readonly author: Person | null;
	readonly proposed_at: string | null;
	readonly vote_deadline: string | null;
	readonly decided_at: string | null;
	readonly decision_reason_text: Label | null;
	/** The id of what it would revoke. */
	readonly revokes: string | null;
	/** The asking user is of the electorate. */
	readonly entitled: boolean;
	readonly own_vote: Vote | null;
	/** null in a draft. */
	readonly count: VoteCount | null;
}

/** `GET /assessment/adjustments/queue?scope=&assessment=&village=&direction=&limit=&offset=`. */
export interface Queue {
	/** waiting, open, drafts: oldest first; mine, decided: newest first. */
	readonly entries: readonly QueueEntry[];
	/** How many there are of the scope asked for, whatever the limit (default 200). */
	readonly total: number;
	/** Under the same filters. */
	readonly counts: Readonly<Record<QueueScope, number>>;
}

/** What a decision did to the points of its direction at the time it was taken. */
export interface DecisionEffect {
	readonly before: number;
	readonly after: number;
	readonly cap: number;
}

/** `GET /assessment/adjustments/minutes?ids=a,b` or `?date=YYYY-MM-DD&assessment=ID`: what the page 会议纪要 prints. */
export interface Minutes {
	/** The day asked for; null where decisions were named by id. */
	readonly date: string | null;
	/** When this answer was made. */
	readonly made_at: string;
	/** In the order of their decision. */
	readonly decisions: readonly MinutesEntry[];
	/** Everyone who was entitled in one of the decisions, once: the lines to sign. */
	readonly signatories: readonly Person[];
}

export interface MinutesEntry {
	readonly case: AdjustmentDetail;
	/** Members who voted, whatever they voted: recusals too. */
	readonly present: readonly Person[];
	/** Members who did not. */
	readonly absent: readonly Person[];
	readonly recused: readonly Person[];
	/** null while it is undecided, where it was withdrawn, and where it was rejected. */
	readonly effect: DecisionEffect | null;
}
