// The refusals of this product: typed, in the language of whoever is refused.
import { createError } from '@directus/errors';
import { shortened, type Label, type Locale } from '#engine';
import { parsed, type Database } from './database.ts';
import { ERROR_TEXTS, type ErrorCode } from '#domain/errors/catalog.ts';

/** A value in a message: a text, or one for each language. */
export type Said = string | number | Label;
export type Values = Readonly<Record<string, Said>>;

/** Thrown by guards and endpoints; {@link told} makes of it the error that the platform answers with. */
export class Refusal extends Error {
	readonly code: ErrorCode;
	readonly values: Values;
	/** Goes into the answer's `extensions`, for programs: ids of what stands in the way. */
	readonly details: Readonly<Record<string, unknown>>;

	constructor(code: ErrorCode, values: Values = {}, details: Readonly<Record<string, unknown>> = {}) {
		super(code);
		this.name = 'Refusal';
		this.code = code;
		this.values = values;
		this.details = details;
	}
}

/** The Studio cuts messages at 200 characters. */
const LONGEST = 190;

export function refusalText({ code, values }: Refusal, locale: Locale): string {
	const text = ERROR_TEXTS[code][locale].replace(/\{(\w+)\}/g, (_, name: string) => inLocale(values[name], locale));
	return shortened(text, LONGEST);
}

function inLocale(value: Said | undefined, locale: Locale): string {
	if (value === undefined) return '';
	return typeof value === 'object' ? (value[locale] ?? value['zh-CN']) : String(value);
}

interface Extensions {
	readonly told: string;
	readonly [detail: string]: unknown;
}

/** The platform's error for a refusal, in the language that the user has chosen (zh-CN where none is). Other errors pass. */
export async function told(error: unknown, user: string | null, database: Database): Promise<unknown> {
	if (!(error instanceof Refusal)) return error;
	const locale = await localeOf(user, database);
	const text = refusalText(await withFieldName(error, { locale, database }), locale);
	const PlatformError = createError<Extensions>(error.code, () => text, ERROR_TEXTS[error.code].status);
	return new PlatformError({ ...error.details, told: text });
}

/** A refusal in both languages, for answers that list what would be refused. */
export async function toldInBoth(error: Refusal, database: Database): Promise<Required<Label>> {
	const say = async (locale: Locale): Promise<string> => refusalText(await withFieldName(error, { locale, database }), locale);
	return { 'zh-CN': await say('zh-CN'), 'en-US': await say('en-US') };
}

/** In both languages, where no field has to be called by its name. */
export const inBoth = (error: Refusal): Required<Label> => ({ 'zh-CN': refusalText(error, 'zh-CN'), 'en-US': refusalText(error, 'en-US') });

/** A field is called by the name that the screens give it. */
async function withFieldName(error: Refusal, { locale, database }: { readonly locale: Locale; readonly database: Database }): Promise<Refusal> {
	const { collection, field } = error.details;
	if (typeof collection !== 'string' || typeof field !== 'string') return error;
	const row: { translations: unknown } | undefined = await database('directus_fields').select('translations').where({ collection, field }).first();
	const names = parsed(row?.translations);
	const name = Array.isArray(names) ? names.find((one: unknown) => isName(one) && one.language === locale) : undefined;
	return isName(name) ? new Refusal(error.code, { ...error.values, field: name.translation }, error.details) : error;
}

const isName = (value: unknown): value is { readonly language: string; readonly translation: string } =>
	typeof value === 'object' && value !== null && 'language' in value && 'translation' in value && typeof value.translation === 'string';

/** The language that a user has chosen; zh-CN where none is. */
export async function localeOf(user: string | null, database: Database): Promise<Locale> {
	if (user === null) return 'zh-CN';
	const row: { language: string | null } | undefined = await database('directus_users').select('language').where('id', user).first();
	return row?.language?.startsWith('en') ? 'en-US' : 'zh-CN';
}
