// What can be summed up or grouped by: Directus asks the database for any column, and breaks at those that are none or have no order.
import type { SchemaOverview } from '@directus/types';
import { malformed } from '../readable-body.ts';
import { objectOf } from './asked-tree.ts';
import { texts, type Query } from './query-cost.ts';

const NUMBERS = ['integer', 'bigInteger', 'float', 'decimal'];
const ORDERED = [...NUMBERS, 'date', 'dateTime', 'timestamp', 'time', 'string', 'text'];
const COMPARED = [...ORDERED, 'uuid', 'boolean', 'hash'];
const ANYTHING = [...COMPARED, 'json', 'csv', 'binary', 'unknown'];

/** The types of column that each sum takes, the same on every database. */
const SUMS: Readonly<Record<string, readonly string[]>> = {
	count: ANYTHING,
	countDistinct: COMPARED,
	countAll: ANYTHING,
	sum: NUMBERS,
	sumDistinct: NUMBERS,
	avg: NUMBERS,
	avgDistinct: NUMBERS,
	min: ORDERED,
	max: ORDERED,
};

/** Throws (400) where a query sums up or groups by what no database can. A field that does not exist is left to the permissions. */
export function requireSummable({
	collection,
	query,
	schema,
}: {
	readonly collection: string;
	readonly query: Query;
	readonly schema: SchemaOverview;
}): void {
	// The keys of a relation are ids, whatever a database keeps them as.
	const isRelation = (field: string): boolean =>
		schema.relations.some((one) => one.collection === collection && one.field === field);
	const typeOf = (field: string): string | undefined =>
		isRelation(field) ? 'uuid' : schema.collections[collection]?.fields[field]?.type;
	for (const [kind, fields] of Object.entries(objectOf(query['aggregate']))) {
		const types = SUMS[kind];
		if (types === undefined)
			throw malformed(`没有“aggregate[${kind}]”这种汇总。`, `there is no sum “aggregate[${kind}]”.`);
		const wrong = texts(fields).find((field) => field !== '*' && (isElsewhere(field) || !takes(types, typeOf(field))));
		if (wrong !== undefined)
			throw malformed(
				`“${wrong}”不能用“aggregate[${kind}]”汇总。请换一个字段。`,
				`“${wrong}” cannot be summed up by “aggregate[${kind}]”. Choose another field.`,
			);
	}
	const ungrouped = texts(query['group']).find((name) => isElsewhere(name) || !takes(COMPARED, typeOf(columnOf(name))));
	if (ungrouped !== undefined)
		throw malformed(
			`不能按“${ungrouped}”分组。请换一个字段。`,
			`“${ungrouped}” cannot be grouped by. Choose another field.`,
		);
}

/** Of a related table: Directus writes such a name into the statement as if it were a column. */
const isElsewhere = (name: string): boolean => name.includes('.');

const takes = (types: readonly string[], type: string | undefined): boolean =>
	type === undefined || types.includes(type);

/** `year(observed_on)` is of `observed_on`. */
const columnOf = (name: string): string => /\((\w+)\)/.exec(name)?.[1] ?? name;
