// ICU messages: one filler for every text outside of the engine, which fills its own (it imports no library for words).
import { IntlMessageFormat } from 'intl-messageformat';
import type { Locale } from '#engine';

export type MessageArguments = Readonly<Record<string, string | number | undefined>>;

/** Parsed once: the texts are constants of the code. */
const parsed = new Map<string, IntlMessageFormat>();

/**
 * Fills a text: `{name}`, and plurals as `{count, plural, one {# item} other {# items}}`. A value that is not given is left out.
 * The result is plain text: tags have no meaning.
 */
export function formatMessage(text: string, values: MessageArguments, locale: Locale): string {
	if (!text.includes('{')) return text;
	const key = `${locale} ${text}`;
	const message = parsed.get(key) ?? new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });
	parsed.set(key, message);
	return String(message.format(new Proxy({ ...values }, WITHOUT_GAPS)));
}

const WITHOUT_GAPS: ProxyHandler<Record<string, string | number | undefined>> = {
	has: () => true,
	get: (values, name) => (typeof name === 'string' ? (values[name] ?? '') : undefined),
};
