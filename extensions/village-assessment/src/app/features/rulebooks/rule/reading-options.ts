// The options of an open reading, in words and as values of the drop-down.
import { Decimal } from 'decimal.js';
import { choiceText, type CriterionRule, type Locale, type ParamField } from '#engine';

export type OptionValue = string | boolean;

export interface ReadingOption {
	/** Of the drop-down, which knows texts only. */
	readonly value: string;
	readonly text: string;
	readonly means: OptionValue;
}

const isNumber = (value: unknown): value is string | number =>
	(typeof value === 'number' && Number.isFinite(value)) || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value));

/** Numbers compare as numbers: the database says 6 where an option says "6.0". */
export const optionValue = (raw: unknown): OptionValue =>
	typeof raw === 'boolean' ? raw : isNumber(raw) ? new Decimal(raw).toFixed() : String(raw ?? '');

export function optionText(
	means: OptionValue,
	{
		param,
		rule,
		field,
		locale,
	}: {
		readonly param: string;
		readonly rule: CriterionRule | null;
		readonly field: ParamField | undefined;
		readonly locale: Locale;
	},
): string {
	if (rule !== null) return choiceText(rule, { param, value: means }, locale);
	// While the rule is not complete its own words are not to be had.
	const named =
		field?.kind === 'choice' ? field.options.find(({ value }) => value === means)?.label[locale] : undefined;
	return named ?? String(means);
}
