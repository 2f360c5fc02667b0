// What a preview asks the database about items that have to do with the one that is being written.
import { parsed, type Database } from '#server/platform/database.ts';
import type { StoredEvidenceItem } from '#server/platform/tables.ts';

/** The fact of a criterion on a scorecard, but for the item itself (null: it is new). */
export interface Beside extends Pick<StoredEvidenceItem, 'scorecard' | 'criterion' | 'fact'> {
	readonly id: string | null;
}

const notReturned = (database: Database, { id, ...fact }: Beside) =>
	database('evidence_items')
		.where(fact)
		.whereNot('status', 'returned')
		.modify((query) => (id === null ? query : query.whereNot('id', id)));

/** Other items that state a value of the same fact, the latest first. */
export const findOtherValues = (
	database: Database,
	beside: Beside,
	limit: number,
): PromiseLike<readonly StoredEvidenceItem[]> =>
	notReturned(database, beside).whereNotNull('value').orderBy('observed_on', 'desc').limit(limit);

/** Other items of cases without a name, the latest first. */
export const findUnnamedCases = (database: Database, beside: Beside): PromiseLike<readonly StoredEvidenceItem[]> =>
	notReturned(database, beside).where('value', '>', 0).whereNull('case_ref').orderBy('observed_on', 'desc');

/** An evidence item as it is stored. */
export const findItem = (database: Database, id: string): PromiseLike<StoredEvidenceItem | undefined> =>
	database('evidence_items').where({ id }).first();

/** By which ways the indicator of a criterion is examined, as stored. */
export async function findExaminations(database: Database, criterion: string): Promise<unknown> {
	const row = await database('criteria')
		.join('indicators', 'indicators.id', 'criteria.indicator')
		.select('indicators.examined_by')
		.where('criteria.id', criterion)
		.first();
	return parsed(row?.examined_by);
}

/** The code of a criterion; undefined: there is none. */
export async function findCriterionCode(database: Database, id: string): Promise<string | undefined> {
	const row = await database('criteria').where({ id }).first('code');
	return row?.code;
}
