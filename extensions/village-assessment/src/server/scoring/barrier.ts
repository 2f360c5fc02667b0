// Before any read through the API: what is marked is recomputed first, so that nobody ever sees a stale score.
import { drain } from './drain.ts';
import { isAnythingMarked } from './marks.ts';
import type { Database } from '#server/platform/database.ts';
import type { DrainQueue } from './queue.ts';

/** Collections whose own columns are computed. */
const COMPUTED = new Set(['scorecards', 'scorecard_lines']);
const LOGICAL = new Set(['_and', '_or']);

/**
 * Whether a query can reach a computed column. Errs on the safe side: only a query on another collection that asks for
 * plain columns and filters and sorts by plain columns is sure not to.
 */
export function reachesScores(collection: string, query: Readonly<Record<string, unknown>>): boolean {
	if (COMPUTED.has(collection)) return true;
	const { fields, filter, sort, deep, alias, aggregate, group, search } = query;
	if (deep || alias || aggregate || group || search) return true;
	return !(isPlainList(fields) && isPlainList(sort) && isPlainFilter(filter));
}

const isPlainList = (names: unknown): boolean =>
	names === undefined ||
	names === null ||
	(Array.isArray(names) && names.every((name) => typeof name === 'string' && !/[.(:]/.test(name)));

function isPlainFilter(filter: unknown): boolean {
	if (filter === undefined || filter === null) return true;
	if (typeof filter !== 'object') return false;
	return Object.entries(filter).every(([key, value]) => {
		if (LOGICAL.has(key)) return Array.isArray(value) && value.every(isPlainFilter);
		return (
			typeof value === 'object' &&
			value !== null &&
			!Array.isArray(value) &&
			Object.keys(value).every(
				(operator) => operator.startsWith('_') && !['_some', '_none', '_and', '_or'].includes(operator),
			)
		);
	});
}

/** Waits until everything committed so far is recomputed; inside a transaction recomputes within it, what it wrote itself included. */
export async function ensureFresh(database: Database, queue: DrainQueue): Promise<void> {
	if (!(await isAnythingMarked(database))) return;
	if (database.isTransaction) await drain(database, { isMarked: true });
	else await queue.join(true);
}
