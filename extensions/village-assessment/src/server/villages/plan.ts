// What a merge or a split is going to write: row by row as it was and as it will be, so that it can be told, written and undone.

export type Table = 'evidence_items' | 'adjustments' | 'appeals' | 'scorecards' | 'villages' | 'directus_users';
export type Fields = Readonly<Record<string, string | number | boolean | null>>;

export interface Write {
	readonly table: Table;
	readonly id: string;
	readonly before: Fields;
	readonly after: Fields;
}

/** A row that the action makes. */
export interface Made {
	readonly table: Table;
	readonly id: string;
}

export interface Plan {
	readonly writes: Map<string, Write>;
	readonly made: Made[];
}

export const newPlan = (): Plan => ({ writes: new Map(), made: [] });

/** Adds to what is written to a row; `before` is how its fields stand now. */
export function put({ writes }: Plan, { table, id, before, after }: Write): void {
	const key = `${table}/${id}`;
	const known = writes.get(key);
	writes.set(key, { table, id, before: { ...before, ...known?.before }, after: { ...known?.after, ...after } });
}

export const writesTo = ({ writes }: Pick<Plan, 'writes'>, table: Table): Write[] =>
	[...writes.values()].filter((one) => one.table === table);
