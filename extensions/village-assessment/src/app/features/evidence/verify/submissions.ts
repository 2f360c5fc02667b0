// What the clerks of an assessment have handed in and nobody has verified yet.
import { factText, type CriterionRule, type Locale } from '#engine';
import type { AssessmentApi } from '#app/shared/api.ts';
import { byCode } from '#app/shared/village-order.ts';
import { PROOF_FIELDS, type ProofFile } from '#app/shared/proof-file.ts';

export interface Submission {
	readonly id: string;
	readonly criterion: string;
	readonly scorecard: {
		readonly id: string;
		readonly village_name: string;
		readonly village?: { readonly code: string };
		readonly assessment: { readonly year: number; readonly submission_deadline: string | null };
	};
	readonly fact: string;
	readonly value: number | null;
	readonly numerator: number | null;
	readonly denominator: number | null;
	readonly case_ref: string | null;
	readonly observed_on: string | null;
	readonly reported_on: string | null;
	readonly note: string | null;
	/** When it was first handed in, and whether that was after the deadline. */
	readonly submitted_at: string | null;
	readonly submitted_late: boolean;
	readonly date_created: string | null;
	readonly date_updated: string | null;
	readonly user_created: {
		readonly id: string;
		readonly first_name: string | null;
		readonly last_name: string | null;
	} | null;
	readonly files: readonly { readonly directus_files_id: ProofFile | null }[];
}

const FIELDS = [
	'id',
	'criterion',
	'fact',
	'value',
	'numerator',
	'denominator',
	'case_ref',
	'observed_on',
	'reported_on',
	'note',
	'submitted_at',
	'submitted_late',
	'date_created',
	'date_updated',
	{
		scorecard: ['id', 'village_name', { village: ['code'], assessment: ['year', 'submission_deadline'] }],
		user_created: ['id', 'first_name', 'last_name'],
		files: [{ directus_files_id: PROOF_FIELDS }],
	},
] as const;

export const loadSubmissions = (api: AssessmentApi, assessment: string): Promise<readonly Submission[]> =>
	api.readItems('evidence_items', {
		fields: FIELDS,
		filter: {
			scorecard: { assessment: { _eq: assessment }, excluded_reason: { _null: true } },
			status: { _eq: 'submitted' },
		},
		sort: ['date_created'],
	});

export const filesOf = ({ files }: Submission): readonly ProofFile[] =>
	files.flatMap(({ directus_files_id: file }) => (file === null ? [] : [file]));

export const nameOf = ({ user_created: user }: Submission): string =>
	[user?.last_name, user?.first_name].filter(Boolean).join('');

/** When it was handed in, as far as is known. */
export const handedInAt = ({ date_updated: updated, date_created: created }: Submission): string =>
	updated ?? created ?? '';

export const factWords = (rule: CriterionRule | null, item: Submission, locale: Locale): string =>
	factText(rule, { ...item, caseRef: item.case_ref, reportedOn: item.reported_on }, locale);

export const ORDERS = ['oldest', 'newest', 'by_village'] as const;
export type Order = (typeof ORDERS)[number];

export interface SubmissionFilters {
	/** Empty: all. */
	readonly village: string;
	readonly criterion: string;
	readonly clerk: string;
	readonly order: Order;
}

export const NO_FILTERS: SubmissionFilters = { village: '', criterion: '', clerk: '', order: 'oldest' };

export function filterSubmissions(
	items: readonly Submission[],
	{ village, criterion, clerk, order }: SubmissionFilters,
): readonly Submission[] {
	const found = items.filter(
		(item) =>
			(village === '' || item.scorecard.id === village) &&
			(criterion === '' || item.criterion === criterion) &&
			(clerk === '' || item.user_created?.id === clerk),
	);
	return found.toSorted((a, b) => {
		const byTime = handedInAt(a).localeCompare(handedInAt(b));
		if (order === 'newest') return -byTime;
		return order === 'by_village' ? byCode(a.scorecard.village ?? {}, b.scorecard.village ?? {}) || byTime : byTime;
	});
}
