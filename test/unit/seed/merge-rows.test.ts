// What a newer checkout writes into an installation that has been in use: ours where nobody touched it, else the office's.
import type { Knex } from 'knex';
import { beforeEach, describe, expect, test } from 'vitest';
import { mergeRows, type Row, type RowSet } from '../../../seed/merge/merge-rows.ts';
import { dump, emptyDatabase } from '../../support/fixtures/empty-database.ts';

let database: Knex;
beforeEach(async () => {
	database = await emptyDatabase();
	await database.schema.createTable('rules', (table) => {
		table.string('id').primary();
		table.string('code').notNullable().unique();
		table.decimal('points', 8, 2);
		table.boolean('waivable');
		table.json('params');
		table.date('valid_from');
	});
	await database.schema.createTable('clauses', (table) => {
		table.string('id').primary();
		table.string('rule').notNullable().references('rules.id');
	});
});

const rule = (id: string, changes: Row = {}): Row => ({
	id,
	code: id,
	points: '2.50',
	waivable: false,
	params: { d: '0.5', keys: ['a', 'b'] },
	valid_from: '2026-03-18',
	...changes,
});
const rules = (...rows: readonly Row[]): RowSet => ({ table: 'rules', primary: 'id', days: ['valid_from'], rows });
const clauses = (...rows: readonly Row[]): RowSet => ({ table: 'clauses', primary: 'id', rows });
const stored = (id: string): Promise<Row | undefined> => database('rules').where({ id }).first();

describe('rows with ids of ours', () => {
	test('are written as the database takes them, a day as text', async () => {
		await mergeRows(database, [rules(rule('A'))]);
		expect(await stored('A')).toMatchObject({
			points: 2.5,
			waivable: 0,
			params: '{"d":"0.5","keys":["a","b"]}',
			valid_from: '2026-03-18',
		});
	});

	test('a second run changes nothing', async () => {
		const sets = [rules(...Array.from({ length: 120 }, (_, index) => rule(`R${index}`)))];
		await mergeRows(database, sets);
		const before = await dump(database);
		expect(before['rules']).toHaveLength(120);
		expect(await mergeRows(database, sets)).toEqual([]);
		expect(await dump(database)).toEqual(before);
	});

	test('a newer seed changes what nobody has touched', async () => {
		await mergeRows(database, [rules(rule('A'))]);
		expect(
			await mergeRows(database, [rules(rule('A', { points: '3', params: { d: '1' }, valid_from: '2026-04-01' }))]),
		).toEqual([]);
		expect(await stored('A')).toMatchObject({ points: 3, params: '{"d":"1"}', valid_from: '2026-04-01' });
	});

	test('a field that the office has changed stays, the others follow the newer seed, and a line says so', async () => {
		await mergeRows(database, [rules(rule('A'))]);
		await database('rules').update({ points: 9, valid_from: '2026-09-09' });
		const left = await mergeRows(database, [
			rules(rule('A', { points: '3', waivable: true, valid_from: '2026-04-01' })),
		]);
		expect(await stored('A')).toMatchObject({ points: 9, waivable: 1, valid_from: '2026-09-09' });
		expect(left).toEqual([expect.stringContaining('rules/A.points'), expect.stringContaining('rules/A.valid_from')]);
		const after = await dump(database);
		expect(
			await mergeRows(database, [rules(rule('A', { points: '3', waivable: true, valid_from: '2026-04-01' }))]),
		).toEqual([]);
		expect(await dump(database)).toEqual(after);
	});

	test('the same JSON in another order of keys is no change of the office', async () => {
		await mergeRows(database, [rules(rule('A'))]);
		await database('rules').update({ params: '{"keys": ["a", "b"], "d": "0.5"}' });
		expect(await mergeRows(database, [rules(rule('A', { params: { d: '1' } }))])).toEqual([]);
		expect(await stored('A')).toMatchObject({ params: '{"d":"1"}' });
	});

	test('a row that the office has deleted stays deleted, newer seed or not', async () => {
		await mergeRows(database, [rules(rule('A'), rule('B'))]);
		await database('rules').where({ id: 'A' }).delete();
		expect(await mergeRows(database, [rules(rule('A'), rule('B'))])).toEqual([]);
		expect(await mergeRows(database, [rules(rule('A', { points: '3' }), rule('B'))])).toEqual([
			expect.stringContaining('rules/A'),
		]);
		expect(await database('rules').pluck('id')).toEqual(['B']);
	});

	test('what belongs to a deleted row is left out, the rest is written', async () => {
		await mergeRows(database, [rules(rule('A'), rule('B'))]);
		await database('rules').where({ id: 'A' }).delete();
		const left = await mergeRows(database, [
			rules(rule('A'), rule('B')),
			clauses({ id: 'a1', rule: 'A' }, { id: 'b1', rule: 'B' }),
		]);
		expect(left).toEqual([expect.stringContaining('clauses/a1')]);
		expect(await database('clauses').pluck('id')).toEqual(['b1']);
	});

	test('a code that the office uses for a row of its own keeps ours out', async () => {
		await database('rules').insert({ id: 'own', code: 'A', points: 1 });
		expect(await mergeRows(database, [rules(rule('A'), rule('B'))])).toEqual([expect.stringContaining('rules/A')]);
		expect(await database('rules').orderBy('id').pluck('id')).toEqual(['B', 'own']);
	});

	test('a fault in the seed itself is not passed over', async () => {
		await expect(mergeRows(database, [rules(rule('A', { code: null }))])).rejects.toThrow(/NOT NULL/);
		await expect(mergeRows(database, [rules(rule('A', { valid_from: '18.3.2026' }))])).rejects.toThrow(
			'"18.3.2026" is no date',
		);
	});
});

describe('rows that the database numbers: list layouts', () => {
	beforeEach(async () => {
		await database.schema.createTable('presets', (table) => {
			table.increments('id');
			table.string('collection');
			table.string('user');
			table.string('bookmark');
			table.json('layout_query');
		});
	});
	const preset = (sort: string, collection = 'villages'): Row => ({
		collection,
		user: null,
		bookmark: null,
		layout_query: { tabular: { sort: [sort] } },
	});
	const presets = (...rows: readonly Row[]): RowSet => ({
		table: 'presets',
		primary: 'id',
		match: ['collection', 'user', 'bookmark'],
		rows,
	});
	const layouts = (): Promise<string[]> => database('presets').orderBy('id').pluck('layout_query');

	test('are written once; each gets the next number, beside what users have saved for themselves', async () => {
		await database('presets').insert({ collection: 'villages', user: 'u1', layout_query: '{"mine":1}' });
		await mergeRows(database, [presets(preset('code'), preset('title', 'rulebooks'))]);
		const before = await dump(database);
		expect(before['presets']).toMatchObject([
			{ id: 1, user: 'u1' },
			{ id: 2, collection: 'villages', user: null },
			{ id: 3, collection: 'rulebooks' },
		]);
		expect(await mergeRows(database, [presets(preset('code'), preset('title', 'rulebooks'))])).toEqual([]);
		expect(await dump(database)).toEqual(before);
	});

	test('follow a newer seed until the office changes them', async () => {
		await mergeRows(database, [presets(preset('code'))]);
		expect(await mergeRows(database, [presets(preset('name'))])).toEqual([]);
		expect(await layouts()).toEqual(['{"tabular":{"sort":["name"]}}']);
		await database('presets').update({ layout_query: '{"tabular":{"sort":["kind"]}}' });
		expect(await mergeRows(database, [presets(preset('code'))])).toEqual([
			expect.stringContaining('presets/villages.layout_query'),
		]);
		expect(await layouts()).toEqual(['{"tabular":{"sort":["kind"]}}']);
	});

	test('leave alone one that the office had before', async () => {
		await database('presets').insert({ collection: 'villages', layout_query: '{"own":1}' });
		expect(await mergeRows(database, [presets(preset('code'))])).toEqual([expect.stringContaining('presets/villages')]);
		expect(await layouts()).toEqual(['{"own":1}']);
	});

	test('stay deleted', async () => {
		await mergeRows(database, [presets(preset('code'))]);
		await database('presets').delete();
		await mergeRows(database, [presets(preset('code'))]);
		await mergeRows(database, [presets(preset('name'))]);
		expect(await layouts()).toEqual([]);
	});
});

describe('the one row of settings', () => {
	beforeEach(async () => {
		await database.schema.createTable('settings', (table) => {
			table.increments('id');
			table.string('project_name').notNullable().defaultTo('Directus');
			table.json('module_bar');
		});
	});
	const settings = (module_bar: readonly string[]): RowSet => ({
		table: 'settings',
		primary: 'id',
		match: [],
		untouched: { project_name: 'Directus', module_bar: null },
		rows: [{ project_name: '考核', module_bar }],
	});
	const row = (): Promise<unknown> => database('settings').first();

	test('gets ours where it has that of Directus', async () => {
		await database('settings').insert({});
		expect(await mergeRows(database, [settings(['content'])])).toEqual([]);
		expect(await row()).toEqual({ id: 1, project_name: '考核', module_bar: '["content"]' });
	});

	test('keeps the name that the installation was given; a module of ours that is new still comes', async () => {
		await database('settings').insert({ project_name: '本单位考核' });
		await mergeRows(database, [settings(['content'])]);
		expect(await row()).toMatchObject({ project_name: '本单位考核', module_bar: '["content"]' });
		await mergeRows(database, [settings(['content', 'workplace'])]);
		expect(await row()).toMatchObject({ project_name: '本单位考核', module_bar: '["content","workplace"]' });
	});

	test('is made where there is none', async () => {
		await mergeRows(database, [settings(['content'])]);
		expect(await row()).toMatchObject({ id: 1, project_name: '考核' });
	});
});
