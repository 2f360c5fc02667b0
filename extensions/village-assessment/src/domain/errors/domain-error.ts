// A refusal: by a rule of this product, typed, in words for whoever is refused.
import { formatMessage } from '../messages.ts';
import { shortened, type Label, type Locale } from '#engine';
import { ERROR_TEXTS, type ErrorCode } from './catalog.ts';

/** A value in a message: a text, or one for each language. */
export type MessageValue = string | number | Label;
export type MessageValues = Readonly<Record<string, MessageValue>>;

/** Thrown by guards and endpoints; {@link told} makes of it the error that Directus answers with. */
export class DomainError extends Error {
	readonly code: ErrorCode;
	readonly values: MessageValues;
	/** Goes into the answer's `extensions`, for programs: ids of what stands in the way. */
	readonly details: Readonly<Record<string, unknown>>;

	constructor(code: ErrorCode, values: MessageValues = {}, details: Readonly<Record<string, unknown>> = {}) {
		super(code);
		this.name = 'DomainError';
		this.code = code;
		this.values = values;
		this.details = details;
	}
}

/** The Studio cuts messages at 200 characters. */
const LONGEST = 190;

export function domainErrorText({ code, values }: DomainError, locale: Locale): string {
	const shown = Object.entries(values).map(([name, value]) => [name, inLocale(value, locale)]);
	return shortened(formatMessage(ERROR_TEXTS[code][locale], Object.fromEntries(shown), locale), LONGEST);
}

function inLocale(value: MessageValue, locale: Locale): string {
	return typeof value === 'object' ? (value[locale] ?? value['zh-CN']) : String(value);
}

/** In both languages, where no field has to be called by its name. */
export const inBoth = (error: DomainError): Required<Label> => ({
	'zh-CN': domainErrorText(error, 'zh-CN'),
	'en-US': domainErrorText(error, 'en-US'),
});
