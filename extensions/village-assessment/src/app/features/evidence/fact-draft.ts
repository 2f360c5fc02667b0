// What somebody has chosen and typed so far, and the fields of an evidence item that it makes. Pure.
import {
	checkFact,
	factProblemText,
	percentOf,
	type CriterionRule,
	type FactKind,
	type FactSpec,
	type Locale,
} from '#engine';
import { plausibilityWarnings } from '#domain/evidence/plausibility/plausibility.ts';
import type { Alternative, PlausibilityWarning } from '#domain/evidence/plausibility/types.ts';

/** Numbers as they were typed. */
export interface FactDraft {
	/** The fact's key; null: not chosen yet. */
	readonly fact: string | null;
	readonly value: string;
	/** A per cent as two counts: households satisfied, households asked. */
	readonly numerator: string;
	readonly denominator: string;
	/** The household, project or place that the case is about. */
	readonly caseRef: string;
	/** Several cases instead of the one, an item for each. */
	readonly cases?: readonly string[];
	/** It was asked whether this is what is meant, and it is. */
	readonly meant?: boolean;
}

export const EMPTY_DRAFT: FactDraft = { fact: null, value: '', numerator: '', denominator: '', caseRef: '' };

/** Typed anew: what was said of it before no longer holds. */
const NEW = { cases: [], meant: false } as const;

/** The fields of an evidence item that say what was found. */
export interface FactFields {
	readonly fact: string | null;
	readonly value: number | string | null;
	readonly numerator: number | string | null;
	readonly denominator: number | string | null;
	readonly case_ref: string | null;
}

export const FACT_FIELDS = [
	'fact',
	'value',
	'numerator',
	'denominator',
	'case_ref',
] as const satisfies readonly (keyof FactFields)[];

/** Kinds answered by one of two words rather than by a number. */
const TWO_WORDS: ReadonlySet<FactKind> = new Set<FactKind>(['presence', 'yes_no', 'no_plan', 'waiver']);
export const isTwoWords = ({ kind }: FactSpec): boolean => TWO_WORDS.has(kind);

/** Targets and waivers are the office's alone. */
const OFFICE_ONLY: ReadonlySet<FactKind> = new Set<FactKind>(['target', 'waiver']);

/** The facts among which somebody may choose; one that is chosen already stays in sight. */
export const choicesOf = (
	rule: CriterionRule,
	{ office, chosen = null }: { readonly office: boolean; readonly chosen?: string | null },
): readonly FactSpec[] => rule.facts.filter(({ kind, key }) => office || !OFFICE_ONLY.has(kind) || key === chosen);

/** A draft about this fact. What was typed for another fact is dropped; where there is only one fact, it is chosen. */
export const choose = (draft: FactDraft, fact: string): FactDraft =>
	draft.fact === fact ? draft : { ...EMPTY_DRAFT, fact };

/** A new draft for a criterion: the only fact that it takes is chosen at once. */
export function startDraft(rule: CriterionRule, options: { readonly office: boolean }): FactDraft {
	const [only, ...others] = choicesOf(rule, options).filter(({ kind }) => kind !== 'waiver');
	return only !== undefined && others.length === 0 ? choose(EMPTY_DRAFT, only.key) : EMPTY_DRAFT;
}

/** A value typed by itself replaces the counts that stood there. */
export const withValue = (draft: FactDraft, value: string): FactDraft => ({
	...draft,
	...NEW,
	value: halfWidth(value),
	numerator: '',
	denominator: '',
});

/** The per cent that two counts make; no value while they make none. */
export function withCounts(
	draft: FactDraft,
	counts: { readonly numerator: string; readonly denominator: string },
): FactDraft {
	const numerator = halfWidth(counts.numerator);
	const denominator = halfWidth(counts.denominator);
	return { ...draft, ...NEW, numerator, denominator, value: percentOf(numerator, denominator) ?? '' };
}

/** A case that is named counts once. */
export const withCase = (draft: FactDraft, caseRef: string): FactDraft => ({
	...draft,
	...NEW,
	caseRef,
	value: caseRef.trim() === '' ? draft.value : '1',
});

/** What is to be asked before this is saved; null: nothing, or it is answered. */
export function questionOf(rule: CriterionRule, draft: FactDraft): PlausibilityWarning | null {
	if (draft.meant === true || !isComplete(rule, draft)) return null;
	return plausibilityWarnings(rule, fieldsOf(draft))[0] ?? null;
}

/** The other reading: another figure, or several cases. */
export function withReading(draft: FactDraft, { value, cases }: Alternative, look: PlausibilityWarning): FactDraft {
	const named = look.field === 'case_ref' ? cases.join('、') : draft.caseRef;
	return { ...draft, value: value ?? draft.value, caseRef: named, cases: cases.length < 2 ? [] : cases, meant: true };
}

/** The items that a draft makes of one: an item for each case. */
export const itemsOf = <T extends object>(item: T, { cases = [] }: FactDraft): readonly T[] =>
	cases.length < 2 ? [item] : cases.map((name) => ({ ...item, case_ref: name }));

/** What was typed on a Chinese keyboard: ３．５％ is 3.5. */
export const halfWidth = (text: string): string =>
	text
		.replace(/[０-９．－]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
		.replaceAll('。', '.')
		.replace(/[\s%％]/g, '');

/** What an evidence item takes of a draft: numbers as numbers, what is no number as it was typed, so that it is refused in words. */
export const fieldsOf = ({ fact, value, numerator, denominator, caseRef, cases = [] }: FactDraft): FactFields => ({
	fact,
	value: numberOf(value),
	numerator: numberOf(numerator),
	denominator: numberOf(denominator),
	case_ref: cases[0] ?? (caseRef.trim() === '' ? null : caseRef.trim()),
});

const numberOf = (text: string): number | string | null =>
	text === '' ? null : /^-?\d{1,9}(\.\d{1,6})?$/.test(text) ? Number(text) : text;

/** The draft that an item's fields make. */
export const draftOf = ({
	fact,
	value,
	numerator,
	denominator,
	case_ref: caseRef,
}: { readonly [F in keyof FactFields]?: unknown }): FactDraft => ({
	fact: typeof fact === 'string' && fact !== '' ? fact : null,
	value: textOf(value),
	numerator: textOf(numerator),
	denominator: textOf(denominator),
	caseRef: textOf(caseRef),
});

const textOf = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** What is wrong with what was typed, in words; null: nothing, or nothing typed yet. */
export function problemOf(rule: CriterionRule, draft: FactDraft, locale: Locale): string | null {
	if (draft.fact === null || draft.value === '') return null;
	const check = checkFact(rule, { fact: draft.fact, value: draft.value });
	return check.ok ? null : factProblemText(check.problem, locale);
}

/** A fact is chosen and its value is one that it can have. */
export const isComplete = (rule: CriterionRule, { fact, value }: FactDraft): boolean =>
	fact !== null && checkFact(rule, { fact, value }).ok;
