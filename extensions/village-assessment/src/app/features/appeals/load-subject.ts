// What an appeal contests as it stands now: a line with the evidence behind it, or a decision on bonus or penalty.
import type { AdjustmentStatus } from '#domain/adjustments/status.ts';
import type { AssessmentApi } from '#app/shared/api.ts';
import { PROOF_FIELDS, type ProofFile } from '#app/shared/proof-file.ts';
import {
	CRITERION_FIELDS,
	ITEM_FIELDS,
	type CriterionRow,
	type ItemRow,
	type LineRow,
} from '#app/features/scorecards/score-card.ts';

interface Files {
	readonly files: readonly { readonly directus_files_id: ProofFile | null }[];
}

export type ProvedItem = ItemRow & Files;

export interface Contested {
	readonly kind: 'line';
	readonly line: LineRow;
	/** Those that count. */
	readonly items: readonly ProvedItem[];
}

export interface ContestedDecision extends Files {
	readonly kind: 'decision';
	readonly id: string;
	readonly status: AdjustmentStatus;
	readonly reason: string | null;
	readonly occurrences: number | null;
	readonly occurred_on: string | null;
	readonly criterion: CriterionRow;
}

export interface Subject {
	readonly scorecard: string;
	readonly criterion: string | null;
	readonly adjustment: string | null;
}

const FILES = { files: [{ directus_files_id: PROOF_FIELDS }] } as const;

/** null: there is no such line any more. Throws a `Failure`. */
export async function loadSubject(
	api: AssessmentApi,
	{ scorecard, criterion, adjustment }: Subject,
): Promise<Contested | ContestedDecision | null> {
	if (adjustment !== null) {
		const decision = await api.readItem('adjustments', adjustment, {
			fields: ['id', 'status', 'reason', 'occurrences', 'occurred_on', { criterion: CRITERION_FIELDS, ...FILES }],
		});
		return { kind: 'decision', ...decision };
	}
	if (criterion === null) return null;
	const filter = { scorecard: { _eq: scorecard }, criterion: { _eq: criterion } };
	const [lines, items] = await Promise.all([
		api.readItems('scorecard_lines', {
			fields: [
				'id',
				'awarded',
				'attainable',
				'state',
				'explanation',
				'reasons',
				'evidence_count',
				{ criterion: CRITERION_FIELDS },
			],
			filter,
		}),
		api.readItems('evidence_items', {
			fields: [...ITEM_FIELDS, FILES],
			filter: { ...filter, status: { _eq: 'verified' } },
			sort: ['observed_on', 'date_created'],
		}),
	]);
	const [line] = lines;
	return line === undefined ? null : { kind: 'line', line, items };
}

export const filesOf = ({ files }: Files): readonly ProofFile[] =>
	files.flatMap(({ directus_files_id: file }) => (file === null ? [] : [file]));
