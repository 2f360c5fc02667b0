// The items that are there already, by what makes one the same as a row: village, criterion, fact, case and day.
import { createHash } from 'node:crypto';
import { nameKey } from '#server/names/folded.ts';
import { dateText, type Database } from '#server/platform/database.ts';
import type { StoredEvidenceItem } from '#server/platform/tables.ts';
import { itemsOfScorecards } from './repository.ts';

export interface Existing {
	readonly find: (row: RowKey) => readonly StoredEvidenceItem[];
	/** Changes with every item that is written, changed or deleted among them. */
	readonly digest: string;
}

export interface RowKey {
	readonly scorecard: string;
	readonly criterion: string;
	readonly fact: string;
	readonly caseRef: string | null;
	/** null: on whatever day. */
	readonly day: string | null;
}

export const keyOf = ({ scorecard, criterion, fact, caseRef }: Omit<RowKey, 'day'>): string =>
	[scorecard, criterion, fact, nameKey(caseRef) ?? ''].join('/');

export async function loadExisting(database: Database, scorecards: Iterable<string>): Promise<Existing> {
	const byKey = new Map<string, StoredEvidenceItem[]>();
	const hash = createHash('sha256');
	for (const row of await itemsOfScorecards(database, scorecards)) {
		const { id, status, scorecard, criterion, fact, value, case_ref: caseRef } = row;
		hash.update(`${id} ${status} ${momentOf(row.date_updated)} ${dateText(row.observed_on)} ${value} ${fact}\n`);
		const key = keyOf({ scorecard, criterion, fact, caseRef });
		const list = byKey.get(key);
		if (list === undefined) byKey.set(key, [row]);
		else list.push(row);
	}
	return {
		digest: hash.digest('hex'),
		find: (row) =>
			(byKey.get(keyOf(row)) ?? []).filter(({ observed_on: day }) => row.day === null || dateText(day) === row.day),
	};
}

/** SQLite keeps milliseconds or text, PostgreSQL a date. */
const momentOf = (value: unknown): string => {
	if (value === null || value === undefined) return '';
	const moment = value instanceof Date ? value : new Date(typeof value === 'number' ? value : String(value));
	return String(moment.getTime());
};
