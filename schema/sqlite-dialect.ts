// schema/snapshot.yaml is written by Directus on PostgreSQL, the database that knows more types. On SQLite the same column
// reads back in other words (`numeric(8,2)` as `float`, `uuid` as `char(36)`), which `schema apply` takes for a change: it
// would rebuild every table at each run, and a rebuild drops the recompute triggers. Here such a column is given its name back.

interface Described {
	readonly collection: string;
	readonly field: string;
	readonly type?: string | undefined;
	readonly schema?: Readonly<Record<string, unknown>> | null | undefined;
}
export interface Snapshot {
	readonly fields: readonly Described[];
	readonly relations: readonly Described[];
}

const DATA_TYPES: Readonly<Record<string, string>> = {
	uuid: 'char',
	'character varying': 'varchar',
	'timestamp with time zone': 'datetime',
	numeric: 'float',
	bigint: 'integer',
};
const TYPES: Readonly<Record<string, string>> = { uuid: 'string', decimal: 'float', bigInteger: 'integer' };

/** `current`, read from SQLite, in the words of `wanted` wherever both mean the same; what really differs is left to be seen. */
export function inWordsOf<S extends Snapshot>(wanted: Snapshot, current: S): S {
	return {
		...current,
		fields: renamed(wanted.fields, current.fields),
		relations: renamed(wanted.relations, current.relations),
	};
}

function renamed(wanted: readonly Described[], current: readonly Described[]): Described[] {
	const byName = new Map(wanted.map((item) => [nameOf(item), item]));
	return current.map((item) => {
		const match = byName.get(nameOf(item));
		if (!match?.schema || !item.schema) return item;
		const sameType = item.type === match.type || item.type === TYPES[match.type ?? ''];
		const schema = renamedSchema(match.schema, item.schema);
		return sameType && match.type !== undefined ? { ...item, type: match.type, schema } : { ...item, schema };
	});
}

function renamedSchema(
	wanted: Readonly<Record<string, unknown>>,
	current: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
	const onSqlite = asOnSqlite(wanted);
	return Object.fromEntries(
		Object.entries(current).map(([key, value]) => [key, value === onSqlite[key] ? wanted[key] : value]),
	);
}

function asOnSqlite(schema: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
	const { data_type: type } = schema;
	const counted = schema['has_auto_increment'] === true;
	return {
		...schema,
		data_type: typeof type === 'string' ? (DATA_TYPES[type] ?? type) : type,
		max_length: type === 'uuid' ? 36 : schema['max_length'],
		numeric_precision: null,
		numeric_scale: null,
		...('constraint_name' in schema ? { constraint_name: null } : {}),
		...(counted ? { default_value: null, is_unique: false } : {}),
	};
}

const nameOf = ({ collection, field }: Described): string => `${collection}.${field}`;
