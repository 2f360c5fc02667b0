// What is asked of the database about the history of villages: what became of them, and whom that concerns.
import { ROLES } from '#domain/roles.ts';
import { FROZEN } from '#domain/assessments/status.ts';
import type { Database } from '#server/platform/database.ts';
import type { StoredVillage, StoredVillageChange } from '#server/platform/tables.ts';

type NewChange = Omit<StoredVillageChange, 'undone_at' | 'details'> & { readonly details: string | null };

/** Adds entries to the histories of villages. */
export async function insertVillageChanges(trx: Database, rows: readonly NewChange[]): Promise<void> {
	await trx('village_changes').insert(rows);
}

/** All entries of the action that an entry, or the action itself, is named by; the earliest first. */
export async function findChangesOfAction(database: Database, change: string): Promise<StoredVillageChange[]> {
	const first = await database('village_changes').where({ id: change }).orWhere({ action: change }).first();
	return first === undefined ? [] : database('village_changes').where({ action: first.action }).orderBy('date_created');
}

/** The latest merge or split of any of these villages that was not undone. */
export const findLatestChange = (
	database: Database,
	villages: readonly string[],
): PromiseLike<Pick<StoredVillageChange, 'text' | 'action'> | undefined> =>
	database('village_changes')
		.whereIn('village', villages)
		.whereIn('kind', ['merged', 'split'])
		.whereNull('undone_at')
		.orderBy('date_created', 'desc')
		.first('text', 'action');

/** Notes of entries that what they tell of was undone. */
export async function updateUndoneAt(trx: Database, ids: readonly string[], at: Date): Promise<void> {
	await trx('village_changes').whereIn('id', ids).update({ undone_at: at });
}

/** The title of the first of these assessments whose result is out; undefined: none is. */
export async function findFrozenTitle(database: Database, assessments: readonly string[]): Promise<string | undefined> {
	const row = await database('assessments').whereIn('id', assessments).whereIn('status', FROZEN).first('title');
	return row?.title;
}

export interface ConcernedClerk extends Pick<StoredVillageChange, 'text' | 'reason'> {
	readonly user: string;
}

/** The active clerks of the villages that an action concerned, each with what became of the own village. */
export const findClerksOfAction = (database: Database, action: string): PromiseLike<readonly ConcernedClerk[]> =>
	database('village_changes as c')
		.join('directus_users as u', 'u.village', 'c.village')
		.select('u.id as user', 'c.text', 'c.reason')
		.where({ 'c.action': action, 'u.role': ROLES.clerk, 'u.status': 'active' });

/** Villages with name and kind, in no order; unknown ids are left out. */
export const findNames = (
	database: Database,
	ids: readonly string[],
): PromiseLike<readonly Pick<StoredVillage, 'id' | 'name' | 'kind'>[]> =>
	database('villages').select('id', 'name', 'kind').whereIn('id', ids);

/** Accounts that report for these villages. */
export const findAccountsOf = (
	database: Database,
	villages: readonly string[],
): PromiseLike<readonly { readonly id: string; readonly village: string | null }[]> =>
	database('directus_users').select('id', 'village').whereIn('village', villages);

/** Titles of criteria by their ids. */
export async function findCriterionTitles(
	database: Database,
	ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
	const rows = await database('criteria').select('id', 'title').whereIn('id', ids);
	return new Map(rows.map(({ id, title }) => [id, title]));
}
