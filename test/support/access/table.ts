// The readable table of what is allowed, and the answers to the questions that the walk asks of it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

export const WALKERS = ['office', 'clerk', 'leader', 'auditor', 'public'] as const;
export type Walker = (typeof WALKERS)[number];
export type Action = 'create' | 'read' | 'update' | 'delete';

const EVERYONE = 'everyone';
const role = z.enum(['office', 'clerk', 'leader', 'auditor', EVERYONE]);
const fields = z.union([z.literal('all'), z.array(z.string())]);
const some = z.strictObject({ rows: z.string(), fields });

const table = z.record(
	z.string(),
	z.strictObject({
		read: z.partialRecord(role, z.union([z.literal('all'), z.literal('what they may read'), some])).optional(),
		create: z.partialRecord(role, fields).optional(),
		update: z.partialRecord(role, some).optional(),
		delete: z.partialRecord(role, z.string()).optional(),
	}),
);

export const TABLE = table.parse(parse(readFileSync(join(import.meta.dirname, 'table.yaml'), 'utf8')));

/** `rows`: any of these words; `fields`: null for every field. */
export interface Allowed {
	readonly rows: readonly string[];
	readonly fields: ReadonlySet<string> | null;
}

/** What the table says; null: nothing is allowed. */
export function allowed(collection: string, action: Action, walker: Walker): Allowed | null {
	if (walker === 'public') return null;
	const line = TABLE[collection]?.[action] ?? {};
	const grants = [line[walker], line[EVERYONE]].filter((grant) => grant !== undefined);
	if (grants.length === 0) return null;
	const each = grants.map((grant) => {
		if (Array.isArray(grant)) return { rows: 'all', fields: grant };
		return typeof grant === 'string' ? { rows: grant, fields: 'all' as const } : grant;
	});
	const lists = each.map((grant) => grant.fields);
	return { rows: each.map(({ rows }) => rows), fields: lists.includes('all') ? null : new Set(lists.flat()) };
}
