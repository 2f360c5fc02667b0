// What a query's fields ask for, wildcards written out: a tree of tables.
import type { Relation, SchemaOverview } from '@directus/types';
import { LIMITS, tooMuch } from './limits.ts';

export interface AskedTable {
	readonly collection: string;
	/** Columns that are asked for, relations not followed. */
	readonly columns: number;
	readonly children: readonly AskedRelation[];
}

export interface AskedRelation extends AskedTable {
	/** A row of the parent has any number of these: the column that names the parent. null: it has one. */
	readonly many: string | null;
	/** `deep[…][_limit]`; null: none. */
	readonly limit: number | null;
}

export type Deep = Readonly<Record<string, unknown>>;

interface Level {
	readonly collection: string;
	readonly fields: readonly string[];
	readonly alias: Readonly<Record<string, unknown>>;
	readonly deep: Deep;
	readonly depth: number;
}

interface Step {
	readonly collection: string;
	readonly many: string | null;
}

/** Throws (400) where the tree is deeper or wider than a request may ask for; it is never written out beyond that. */
export function askedTree(schema: SchemaOverview, asked: Omit<Level, 'depth'>): AskedTable {
	let relations = 0;

	function table({ collection, fields, alias, deep, depth }: Level): AskedTable {
		const below = new Map<string, Set<string>>();
		const columns = new Set<string>();
		const ask = (field: string, rest: string): void => {
			const steps = stepsFrom(schema, collection, nameOf(field, alias));
			if (steps.length === 0 || (rest === '' && !steps.some(({ many }) => many !== null))) columns.add(field);
			else below.set(field, (below.get(field) ?? new Set()).add(rest === '' ? KEY : rest));
		};
		for (const path of fields) {
			const [head = '', rest] = divided(path);
			if (head !== '*') ask(head, rest);
			else
				for (const field of [...Object.keys(schema.collections[collection]?.fields ?? {}), ...Object.keys(alias)])
					ask(field, rest);
		}
		const children = [...below].flatMap(([field, rest]) =>
			stepsFrom(schema, collection, nameOf(field, alias)).map((step) => {
				relations += 1;
				if (relations > LIMITS.relations) throw tooMuch('relations');
				if (depth >= LIMITS.depth) throw tooMuch('depth');
				const inner = objectOf(deep[field] ?? deep[`${field}:${step.collection}`]);
				const next = table({
					collection: step.collection,
					fields: [...rest],
					alias: objectOf(inner['_alias']),
					deep: inner,
					depth: depth + 1,
				});
				return { ...next, many: step.many, limit: limitOf(inner['_limit']) };
			}),
		);
		return { collection, columns: columns.size, children };
	}

	return table({ ...asked, depth: 0 });
}

/** A relation to many without fields answers with its keys. */
const KEY = '$key';

/** `scorecard.village.name` is `scorecard` and `village.name`; what is computed of a field stays one column. */
function divided(path: string): [string, string] {
	const end = path.split('(')[0]?.indexOf('.') ?? -1;
	return end === -1 ? [path, ''] : [path.slice(0, end), path.slice(end + 1)];
}

const nameOf = (field: string, alias: Readonly<Record<string, unknown>>): string => {
	const name = alias[field];
	return (typeof name === 'string' ? name : field).split(':')[0] ?? field;
};

/** The tables that a field leads to; none where it is a column. */
function stepsFrom(schema: SchemaOverview, collection: string, field: string): readonly Step[] {
	const relation = schema.relations.find((one) => leadsFrom(one, collection, field));
	if (relation === undefined) return [];
	if (relation.collection !== collection || relation.field !== field)
		return [{ collection: relation.collection, many: relation.field }];
	const targets =
		relation.related_collection === null
			? (relation.meta?.one_allowed_collections ?? [])
			: [relation.related_collection];
	return targets.map((target) => ({ collection: target, many: null }));
}

const leadsFrom = (relation: Relation, collection: string, field: string): boolean =>
	(relation.collection === collection && relation.field === field) ||
	(relation.related_collection === collection && relation.meta?.one_field === field);

const limitOf = (limit: unknown): number | null => (typeof limit === 'number' && limit >= 0 ? limit : null);

export const objectOf = (value: unknown): Deep =>
	typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {};
