// The course of an evidence item, as one table: guards, screens and tests read it.
import type { Role } from '#domain/roles.ts';
import type { Label } from '#engine';

export const EVIDENCE_STATUSES = ['draft', 'submitted', 'verified', 'returned'] as const;
export type EvidenceStatus = (typeof EVIDENCE_STATUSES)[number];

export const EVIDENCE_STATUS_LABELS = {
	draft: { 'zh-CN': '草稿', 'en-US': 'draft' },
	submitted: { 'zh-CN': '已提交', 'en-US': 'submitted' },
	verified: { 'zh-CN': '已核实', 'en-US': 'verified' },
	returned: { 'zh-CN': '已退回', 'en-US': 'returned' },
} as const satisfies Record<EvidenceStatus, Required<Label>>;

export interface EvidenceStep {
	/** null: a new item. */
	readonly from: EvidenceStatus | null;
	readonly to: EvidenceStatus;
	readonly who: readonly Role[];
	/** With a reason for the return. */
	readonly condition?: 'reason';
}

const OFFICE = ['office', 'administrator'] as const;

/**
 * A step from a status to itself is an edit that leaves the status. A verified item is not edited. What a clerk may do, each active
 * clerk of the village may, whoever recorded the item: its successor goes on where somebody left.
 */
export const EVIDENCE_STEPS: readonly EvidenceStep[] = [
	{ from: null, to: 'draft', who: ['clerk', ...OFFICE] },
	{ from: null, to: 'submitted', who: ['clerk', ...OFFICE] },
	{ from: null, to: 'verified', who: OFFICE },
	{ from: 'draft', to: 'draft', who: ['clerk', ...OFFICE] },
	{ from: 'draft', to: 'submitted', who: ['clerk', ...OFFICE] },
	{ from: 'draft', to: 'verified', who: OFFICE },
	{ from: 'submitted', to: 'submitted', who: OFFICE },
	{ from: 'submitted', to: 'verified', who: OFFICE },
	{ from: 'submitted', to: 'returned', who: OFFICE, condition: 'reason' },
	{ from: 'returned', to: 'returned', who: ['clerk', ...OFFICE] },
	{ from: 'returned', to: 'submitted', who: ['clerk', ...OFFICE] },
	{ from: 'verified', to: 'returned', who: OFFICE, condition: 'reason' },
];

export interface EvidenceDeletion {
	readonly from: EvidenceStatus;
	readonly who: readonly Role[];
}

/** Clerks delete drafts and returned items of their village, the office what is not verified, administrators any, until 公示. */
export const EVIDENCE_DELETIONS: readonly EvidenceDeletion[] = [
	{ from: 'draft', who: ['clerk', ...OFFICE] },
	{ from: 'returned', who: ['clerk', ...OFFICE] },
	{ from: 'submitted', who: OFFICE },
	{ from: 'verified', who: ['administrator'] },
];

/** Kinds of facts that no clerk records, changes or deletes. */
export const OFFICE_ONLY_FACTS: ReadonlySet<string> = new Set(['target', 'waiver']);

export const isEvidenceStatus = (value: unknown): value is EvidenceStatus =>
	EVIDENCE_STATUSES.some((status) => status === value);
