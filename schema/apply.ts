// Applies schema/snapshot.yaml and schema/migrations to a database in which Directus is installed.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import runMigrations from '@directus/api/database/migrations/run';
import { applySnapshot } from '@directus/api/utils/apply-snapshot';
import { getSnapshot } from '@directus/api/utils/get-snapshot';
import { getSnapshotDiff } from '@directus/api/utils/get-snapshot-diff';
import type { Knex } from 'knex';
import { parse } from 'yaml';
import { z } from 'zod';
import { inWordsOf } from './sqlite-dialect.ts';

const described = z.looseObject({
	collection: z.string(),
	field: z.string(),
	type: z.string().optional(),
	schema: z.record(z.string(), z.unknown()).nullish(),
});
const shape = z.looseObject({ fields: z.array(described), relations: z.array(described) });

/** What the office added by itself (a field, a collection) is not in our snapshot; it must not be dropped for that. */
const isRemoval = ({ diff }: SchemaDifference): boolean => diff[0]?.kind === 'D' && diff[0].path === undefined;
const withoutRemovals = (differences: readonly SchemaDifference[]): SchemaDifference[] =>
	differences.filter((difference) => !isRemoval(difference));

export async function applySchema(database: Knex): Promise<void> {
	const snapshot = shape.parse(parse(await readFile(join(import.meta.dirname, 'snapshot.yaml'), 'utf8')));
	const read = shape.parse(await getSnapshot({ database }));
	const current = database.client.config.client === 'sqlite3' ? inWordsOf(snapshot, read) : read;
	const all = getSnapshotDiff(current, snapshot);
	const diff = {
		collections: withoutRemovals(all.collections),
		fields: withoutRemovals(all.fields),
		systemFields: all.systemFields,
		relations: withoutRemovals(all.relations),
	};
	await applySnapshot(snapshot, { current, diff, database });
	await runMigrations(database, 'latest', false);
}
