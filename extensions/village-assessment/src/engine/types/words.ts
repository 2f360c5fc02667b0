/** A number as a plain decimal string, e.g. "5.5", "-4", "0": never a binary float, never an exponent. */
export type Decimalish = string;

export const LOCALES = ['zh-CN', 'en-US'] as const;
export type Locale = (typeof LOCALES)[number];

/** A text in the rulebook. Where `en-US` is absent, the Chinese stands for both. */
export interface Label {
	readonly 'zh-CN': string;
	readonly 'en-US'?: string | undefined;
}

/** How an indicator is examined (考核方式). */
export const EXAMINATIONS = [
	'document_review',
	'system_data',
	'household_visit',
	'site_visit',
	'phone_sampling',
	'questionnaire',
	'department_acceptance',
	'leadership_decision',
] as const;
export type Examination = (typeof EXAMINATIONS)[number];
