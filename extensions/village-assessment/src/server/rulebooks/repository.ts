// What is asked of the database about rulebooks and their parts.
import type { RulebookStatus } from '#domain/rulebooks/workflow.ts';
import { isPostgres, type Database } from '#server/platform/database.ts';
import { RULE_COLUMNS } from '#server/scoring/rules.ts';
import type { StoredCriterion, StoredIndicator, StoredRulebook } from '#server/platform/tables.ts';

/** The rows of a rulebook, in order. */
export interface RulebookRows {
	readonly book: Partial<StoredRulebook>;
	readonly indicators: readonly StoredIndicator[];
	readonly criteria: readonly StoredCriterion[];
}

/** A rulebook with its indicators and criteria; without a row where there is no such rulebook. */
export async function findRulebookRows(database: Database, id: string): Promise<RulebookRows> {
	const book = (await findRulebookById(database, id)) ?? {};
	const indicators = await database('indicators').where('rulebook', id).orderBy(['sort', 'code']);
	const criteria = await database('criteria').where('rulebook', id).orderBy(['sort', 'code']);
	return { book, indicators, criteria };
}

/** The row of a rulebook, without its parts. */
export const findRulebookById = (database: Database, id: string): PromiseLike<StoredRulebook | undefined> =>
	database('rulebooks').where({ id }).first();

/** The rows of rulebooks, in no order; unknown ids are left out. */
export const findRulebooksByIds = (
	database: Database,
	ids: readonly string[],
): PromiseLike<readonly StoredRulebook[]> => database('rulebooks').whereIn('id', ids);

/** The status of a rulebook; undefined: there is none. */
export async function findRulebookStatus(database: Database, id: string): Promise<RulebookStatus | undefined> {
	const row = await database('rulebooks').where({ id }).first('status');
	return row?.status;
}

/** Whether a rulebook is published. */
export const isPublished = async (database: Database, id: string): Promise<boolean> =>
	(await database('rulebooks').where({ id, status: 'published' }).first('id')) !== undefined;

/** The rulebooks that these rows of `indicators` or `criteria` are parts of. */
export async function findRulebooksOfParts(
	database: Database,
	collection: string,
	keys: readonly string[],
): Promise<string[]> {
	const rows = await database(collection).distinct('rulebook').whereIn('id', keys);
	return rows.map(({ rulebook }) => String(rulebook));
}

type RulebookState = Pick<StoredRulebook, 'title' | 'version' | 'status'>;

/** The first of the rulebooks that is no draft any more. */
export const findFixedRulebook = (database: Database, ids: readonly string[]): PromiseLike<RulebookState | undefined> =>
	database('rulebooks').select('title', 'version', 'status').whereIn('id', ids).whereNot('status', 'draft').first();

/** The rulebook that a row is part of. Waits for whoever is publishing it, and keeps others from it until the transaction ends. */
export function lockRulebookOfPart(
	trx: Database,
	collection: string,
	key: string,
): PromiseLike<RulebookState | undefined> {
	const query = trx('rulebooks')
		.select('title', 'version', 'status')
		.whereIn('id', trx(collection).select('rulebook').where({ id: key }))
		.first();
	return isPostgres(trx) ? query.forShare() : query;
}

/** Those of the rulebooks that an assessment uses. */
export async function findRulebooksInUse(database: Database, ids: readonly string[]): Promise<string[]> {
	const rows = await database('assessments').distinct('rulebook').whereIn('rulebook', ids);
	return rows.map(({ rulebook }) => rulebook);
}

/** What makes the rules of criteria, as stored. */
export const findRuleRows = (
	database: Database,
	ids: readonly string[],
): PromiseLike<readonly Pick<StoredCriterion, (typeof RULE_COLUMNS)[number]>[]> =>
	database('criteria')
		.select(...RULE_COLUMNS)
		.whereIn('id', ids);
