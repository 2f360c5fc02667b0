// A village's history in words: what became of it, why, who did it and when. Written by the server alone.
import { randomUUID } from 'node:crypto';
import type { Database } from '#server/platform/database.ts';
import type { Plan } from './plan.ts';
import { insertVillageChanges } from './repository/changes.ts';

export const CHANGE_KINDS = ['renamed', 'other_kind', 'merged', 'split', 'undone'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

export interface HistoryEntry {
	readonly village: string;
	readonly text: string;
}

export interface Happened {
	readonly kind: ChangeKind;
	readonly action: string;
	readonly user: string | null;
	readonly reason: string | null;
	readonly entries: readonly HistoryEntry[];
	/** What undoing needs; kept once. */
	readonly details?: { readonly assessments: readonly string[]; readonly plan: Plan };
}

export async function recordHistory(
	trx: Database,
	{ kind, action, user, reason, entries, details }: Happened,
): Promise<void> {
	const kept =
		details === undefined
			? null
			: JSON.stringify({
					assessments: details.assessments,
					writes: [...details.plan.writes.values()],
					made: details.plan.made,
				});
	const now = new Date();
	await insertVillageChanges(
		trx,
		entries.map(({ village, text }, index) => ({
			id: randomUUID(),
			village,
			kind,
			text,
			reason,
			action,
			details: index === 0 ? kept : null,
			user_created: user,
			date_created: now,
		})),
	);
}

export const listed = (names: readonly string[]): string => names.join('、');
