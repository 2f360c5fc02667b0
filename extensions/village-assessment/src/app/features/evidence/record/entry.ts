// One fact as it stands in the form: what is wrong with it, and the evidence item that it makes. Pure.
import { checkFact, type Examination, type FactSpec } from '#engine';
import type { EvidenceStatus } from '#domain/evidence/workflow.ts';
import type { NewEvidence } from '../create-evidence.ts';
import { fieldsOf, questionOf, type FactDraft } from '../fact-draft.ts';
import type { ProofFile } from '#app/shared/proof-file.ts';
import type { Criterion } from '../criteria.ts';
import { isWithin, type Days } from '#app/shared/day.ts';

/** What somebody may make of a fact at once; returning comes later. */
export const ENTRY_STATUSES = ['verified', 'submitted', 'draft'] as const satisfies readonly EvidenceStatus[];
export type EntryStatus = (typeof ENTRY_STATUSES)[number];

export interface Entry {
	readonly scorecard: string | null;
	readonly criterion: Criterion | null;
	readonly draft: FactDraft;
	/** YYYY-MM-DD, empty while not filled in; as is `reportedOn`. */
	readonly observedOn: string;
	readonly reportedOn: string;
	readonly examination: Examination | null;
	readonly note: string;
	readonly files: readonly ProofFile[];
	/** What was asked for; {@link statusOf} says what it becomes. */
	readonly status: EntryStatus;
}

export const specOf = ({ criterion, draft }: Entry): FactSpec | null =>
	criterion?.rule.facts.find(({ key }) => key === draft.fact) ?? null;

/** A document that counts only when it has been reported as well. */
export const asksReported = (entry: Entry): boolean => specOf(entry)?.reported === true && entry.draft.value === '1';

export const isWaiver = (entry: Entry): boolean => specOf(entry)?.kind === 'waiver';

/** A waiver is verified by a second person, so its author can only hand it in. */
export const statusOf = (entry: Entry): EntryStatus =>
	isWaiver(entry) && entry.status === 'verified' ? 'submitted' : entry.status;

/** The evidence item; null while it is not said what of. Without the files. */
export function itemOf(entry: Entry): NewEvidence | null {
	const { scorecard, criterion, draft, observedOn, reportedOn, examination, note } = entry;
	if (scorecard === null || criterion === null || draft.fact === null) return null;
	return {
		scorecard,
		criterion: criterion.id,
		...fieldsOf(draft),
		observed_on: observedOn === '' ? null : observedOn,
		reported_on: asksReported(entry) && reportedOn !== '' ? reportedOn : null,
		examination,
		note: note.trim() === '' ? null : note.trim(),
		status: statusOf(entry),
	};
}

export const filesOf = ({ files }: Entry): { readonly files?: readonly { readonly directus_files_id: string }[] } =>
	files.length === 0 ? {} : { files: files.map(({ id }) => ({ directus_files_id: id })) };

/** Keys of the page's texts. */
export const WRONGS = {
	scorecard: 'no_village',
	criterion: 'no_criterion',
	fact: 'no_fact',
	value: 'no_value',
	meant: 'no_answer',
	observed_on: 'bad_day',
	reported_on: 'bad_reported',
	note: 'no_reason',
} as const;
export type EntryField = keyof typeof WRONGS;
const isEntryField = (name: string): name is EntryField => Object.hasOwn(WRONGS, name);

/** The fields that keep it from being saved, in the order in which they are filled in. A value out of range is told beside it. */
export function wrongsOf(entry: Entry, days: Days): readonly EntryField[] {
	const { scorecard, criterion, draft, observedOn, reportedOn, note, status } = entry;
	const isDay = (day: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(day) && day <= days.last;
	const checks: Readonly<Record<EntryField, boolean>> = {
		scorecard: scorecard !== null,
		criterion: criterion !== null,
		fact: criterion === null || draft.fact !== null,
		value:
			criterion === null ||
			draft.fact === null ||
			(draft.value === '' && status === 'draft') ||
			checkFact(criterion.rule, { fact: draft.fact, value: draft.value }).ok,
		meant: criterion === null || questionOf(criterion.rule, draft) === null,
		observed_on: isWithin(observedOn, days),
		reported_on: reportedOn === '' || !asksReported(entry) || isDay(reportedOn),
		note: !isWaiver(entry) || status === 'draft' || note.trim() !== '',
	};
	return Object.keys(WRONGS)
		.filter(isEntryField)
		.filter((field) => !checks[field]);
}
