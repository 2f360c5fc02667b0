// An adjustment while it is being written.
import type { Changes } from '#app/shared/items.ts';
import type { ProofFile } from '#app/shared/proof-file.ts';

export interface Draft {
	readonly scorecard: string | null;
	readonly criterion: string | null;
	readonly category: string | null;
	readonly occurrences: number | null;
	/** YYYY-MM-DD. */
	readonly occurred_on: string | null;
	readonly reason: string | null;
	readonly files: readonly ProofFile[];
}

export const EMPTY_DRAFT: Draft = {
	scorecard: null,
	criterion: null,
	category: null,
	occurrences: 1,
	occurred_on: null,
	reason: null,
	files: [],
};

export type DraftField = keyof Draft;

/** Without these not even a draft can be kept. */
const TO_SAVE: readonly DraftField[] = ['scorecard', 'criterion'];
const ALL: readonly DraftField[] = [
	'scorecard',
	'criterion',
	'category',
	'occurrences',
	'occurred_on',
	'reason',
	'files',
];

/** The fields that are still empty, in the order of the form. */
export function missing(draft: Draft, intent: 'save' | 'propose'): readonly DraftField[] {
	return (intent === 'save' ? TO_SAVE : ALL).filter((field) => isEmpty(draft[field]));
}

const isEmpty = (value: Draft[DraftField]): boolean =>
	value === null ||
	value === 0 ||
	(typeof value === 'string' && value.trim() === '') ||
	(Array.isArray(value) && value.length === 0);

/** A file of a draft that is stored already: the junction's row and the file. */
export interface StoredFile {
	readonly id: string;
	readonly directus_files_id: ProofFile;
}

/** What the item API takes: the files as a difference to those stored. */
export function bodyOf(
	{ files, reason, scorecard, criterion, ...fields }: Draft,
	stored: readonly StoredFile[],
): Changes<'adjustments'> {
	const kept = new Set(files.map(({ id }) => id));
	const known = new Set(stored.map(({ directus_files_id: { id } }) => id));
	return {
		...fields,
		...(scorecard === null ? {} : { scorecard }),
		...(criterion === null ? {} : { criterion }),
		reason: reason?.trim() || null,
		files: {
			create: files.filter(({ id }) => !known.has(id)).map(({ id }) => ({ directus_files_id: id })),
			update: [],
			delete: stored.filter(({ directus_files_id: { id } }) => !kept.has(id)).map(({ id }) => id),
		},
	};
}
