// Inside a transaction only the id of the writer is known: who that is, is read from Directus's own tables.
import knex, { type Knex } from 'knex';
import { expect, onTestFinished, test } from 'vitest';
import { actorById } from '#server/platform/actor.ts';
import { ROLES } from '#domain/roles.ts';

async function platform(): Promise<Knex> {
	const database = knex({
		client: 'sqlite3',
		connection: { filename: ':memory:' },
		useNullAsDefault: true,
		pool: { min: 1, max: 1 },
	});
	onTestFinished(() => database.destroy());
	const tables = {
		directus_users: ['id', 'role'],
		directus_roles: ['id', 'parent'],
		directus_policies: ['id', 'admin_access'],
		directus_access: ['role', 'user', 'policy'],
	};
	for (const [name, columns] of Object.entries(tables))
		await database.schema.createTable(name, (table) => columns.forEach((column) => table.text(column)));
	await database('directus_policies').insert([
		{ id: 'all', admin_access: 1 },
		{ id: 'some', admin_access: 0 },
	]);
	await database('directus_roles').insert([{ id: 'chief' }, { id: 'deputy', parent: 'chief' }, { id: 'guest' }]);
	await database('directus_access').insert([
		{ role: 'chief', policy: 'all' },
		{ role: 'guest', policy: 'some' },
		{ user: 'by-hand', policy: 'all' },
	]);
	return database;
}

test.each([
	['one of the five roles', { id: 'u', role: ROLES.clerk }, 'clerk'],
	['a role with all rights', { id: 'u', role: 'chief' }, 'administrator'],
	['a role below one with all rights', { id: 'u', role: 'deputy' }, 'administrator'],
	['a policy with all rights of the own', { id: 'by-hand', role: 'guest' }, 'administrator'],
	['a role of the office’s own making', { id: 'u', role: 'guest' }, null],
	['no role', { id: 'u', role: null }, null],
])('%s', async (_, user, role) => {
	const database = await platform();
	await database('directus_users').insert(user);
	expect(await actorById(database, user.id)).toEqual({ user: user.id, role });
});
