// npm start on an installation that is there already: nothing changes, and what the office added stays.
import { describe, expect, it } from 'vitest';
import { presets } from '../../seed/system/presets.ts';
import { DATABASES, prepareDatabase, type Instance } from '../support/harness/index.ts';
import { at, row, rows, succeeded } from '../support/fixtures/answers.ts';
import { expectCard } from '../support/fixtures/expect-card.ts';
import { criterion, insertItems, item, newAssessment } from '../support/fixtures/fixtures.ts';
import { healthOf, triggersOn } from '../support/fixtures/triggers.ts';
import { useInstance } from '../support/fixtures/use-instance.ts';

const SETTINGS = [
	'DATA_DIR',
	'EXTENSIONS_PATH',
	'DB_CLIENT',
	'DB_FILENAME',
	'DB_HOST',
	'DB_PORT',
	'DB_USER',
	'DB_PASSWORD',
	'DB_DATABASE',
];

const prepare = ({ env }: Instance, more: Readonly<Record<string, string>> = {}): Promise<string> =>
	prepareDatabase({
		...Object.fromEntries(SETTINGS.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]]))),
		...more,
	});

/** As if this checkout were newer than the one that prepared the database last. */
const forgetCheckout = ({ database }: Instance): Promise<unknown> =>
	database('deployment_log').where({ key: 'checkout' }).update({ content: 'older' });

/** Structure and contents of every table. */
async function dump({ kind, database }: Instance): Promise<unknown> {
	const found: { name: string; sql: string }[] =
		kind === 'sqlite'
			? await database('sqlite_master')
					.select('name', 'sql')
					.where({ type: 'table' })
					.whereNot('name', 'like', 'sqlite_%')
			: (
					await database.raw(`SELECT table_name AS name, json_agg(json_build_array(
					column_name, data_type, is_nullable, column_default, character_maximum_length
				) ORDER BY ordinal_position)::text AS sql
				FROM information_schema.columns WHERE table_schema = 'public' GROUP BY table_name`)
				).rows;
	const tables: Record<string, unknown> = {};
	for (const { name, sql } of found) {
		const rows: unknown[] = await database(name).select();
		tables[name] = { sql, rows: rows.map((one) => JSON.stringify(one)).sort() };
	}
	const others =
		kind === 'sqlite'
			? await database('sqlite_master').select('name', 'sql').whereNot({ type: 'table' }).orderBy('name')
			: (
					await database.raw(
						"SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexname",
					)
				).rows;
	return { tables, others };
}

describe.each(DATABASES)('%s', (database) => {
	const instance = useInstance({ database });

	it('a new installation has every list and bookmark of ours', async () => {
		const found: unknown[] = await instance().database('directus_presets').whereNull('user').select('id');
		expect(found).toHaveLength((await presets()).rows.length);
	});

	it('a second preparation does nothing', async () => {
		await newAssessment(instance(), { villages: 2 });
		await instance().kill();
		const before = await dump(instance());
		const said = await prepare(instance());
		expect(await dump(instance())).toEqual(before);
		expect(said).toBe('');
	});

	it('nor does one that goes through every step', { timeout: 240_000 }, async () => {
		const before = await dump(instance());
		await forgetCheckout(instance());
		await prepare(instance());
		expect(await dump(instance())).toEqual(before);
	});

	it(
		'what the office added survives an upgrade of the schema, and what was missing comes',
		{ timeout: 240_000 },
		async () => {
			await instance().restart();
			const { cards } = await newAssessment(instance(), { villages: 1 });
			const [card] = cards;
			succeeded(
				await instance().api('POST', '/fields/villages', {
					field: 'office_note',
					type: 'string',
					schema: {},
					meta: { note: '本单位自用' },
				}),
			);
			succeeded(
				await instance().api('POST', '/collections', {
					collection: 'office_diary',
					schema: {},
					meta: {},
					fields: [
						{ field: 'id', type: 'integer', schema: { is_primary_key: true, has_auto_increment: true }, meta: {} },
						{ field: 'entry', type: 'string', schema: {}, meta: {} },
					],
				}),
			);
			succeeded(await instance().api('PATCH', `/items/villages/${card?.village}`, { office_note: '内部备注' }));
			succeeded(await instance().api('POST', '/items/office_diary', { entry: '今天走访三户' }));
			// An older checkout had no such field.
			succeeded(await instance().api('DELETE', '/fields/criteria/examples'));
			await insertItems(instance(), [item(card?.id ?? '', '2.1', 'mismatch', 2)]);

			await instance().kill();
			await forgetCheckout(instance());
			await prepare(instance());
			await instance().restart();

			expect(
				row(succeeded(await instance().api('GET', `/items/villages/${card?.village}?fields=office_note`)).data),
			).toEqual({ office_note: '内部备注' });
			expect(at(succeeded(await instance().api('GET', '/items/office_diary?fields=entry')).data, 0, 'entry')).toBe(
				'今天走访三户',
			);
			expect(at(succeeded(await instance().api('GET', '/fields/villages/office_note')).data, 'meta', 'note')).toBe(
				'本单位自用',
			);
			expect(
				row(succeeded(await instance().api('GET', `/items/criteria/${criterion('2.1')}?fields=examples`)).data),
			).toHaveProperty('examples');
			expect(await healthOf(instance())).toMatchObject({ status: 'ok', missing_triggers: [] });
			expect(await triggersOn(instance(), 'villages')).not.toEqual([]);
			await expectCard(instance(), card?.id ?? '');
		},
	);

	it('the demo comes with a year under way and the sealed one before, both exact', { timeout: 240_000 }, async () => {
		await instance().kill();
		await prepare(instance(), { DEMO: 'true' });
		await instance().restart();
		const [final, open] = rows(
			succeeded(
				await instance().api(
					'GET',
					'/items/assessments?fields=id,status,result_digest&filter[title][_contains]=示例&sort=year',
				),
			).data,
		);
		expect(final).toMatchObject({ status: 'final', result_digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
		expect(open).toMatchObject({ status: 'collecting', result_digest: null });
		for (const assessment of [final, open])
			expect(
				succeeded(await instance().api('GET', `/assessment/assessments/${String(assessment?.['id'])}/verify`)).data,
			).toMatchObject({ differences: [] });
		const card = await instance().database('scorecards').where('assessment', String(final?.['id'])).first('id');
		await instance().database('scorecards').where('id', card.id).update({ village_name: '改名村' });
		expect(
			row(succeeded(await instance().api('GET', `/assessment/assessments/${String(final?.['id'])}/verify`)).data)[
				'differences'
			],
		).toMatchObject([{ field: 'result_digest' }]);
	});
});
