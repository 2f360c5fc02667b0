// What an import asks the database beside the writes themselves: names of columns, related rows, savepoints.
import type { Database, Transaction } from '#server/platform/database.ts';
import type { StoredJson } from '#server/platform/stored-columns.ts';

/** The fields of a collection with their names in the languages of the Studio, as Directus stores them. */
export const findFieldNames = (
	database: Database,
	collection: string,
): PromiseLike<readonly { readonly field: string; readonly translations: StoredJson }[]> =>
	database('directus_fields').select('field', 'translations').where({ collection });

/** Whether there is a row with this key. */
export const hasRow = async (
	database: Database,
	collection: string,
	{ primary, key }: { readonly primary: string; readonly key: string },
): Promise<boolean> => (await database(collection).where(primary, key).first()) !== undefined;

/**
 * Runs `work` so that only what it has written is undone where it fails; then it throws what `work` threw. Unlike a transaction
 * within a transaction it gives `work` no other connection: services were made with this one.
 */
export async function atSavepoint<T>(trx: Transaction, work: () => Promise<T>): Promise<T> {
	await trx.raw('SAVEPOINT imported_row');
	try {
		const result = await work();
		await trx.raw('RELEASE SAVEPOINT imported_row');
		return result;
	} catch (error) {
		await trx.raw('ROLLBACK TO SAVEPOINT imported_row');
		throw error;
	}
}
