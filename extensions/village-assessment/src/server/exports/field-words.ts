// How fields are written out for people: choices by their labels, rows of other tables by their display templates.
import type { Label, Locale } from '#engine';
import { parsed, type Database } from '#server/platform/database.ts';
import { findFields, findTemplates, findTexts } from './repository.ts';

export interface FieldWords {
	/** The label of a chosen value; undefined: the field offers no choices, or not this one. */
	readonly choice: (collection: string, field: string, value: unknown) => string | undefined;
	/** What stands for a row of a table, e.g. `{{code}} {{title}}`; null: nothing but its key. */
	readonly template: (collection: string) => string | null;
	/** How the field of a table is called; null: it has no name. */
	readonly name: (collection: string, field: string) => string | null;
	/** A text that is kept in both languages; null: the value is something else. */
	readonly label: (value: object) => string | null;
	readonly yesNo: (value: boolean) => string;
	/** Between the entries of a list. */
	readonly separator: string;
	/** Between a fact and what was found of it. */
	readonly colon: string;
}

/** Directus shows users and files by templates of its own making. */
const SYSTEM_TEMPLATES: Readonly<Record<string, string>> = {
	directus_users: '{{last_name}}{{first_name}}',
	directus_files: '{{title}}',
	directus_roles: '{{name}}',
};

export async function loadFieldWords(database: Database, locale: Locale): Promise<FieldWords> {
	const fields = await findFields(database);
	const collections = await findTemplates(database);
	const texts = await findTexts(database, locale);
	const translated = new Map(texts.map(({ key, value }) => [`$t:${key}`, value]));
	const choices = new Map(
		fields.flatMap(({ collection, field, options, display_options }) =>
			[display_options, options]
				.flatMap((some) => choicesOf(parsed(some)))
				.map(({ value, text }) => [`${collection}.${field}.${value}`, translated.get(text) ?? text] as const),
		),
	);
	const names = new Map(
		fields.flatMap(({ collection, field, translations }) =>
			nameIn(parsed(translations), locale).map((text) => [`${collection}.${field}`, text] as const),
		),
	);
	const templates = new Map(collections.map(({ collection, display_template }) => [collection, display_template]));
	const [no, yes] = locale === 'zh-CN' ? ['否', '是'] : ['No', 'Yes'];
	return {
		choice: (collection, field, value) => choices.get(`${collection}.${field}.${String(value)}`),
		template: (collection) => templates.get(collection) ?? SYSTEM_TEMPLATES[collection] ?? null,
		name: (collection, field) =>
			names.get(`${collection}.${field}`) ?? SYSTEM_NAMES[`${collection}.${field}`]?.[locale] ?? null,
		label: (value) => labelIn(value, locale),
		yesNo: (value) => (value ? yes : no) ?? '',
		separator: locale === 'zh-CN' ? '、' : ', ',
		colon: locale === 'zh-CN' ? '：' : ': ',
	};
}

/** What Directus itself keeps it does not name where the server could read it. */
const SYSTEM_NAMES: Readonly<Record<string, Label>> = {
	'directus_users.first_name': { 'zh-CN': '名', 'en-US': 'First name' },
	'directus_users.last_name': { 'zh-CN': '姓', 'en-US': 'Last name' },
	'directus_users.email': { 'zh-CN': '电子邮箱', 'en-US': 'E-mail' },
	'directus_users.role': { 'zh-CN': '角色', 'en-US': 'Role' },
	'directus_users.status': { 'zh-CN': '状态', 'en-US': 'Status' },
	'directus_files.title': { 'zh-CN': '标题', 'en-US': 'Title' },
	'directus_files.filename_download': { 'zh-CN': '文件名', 'en-US': 'File name' },
};

function nameIn(translations: unknown, locale: Locale): string[] {
	const found: unknown = Array.isArray(translations)
		? translations.find(
				(one: unknown) => typeof one === 'object' && one !== null && 'language' in one && one.language === locale,
			)
		: null;
	return typeof found === 'object' && found !== null && 'translation' in found && typeof found.translation === 'string'
		? [found.translation]
		: [];
}

function labelIn(value: object, locale: Locale): string | null {
	const texts: Readonly<Record<string, unknown>> = { ...value };
	const text = texts[locale] ?? texts['zh-CN'];
	return typeof text === 'string' && Object.keys(texts).every((key) => key === 'zh-CN' || key === 'en-US')
		? text
		: null;
}

function choicesOf(options: unknown): { readonly value: string; readonly text: string }[] {
	const choices: unknown =
		typeof options === 'object' && options !== null && 'choices' in options ? options.choices : null;
	return Array.isArray(choices) ? choices.filter(isChoice) : [];
}

const isChoice = (choice: unknown): choice is { value: string; text: string } =>
	typeof choice === 'object' &&
	choice !== null &&
	'value' in choice &&
	'text' in choice &&
	typeof choice.value === 'string' &&
	typeof choice.text === 'string';

/** The fields that a template names. */
export const fieldsIn = (template: string): string[] =>
	[...template.matchAll(/\{\{\s*([\w.]+)\s*\}\}/g)].flatMap(([, field]) => field ?? []);
