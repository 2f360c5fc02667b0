// The whole seed on a database with the tables it fills: what a first start, a second one and a change of DEMO leave behind.
import type { Knex } from 'knex';
import { expect, test } from 'vitest';
import { applySeeds } from '../../seed/apply.ts';
import { demoRows } from '../../seed/demo/rows.ts';
import type { RowSet } from '../../seed/merge/row-set.ts';
import { rulebookRows } from '../../seed/rulebook/rows.ts';
import { systemRows } from '../../seed/system/rows.ts';
import { writeOnce } from '../../seed/merge/write-once.ts';
import { createTables, dump, emptyDatabase } from '../support/fixtures/empty-database.ts';

const maintained: readonly RowSet[] = [...(await systemRows()), ...(await rulebookRows())];
const demo: readonly RowSet[] = await demoRows();

async function installation(): Promise<Knex> {
	const database = await emptyDatabase();
	await createTables(database, [...maintained, ...demo]);
	return database;
}

const counts = async (database: Knex, sets: readonly RowSet[]): Promise<number[]> =>
	Promise.all(
		sets.map(
			async ({ table, match, rows }) =>
				(
					await (
						match === undefined
							? database(table).whereIn(
									'id',
									rows.map(({ id }) => String(id)),
								)
							: database(table)
					).select('id')
				).length,
		),
	);
const sizes = (sets: readonly RowSet[]): number[] => sets.map(({ rows }) => rows.length);

test('applied twice, nothing changes', async () => {
	const database = await installation();
	expect(await applySeeds(database, { demo: true })).toEqual([]);
	const first = await dump(database);
	expect(await counts(database, [...maintained, ...demo])).toEqual(sizes([...maintained, ...demo]));
	expect(await applySeeds(database, { demo: true })).toEqual([]);
	expect(await dump(database)).toEqual(first);
});

test('DEMO=false leaves rulebook and settings only; DEMO=true adds the demo later', async () => {
	const database = await installation();
	await applySeeds(database, { demo: false });
	expect(await counts(database, maintained)).toEqual(sizes(maintained));
	expect(await counts(database, demo)).toEqual(demo.map(() => 0));
	expect(await applySeeds(database, { demo: true })).toEqual([]);
	expect(await counts(database, demo)).toEqual(sizes(demo));
});

test('DEMO=false later takes no demo row away', async () => {
	const database = await installation();
	await applySeeds(database, { demo: true });
	const first = await dump(database);
	await applySeeds(database, { demo: false });
	expect(await dump(database)).toEqual(first);
});

test('what the office has changed or deleted in the demo stays so', async () => {
	const database = await installation();
	await applySeeds(database, { demo: true });
	await database('villages').where({ code: 'DEMO-01' }).update({ name: '我们的村' });
	await database('evidence_items').where({ status: 'draft' }).delete();
	const before = await dump(database);
	await applySeeds(database, { demo: true });
	expect(await dump(database)).toEqual(before);
});

test('a newer demo adds nothing to an older one, whose assessment may have been published since', async () => {
	const database = await installation();
	await applySeeds(database, { demo: true });
	const before = await dump(database);
	const [villages] = demo;
	const newer = (villages?.rows ?? []).map((row) => ({ ...row, id: `${String(row['id'])}-new` }));
	expect(await writeOnce(database, 'demo', async () => [{ table: 'villages', primary: 'id', rows: newer }])).toEqual(
		[],
	);
	expect(await dump(database)).toEqual(before);
});

test('a failing demo leaves nothing behind, the rulebook included', async () => {
	const database = await installation();
	await database.schema.dropTable('adjustments');
	await expect(applySeeds(database, { demo: true })).rejects.toThrow(/adjustments/);
	expect(await counts(database, maintained)).toEqual(maintained.map(() => 0));
});
