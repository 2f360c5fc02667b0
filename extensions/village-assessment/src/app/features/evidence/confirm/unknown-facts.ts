// What is still unknown, one by one; and what is written when many are confirmed at once.
import type { Examination, FactKind, FactSpec, Reason } from '#engine';
import type { NewEvidence } from '../create-evidence.ts';
import type { Criterion } from '../criteria.ts';
import { whyNotApplicable, type WhyNot } from '../not-applicable.ts';
import type { Village } from '#app/shared/villages.ts';

/** A line that is not wholly assessed, as it is stored. */
export interface OpenLine {
	readonly scorecard: { readonly id: string; readonly village_name: string; readonly village: Village };
	readonly criterion: string;
	readonly reasons: readonly Reason[] | null;
}

/** An item that a village has handed in and nobody has verified yet. */
export interface Waiting {
	readonly scorecard: string;
	readonly criterion: string;
	readonly fact: string;
}

export interface UnknownFact {
	readonly key: string;
	readonly scorecard: string;
	readonly village: string;
	readonly criterion: Criterion;
	readonly spec: FactSpec;
	/** What confirming it writes: 0 inspected, nothing found; 1 present, or so; null: a number, which has to be recorded. */
	readonly confirms: 0 | 1 | null;
	/** Items on it that wait to be verified. */
	readonly waiting: number;
	/** The village's own data say that the criterion is about what it has not got. */
	readonly whyNot: WhyNot | null;
}

const CONFIRMS = {
	presence: 1,
	yes_no: 1,
	cases: 0,
	measure: null,
	target: null,
	no_plan: null,
	waiver: null,
} as const satisfies Record<FactKind, 0 | 1 | null>;

/** In the order of the lines, and within a line in the rulebook's. */
export function unknownFacts(
	lines: readonly OpenLine[],
	{ criteria, waiting }: { readonly criteria: readonly Criterion[]; readonly waiting: readonly Waiting[] },
): readonly UnknownFact[] {
	const known = new Map(criteria.map((criterion, index) => [criterion.id, { criterion, index }]));
	const counted = grouped(waiting, keyOf);
	return lines
		.flatMap(({ scorecard, criterion: id, reasons }) => {
			const found = known.get(id);
			if (found === undefined) return [];
			const { criterion, index } = found;
			const open = new Set((reasons ?? []).flatMap((reason) => (reason.code === 'unknown' ? reason.facts : [])));
			return criterion.rule.facts
				.filter(({ key }) => open.has(key))
				.map((spec) => {
					const key = keyOf({ scorecard: scorecard.id, criterion: id, fact: spec.key });
					return {
						index,
						fact: {
							key,
							scorecard: scorecard.id,
							village: scorecard.village_name,
							criterion,
							spec,
							confirms: CONFIRMS[spec.kind],
							waiting: counted.get(key)?.length ?? 0,
							whyNot: whyNotApplicable(criterion, scorecard.village),
						},
					};
				});
		})
		.sort((a, b) => a.index - b.index)
		.map(({ fact }) => fact);
}

const keyOf = ({ scorecard, criterion, fact }: Waiting): string => `${scorecard}/${criterion}/${fact}`;

function grouped<T>(entries: readonly T[], key: (entry: T) => string): ReadonlyMap<string, readonly T[]> {
	const groups = new Map<string, T[]>();
	for (const entry of entries) groups.set(key(entry), [...(groups.get(key(entry)) ?? []), entry]);
	return groups;
}

export interface Section {
	readonly key: string;
	/** Of a village's facts: the indicator. Of a criterion's: the fact. */
	readonly of: Criterion['in'] | FactSpec;
	readonly facts: readonly UnknownFact[];
}

/** A village's facts by indicator, a criterion's by fact: what is selected together. */
export function sectionsOf(facts: readonly UnknownFact[], by: 'village' | 'criterion'): readonly Section[] {
	const of = ({ criterion, spec }: UnknownFact): Section['of'] => (by === 'village' ? criterion.in : spec);
	const groups = grouped(facts, (fact) => (by === 'village' ? fact.criterion.in.id : fact.spec.key));
	return [...groups].flatMap(([key, found]) =>
		found[0] === undefined ? [] : [{ key, of: of(found[0]), facts: found }],
	);
}

export interface Confirmation {
	/** YYYY-MM-DD. */
	readonly observedOn: string;
	/** YYYY-MM-DD; for documents that count only when they have been reported. */
	readonly reportedOn: string | null;
	readonly examination: Examination | null;
	readonly note: string;
	/** Ids of the files that prove it. */
	readonly files: readonly string[];
}

/** The evidence items that confirm the facts; numbers are left out. */
export const confirmed = (
	facts: readonly UnknownFact[],
	{ observedOn, reportedOn, examination, note, files }: Confirmation,
): readonly NewEvidence[] =>
	facts.flatMap(({ scorecard, criterion, spec, confirms }) =>
		confirms === null
			? []
			: [
					{
						scorecard,
						criterion: criterion.id,
						fact: spec.key,
						value: confirms,
						status: 'verified',
						observed_on: observedOn,
						reported_on: spec.reported ? reportedOn : null,
						examination,
						note: note.trim() === '' ? null : note.trim(),
						...(files.length === 0 ? {} : { files: files.map((id) => ({ directus_files_id: id })) }),
					},
				],
	);
