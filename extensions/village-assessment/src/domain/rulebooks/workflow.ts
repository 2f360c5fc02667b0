// The states of a version of the rulebook and the steps between them, as one table: guard, buttons and tests read it.
import type { Role } from '#domain/roles.ts';
import type { Label } from '#engine';

export const RULEBOOK_STATUSES = ['draft', 'published', 'retired'] as const;
export type RulebookStatus = (typeof RULEBOOK_STATUSES)[number];

export const RULEBOOK_STATUS_LABELS = {
	draft: { 'zh-CN': '草稿', 'en-US': 'draft' },
	published: { 'zh-CN': '已发布', 'en-US': 'published' },
	retired: { 'zh-CN': '已停用', 'en-US': 'retired' },
} as const satisfies Record<RulebookStatus, Required<Label>>;

export interface RulebookStep {
	readonly from: RulebookStatus;
	readonly to: RulebookStatus;
	readonly who: readonly Role[];
	/** Only while no assessment uses it. */
	readonly unused: boolean;
}

/** A published rulebook may still be retired, and a retired one published again; back to a draft only what no assessment uses. */
export const RULEBOOK_STEPS: readonly RulebookStep[] = [
	{ from: 'draft', to: 'published', who: ['administrator'], unused: false },
	{ from: 'published', to: 'retired', who: ['administrator'], unused: false },
	{ from: 'retired', to: 'published', who: ['administrator'], unused: false },
	{ from: 'published', to: 'draft', who: ['administrator'], unused: true },
	{ from: 'retired', to: 'draft', who: ['administrator'], unused: true },
];
