// What an export asks the database beside the rows themselves: how tables and fields are called, what facts say.
import type { Locale } from '#engine';
import { parsed, type Database } from '#server/platform/database.ts';
import type { PlatformTables } from '#server/platform/platform-tables.ts';
import type { StoredEvidenceItem } from '#server/platform/tables.ts';

type FieldRow = Pick<
	PlatformTables['directus_fields'],
	'collection' | 'field' | 'options' | 'display_options' | 'translations'
>;

/** Every field with its choices and names, as Directus stores them. */
export const findFields = (database: Database): PromiseLike<readonly FieldRow[]> =>
	database('directus_fields').select('collection', 'field', 'options', 'display_options', 'translations');

/** What stands for a row of each collection, as Directus stores it. */
export const findTemplates = (
	database: Database,
): PromiseLike<readonly Pick<PlatformTables['directus_collections'], 'collection' | 'display_template'>[]> =>
	database('directus_collections').select('collection', 'display_template');

/** The texts that fields refer to by `$t:key`. */
export const findTexts = (
	database: Database,
	locale: Locale,
): PromiseLike<readonly Pick<PlatformTables['directus_translations'], 'key' | 'value'>[]> =>
	database('directus_translations').select('key', 'value').where('language', locale);

/** The names of a collection in the languages of the Studio. */
export async function findCollectionNames(database: Database, collection: string): Promise<unknown> {
	const row = await database('directus_collections').where({ collection }).first('translations');
	return parsed(row?.translations);
}

/** What evidence items state, in no order. */
export const findStated = (
	database: Database,
	ids: readonly string[],
): PromiseLike<
	readonly Pick<
		StoredEvidenceItem,
		'id' | 'criterion' | 'fact' | 'value' | 'numerator' | 'denominator' | 'reported_on'
	>[]
> =>
	database('evidence_items')
		.select('id', 'criterion', 'fact', 'value', 'numerator', 'denominator', 'reported_on')
		.whereIn('id', ids);
