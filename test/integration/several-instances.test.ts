// Several instances start at once on a database with nothing in it: one prepares it, the others wait and find it ready.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { postgresAt, prepareDatabase, templates } from '../support/harness/index.ts';

it('two at once on an empty PostgreSQL', async () => {
	const { directory, extensions, postgres: address } = await templates();
	const postgres = postgresAt(address);
	const name = `empty_${randomUUID().slice(0, 8)}`;
	await postgres.createDatabase(name);
	const start = (instance: string): Promise<string> =>
		prepareDatabase({
			...postgres.settings(name),
			DATA_DIR: join(directory, name, instance),
			EXTENSIONS_PATH: extensions,
		});

	const said = await Promise.all([start('a'), start('b')]);

	expect(said.filter((text) => text.includes('建立数据库'))).toHaveLength(1);
	const database = postgres.connect(name);
	const [{ n: rulebooks } = { n: 0 }] = await database('rulebooks').count({ n: '*' });
	const [{ n: administrators } = { n: 0 }] = await database('directus_users')
		.where({ email: 'admin@example.com' })
		.count({ n: '*' });
	await database.destroy();
	expect({ rulebooks: Number(rulebooks), administrators: Number(administrators) }).toEqual({
		rulebooks: 1,
		administrators: 1,
	});
	expect(await start('c')).toBe('');
	await postgres.dropDatabase(name);
}, 180_000);
