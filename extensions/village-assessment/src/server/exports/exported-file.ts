import { localeOf } from '#server/platform/render-error.ts';
import type { Database } from '#server/platform/database.ts';
import { dayOf } from './moment.ts';
import { findCollectionNames } from './repository.ts';

interface Export {
	readonly collection: string;
	readonly format: unknown;
	/** What the request says of the file. */
	readonly file: unknown;
	readonly user: string | null;
}

const ENDINGS: Readonly<Record<string, string>> = {
	csv: 'csv',
	csv_utf8: 'csv',
	json: 'json',
	xml: 'xml',
	yaml: 'yaml',
};

/**
 * What the exported file is called unless the request says: 评分表-2026-11-25.csv. Directus would end it in `.csv_utf8`,
 * which nothing opens.
 */
export async function exportedFile(database: Database, { collection, format, file, user }: Export): Promise<unknown> {
	const ending = ENDINGS[String(format)];
	if (ending === undefined) return file;
	const title = `${await collectionName(database, collection, user)}-${dayOf(new Date())}`;
	return { title, filename_download: `${title}.${ending}`, ...(typeof file === 'object' ? file : {}) };
}

async function collectionName(database: Database, collection: string, user: string | null): Promise<string> {
	const locale = await localeOf(user, database);
	const names = await findCollectionNames(database, collection);
	const name: unknown = Array.isArray(names)
		? names.find(
				(one: unknown) => typeof one === 'object' && one !== null && 'language' in one && one.language === locale,
			)
		: undefined;
	return typeof name === 'object' && name !== null && 'translation' in name ? String(name.translation) : collection;
}
