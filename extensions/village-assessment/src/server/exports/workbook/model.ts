// What the sheets of a workbook are made of, read once and in sets.
import { z } from 'zod';
import { EXAMINATION_LABELS, type Examination, type Label, type Locale, type Reason, type State } from '#engine';
import type { StoredRule } from '#server/scoring/rules.ts';

const id = z.string();
const text = z.string().nullable();
const number = z.number().nullable();
const examination = z.custom<Examination>((value) => typeof value === 'string' && value in EXAMINATION_LABELS);

export const indicatorRow = z.object({
	id,
	parent: text,
	code: z.string(),
	title: z.string(),
	title_en: text,
	points: z.number(),
	sort: number,
	examined_by: z.array(examination).nullable(),
	/** The official words on how it is examined (考核方式). */
	examination: text,
});
export type Indicator = z.infer<typeof indicatorRow>;

export const criterionRow = z.object({
	id,
	indicator: id,
	code: z.string(),
	title: z.string(),
	title_en: text,
	wording: text,
	points: z.number(),
	sort: number,
});
export type Criterion = z.infer<typeof criterionRow>;

export const cardRow = z.object({
	id,
	village: z.object({ id, code: z.string() }),
	village_name: z.string(),
	total: z.number(),
	attainable: z.number(),
	rank: number,
	rank_best: number,
	rank_worst: number,
	base_points: z.number(),
	bonus_points: z.number(),
	penalty_points: z.number(),
	assessed_count: z.number(),
	criteria_count: z.number(),
	excluded_reason: text,
});
export type Card = z.infer<typeof cardRow>;

export const lineRow = z.object({
	scorecard: id,
	criterion: id,
	awarded: z.number(),
	attainable: z.number(),
	state: z.custom<State>((value) => typeof value === 'string'),
	explanation: text,
	reasons: z.custom<readonly Reason[]>(Array.isArray).nullable(),
});
export type Line = z.infer<typeof lineRow>;

export const decisionRow = z.object({
	scorecard: id,
	criterion: id,
	category: text,
	occurrences: number,
	occurred_on: text,
	reason: text,
	status: z.enum(['approved', 'rejected', 'revoked']),
	decided_at: text,
});
export type Decision = z.infer<typeof decisionRow>;

export const itemRow = z.object({
	scorecard: id,
	criterion: id,
	fact: z.string(),
	value: number,
	numerator: number,
	denominator: number,
	case_ref: text,
	observed_on: text,
	reported_on: text,
	examination: examination.nullable(),
	note: text,
	status: z.enum(['submitted', 'verified']),
});
export type Item = z.infer<typeof itemRow>;

export const assessmentRow = z.object({
	id,
	title: z.string(),
	year: z.number(),
	status: z.string(),
	rulebook: z.object({ id, title: z.string(), title_en: text }),
});

/** What all villages of an assessment share. */
export interface Subject {
	readonly assessment: z.infer<typeof assessmentRow>;
	readonly indicators: readonly Indicator[];
	readonly criteria: readonly Criterion[];
	readonly rules: ReadonlyMap<string, StoredRule>;
	/** All of the result; null: there is none yet. */
	readonly digest: string | null;
	/** Where anybody may check the published result; null: it is not published there. */
	readonly publicPage: string | null;
	readonly locale: Locale;
	/** YYYY-MM-DD. */
	readonly today: string;
}

/** Some of the villages with all that hangs on them. */
export interface Villages {
	readonly cards: readonly Card[];
	readonly lines: ReadonlyMap<string, readonly Line[]>;
	readonly decisions: readonly Decision[];
	readonly items: readonly Item[];
}

export const titleIn = (
	{ title, title_en: english }: { readonly title: string; readonly title_en: string | null },
	locale: Locale,
): string => (locale === 'en-US' ? (english ?? title) : title);

export const labelIn = (label: Label, locale: Locale): string => label[locale] ?? label['zh-CN'];
