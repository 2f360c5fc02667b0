// What one transaction knows is asked once and ends with it. Directus hands the same transaction to each of its events, so its id is
// the transaction itself. Outside of a transaction nothing is kept: nobody says there when it is out of date.
import { isPostgres, type Database } from './database.ts';

/** What is noted in a transaction for a later event of it. */
export function perTransaction<T>(make: () => T): (database: Database) => T {
	const noted = new WeakMap<object, { readonly value: T }>();
	return (database) => {
		const before = database.isTransaction ? noted.get(database) : undefined;
		if (before !== undefined) return before.value;
		const value = make();
		if (database.isTransaction) noted.set(database, { value });
		return value;
	};
}

/** By transaction: what it knows counts since this. A new object makes it ask anew. */
const knowing = new WeakMap<object, object>();

/** What a transaction has read before this need not hold any more: it has waited for a lock, or has changed it itself. */
export function forgetKnown(database: Database): void {
	if (knowing.has(database)) knowing.set(database, {});
}

/** Nobody takes a step of the year until this transaction ends: what it reads of assessments from now on stays as it is. */
export function startKnowing(database: Database): void {
	if (database.isTransaction) knowing.set(database, {});
}

/** SQLite's transactions see one state of the database from their first statement on. */
function knowingSince(database: Database): object | undefined {
	if (!database.isTransaction) return undefined;
	if (!knowing.has(database) && !isPostgres(database)) knowing.set(database, {});
	return knowing.get(database);
}

/** What a transaction may remember under the workflow's lock; without it each call begins with nothing. */
export function underLock<T>(make: () => T): (database: Database) => T {
	const known = new WeakMap<object, T>();
	return (database) => {
		const since = knowingSince(database);
		const before = since === undefined ? undefined : known.get(since);
		if (before !== undefined) return before;
		const value = make();
		if (since !== undefined) known.set(since, value);
		return value;
	};
}
