// The refusals of this product: typed, in the language of whoever is refused.
import { createError } from '@directus/errors';
import type { Label, Locale } from '#engine';
import { parsed, type Database } from './database.ts';
import { ERROR_TEXTS } from '#domain/errors/catalog.ts';
import { domainErrorText, DomainError } from '#domain/errors/domain-error.ts';

interface Extensions {
	readonly told: string;
	readonly [detail: string]: unknown;
}

/** Directus's error for a refusal, in the language that the user has chosen (zh-CN where none is). Other errors pass. */
export async function toDirectusError(error: unknown, user: string | null, database: Database): Promise<unknown> {
	if (!(error instanceof DomainError)) return error;
	const locale = await localeOf(user, database);
	const text = domainErrorText(await withFieldName(error, { locale, database }), locale);
	const PlatformError = createError<Extensions>(error.code, () => text, ERROR_TEXTS[error.code].status);
	return new PlatformError({ ...error.details, told: text });
}

/** A refusal in both languages, for answers that list what would be refused. */
export async function errorInBothLanguages(error: DomainError, database: Database): Promise<Required<Label>> {
	const textIn = async (locale: Locale): Promise<string> =>
		domainErrorText(await withFieldName(error, { locale, database }), locale);
	return { 'zh-CN': await textIn('zh-CN'), 'en-US': await textIn('en-US') };
}

/** A field is called by the name that the screens give it. */
async function withFieldName(
	error: DomainError,
	{ locale, database }: { readonly locale: Locale; readonly database: Database },
): Promise<DomainError> {
	const { collection, field } = error.details;
	if (typeof collection !== 'string' || typeof field !== 'string') return error;
	const row = await database('directus_fields').select('translations').where({ collection, field }).first();
	const names = parsed(row?.translations);
	const name = Array.isArray(names) ? names.find((one: unknown) => isName(one) && one.language === locale) : undefined;
	return isName(name)
		? new DomainError(error.code, { ...error.values, field: name.translation }, error.details)
		: error;
}

const isName = (value: unknown): value is { readonly language: string; readonly translation: string } =>
	typeof value === 'object' &&
	value !== null &&
	'language' in value &&
	'translation' in value &&
	typeof value.translation === 'string';

/** The language that a user has chosen; zh-CN where none is. */
export async function localeOf(user: string | null, database: Database): Promise<Locale> {
	if (user === null) return 'zh-CN';
	const row = await database('directus_users').select('language').where('id', user).first();
	return row?.language?.startsWith('en') ? 'en-US' : 'zh-CN';
}
