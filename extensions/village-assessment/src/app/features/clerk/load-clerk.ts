// What a clerk sees of the own village's assessment, in four requests.
import type { AppealStatus } from '#domain/appeals/status.ts';
import type { EvidenceStatus } from '#domain/evidence/workflow.ts';
import type { EvidenceItemsFile } from '#domain/schema.ts';
import type { ListChanges } from '#app/shared/items.ts';
import type { AssessmentApi } from '#app/shared/api.ts';
import { PROOF_FIELDS, type ProofFile } from '#app/shared/proof-file.ts';
import { ITEM_FIELDS, loadCard, type ItemRow, type ScoreCard } from '#app/features/scorecards/score-card.ts';

export interface OwnItem extends ItemRow {
	readonly status: EvidenceStatus;
	readonly note: string | null;
	readonly return_reason: string | null;
	/** What was read: a change says so (guards/unchanged.ts). */
	readonly date_updated: string | null;
	/** First handed in after the deadline. */
	readonly submitted_late: boolean;
	readonly files: readonly { readonly id: number | string; readonly directus_files_id: ProofFile | null }[];
}

export interface AppealRow {
	readonly id: string;
	readonly criterion: string | null;
	readonly text: string;
	readonly status: AppealStatus;
	readonly response: string | null;
}

export interface ClerkData {
	readonly card: ScoreCard;
	readonly items: readonly OwnItem[];
	readonly appeals: readonly AppealRow[];
}

const FIELDS = [
	...ITEM_FIELDS,
	'status',
	'note',
	'return_reason',
	'submitted_late',
	'date_updated',
	{ files: ['id', { directus_files_id: PROOF_FIELDS }] },
] as const;

/** null: the village takes no part in the assessment. */
export async function loadClerk(api: AssessmentApi, assessment: string): Promise<ClerkData | null> {
	const [found] = await api.readItems('scorecards', {
		fields: ['id'],
		filter: { assessment: { _eq: assessment } },
	});
	if (found === undefined) return null;
	const filter = { scorecard: { _eq: found.id } };
	const [card, items, appeals] = await Promise.all([
		loadCard(api, found.id),
		api.readItems('evidence_items', {
			fields: FIELDS,
			filter: { ...filter, status: { _neq: 'verified' }, taken_back: { _neq: true } },
			sort: ['-date_updated', '-date_created'],
		}),
		api.readItems('appeals', {
			fields: ['id', 'criterion', 'text', 'status', 'response'],
			filter,
			sort: ['-date_created'],
		}),
	]);
	return { card, items, appeals };
}

export const filesOf = ({ files }: OwnItem): readonly ProofFile[] =>
	files.flatMap(({ directus_files_id: file }) => (file === null ? [] : [file]));

/** The change of an item's files: new ones are attached, those taken off are detached. */
export function fileChanges(
	item: OwnItem | null,
	files: readonly ProofFile[],
): ListChanges<Partial<EvidenceItemsFile>> {
	const before = item?.files ?? [];
	const kept = new Set(files.map(({ id }) => id));
	const had = new Set(before.map(({ directus_files_id: file }) => file?.id));
	return {
		create: files.filter(({ id }) => !had.has(id)).map(({ id }) => ({ directus_files_id: id })),
		update: [],
		delete: before.filter(({ directus_files_id: file }) => file !== null && !kept.has(file.id)).map(({ id }) => id),
	};
}
