import { ForbiddenError } from '@directus/errors';
import type { RegisterFunctions } from '@directus/extensions';
import type { Accountability } from '@directus/types';
import { wayOut } from './confined-query.ts';
import { ROLES } from '#domain/roles.ts';

/** Whoever reads the whole assessment anyway. */
const READERS: readonly string[] = [ROLES.office, ROLES.leader, ROLES.auditor];

/** Reads of the assessment's own tables, and of each of Directus's that app access opens. */
const QUERIES = [
	'items',
	'users',
	'roles',
	'files',
	'activity',
	'comments',
	'presets',
	'notifications',
	'shares',
	'settings',
	'translations',
	'collections',
	'fields',
	'relations',
];

/** Everyone but administrators and readers: a role of the office's own making too, until somebody decides otherwise. */
export const isConfined = (accountability: Accountability | null | undefined): boolean =>
	accountability !== null &&
	accountability !== undefined &&
	!accountability.admin &&
	!(accountability.roles ?? []).some((role) => READERS.includes(role));

export function confineQueries({ filter }: RegisterFunctions): void {
	for (const scope of QUERIES) {
		filter(`${scope}.query`, (query, { collection }, { accountability }) => {
			if (!isConfined(accountability) || typeof query !== 'object' || query === null) return query;
			const path = wayOut(String(collection), Object.fromEntries(Object.entries(query)));
			if (path !== null)
				throw new ForbiddenError({
					reason: `筛选、排序条件不能经由“${path}”查询本村（社区）以外的内容。 · A condition may not lead out of the own village by "${path}".`,
				});
			return query;
		});
	}
}

/**
 * Rows to change or delete are named by their keys. Chosen by a condition, Directus would look for them without asking for any
 * permission, and its answer would tell whether there are some.
 */
export function refuseWritesByCondition(accountability: Accountability | null | undefined, body: unknown): void {
	if (!isConfined(accountability) || typeof body !== 'object' || body === null || !('query' in body)) return;
	if (typeof body.query === 'object')
		throw new ForbiddenError({
			reason:
				'请逐条指定要修改或删除的记录（keys），不能按条件批量操作。 · Name the rows by their keys, not by a condition.',
		});
}
