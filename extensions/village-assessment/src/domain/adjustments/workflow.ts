// The course of a proposal, as one table: the server, the buttons and the tests read it.
import type { Role } from '#domain/roles.ts';
import type { AdjustmentStatus, Text } from './status.ts';

export const ADJUSTMENT_ACTIONS = ['edit', 'delete', 'propose', 'vote', 'withdraw', 'revoke'] as const;
/** What people do. `edit` and `delete` go by the item API, the others by `POST /assessment/adjustments/:id/…`. */
export type AdjustmentAction = (typeof ADJUSTMENT_ACTIONS)[number];

export const ADJUSTMENT_ACTION_LABELS = {
	edit: { 'zh-CN': '修改', 'en-US': 'edit' },
	delete: { 'zh-CN': '删除', 'en-US': 'delete' },
	propose: { 'zh-CN': '提请表决', 'en-US': 'propose' },
	vote: { 'zh-CN': '表决', 'en-US': 'vote' },
	withdraw: { 'zh-CN': '撤回', 'en-US': 'withdraw' },
	revoke: { 'zh-CN': '提请撤销', 'en-US': 'propose to revoke' },
} as const satisfies Record<AdjustmentAction, Text>;

/** What the server does by itself once the votes, the deadline or a suspended account have decided. */
export type SystemAction = 'approve' | 'reject' | 'take_back';

/** What must be so; each is asked in conditions.ts, whose refusals the screens show where a button is missing. */
export type Condition =
	| 'own'
	| 'own_draft'
	| 'assessment_open'
	| 'takes_part'
	| 'complete'
	| 'electorate'
	| 'entitled'
	| 'no_revocation'
	| 'not_being_revoked';

export interface AdjustmentStep {
	/** null: a new row. */
	readonly from: AdjustmentStatus | null;
	readonly action: AdjustmentAction | SystemAction | 'create';
	/** Empty: nobody, the system itself. */
	readonly who: readonly Role[];
	/** In the order in which they are asked. */
	readonly conditions: readonly Condition[];
	/** null: the row is gone. */
	readonly to: AdjustmentStatus | null;
}

const OFFICE = ['office', 'administrator'] as const;
const PROPOSERS = ['leader', ...OFFICE] as const;

/** A revocation is a proposal of its own: made and proposed in one step, it then runs like any other. */
export const ADJUSTMENT_STEPS: readonly AdjustmentStep[] = [
	{ from: null, action: 'create', who: PROPOSERS, conditions: [], to: 'draft' },
	{ from: 'draft', action: 'edit', who: OFFICE, conditions: [], to: 'draft' },
	{ from: 'draft', action: 'edit', who: ['leader'], conditions: ['own_draft'], to: 'draft' },
	{ from: 'draft', action: 'delete', who: OFFICE, conditions: [], to: null },
	{ from: 'draft', action: 'delete', who: ['leader'], conditions: ['own_draft'], to: null },
	{
		from: 'draft',
		action: 'propose',
		who: PROPOSERS,
		conditions: ['assessment_open', 'takes_part', 'complete', 'electorate'],
		to: 'proposed',
	},
	{ from: 'proposed', action: 'vote', who: ['leader'], conditions: ['entitled'], to: 'proposed' },
	{ from: 'proposed', action: 'withdraw', who: PROPOSERS, conditions: ['own'], to: 'withdrawn' },
	{
		from: 'approved',
		action: 'revoke',
		who: PROPOSERS,
		conditions: ['no_revocation', 'not_being_revoked', 'assessment_open', 'takes_part', 'electorate'],
		to: 'approved',
	},
	{ from: 'proposed', action: 'approve', who: [], conditions: [], to: 'approved' },
	{ from: 'proposed', action: 'reject', who: [], conditions: [], to: 'rejected' },
	{ from: 'approved', action: 'take_back', who: [], conditions: [], to: 'revoked' },
];
