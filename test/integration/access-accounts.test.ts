// Accounts without mail: an administrator makes and resets them, moves a clerk to another village, suspends a user, who is out at once.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LANDING } from '#server/access/landing.ts';
import { ROLES } from '#domain/roles.ts';
import { demoFiles } from '../../seed/demo/files.ts';
import { logo } from '../../seed/system/settings.ts';
import { demoAccounts } from '../../seed/demo/accounts.ts';
import { makeWorld, tokenOf, type UserName, type World } from '../support/access/rows.ts';
import {
	ADMIN_TOKEN,
	takeInstance,
	DATABASES,
	prepareDatabase,
	startInstance,
	templates,
	type Answer,
	type CallOptions,
	type Instance,
} from '../support/harness/index.ts';

const PASSWORD = 'first-password-2026';

describe.each(DATABASES)('%s', (database) => {
	let instance: Instance;
	let world: World;
	/** An office administrator, with the product's own role. */
	let administrator: string;
	beforeAll(async () => {
		instance = await takeInstance({ database });
		world = await makeWorld(instance);
		await make({ email: 'head@example.com', role: ROLES.administrator }, {});
		administrator = (await signIn('head@example.com')).access;
	});
	afterAll(() => instance?.stop());

	const as = (user: UserName): CallOptions => ({ token: tokenOf(user) });
	const make = async (account: Record<string, unknown>, by: CallOptions): Promise<string> => {
		const made = await instance.api('POST', '/users', { password: PASSWORD, ...account }, by);
		expect(made.status, made.text).toBe(200);
		return String(field(made.data, 'id'));
	};
	const login = (email: string, password: string, mode = 'json'): Promise<Answer> =>
		instance.api('POST', '/auth/login', { email, password, mode }, { token: null });
	const signIn = async (email: string, password = PASSWORD): Promise<{ access: string; refresh: string }> => {
		const { data, text } = await login(email, password);
		expect(typeof field(data, 'access_token'), text).toBe('string');
		return { access: String(field(data, 'access_token')), refresh: String(field(data, 'refresh_token')) };
	};
	const change = (id: string, body: unknown): Promise<Answer> =>
		instance.api('PATCH', `/users/${id}`, body, { token: administrator });
	const villagesSeen = async (token: string): Promise<unknown> =>
		(await instance.api('GET', '/items/villages?fields=id', undefined, { token })).data;

	test('an administrator makes accounts of every role, which can sign in', async () => {
		for (const [role, id] of Object.entries(ROLES)) {
			await make(
				{ email: `new-${role}@example.com`, role: id, ...(role === 'clerk' && { village: world.villages.home }) },
				{ token: administrator },
			);
			const { access } = await signIn(`new-${role}@example.com`);
			expect((await instance.api('GET', '/items/villages?limit=1', undefined, { token: access })).status).toBe(200);
			expect(
				field((await instance.api('GET', '/policies/me/globals', undefined, { token: access })).data, 'app_access'),
			).toBe(true);
		}
	});

	test('signing in begins at the start page of the role, wherever one was before; a renewed session stays where it is', async () => {
		const lastPage = async (id: string): Promise<unknown> =>
			field((await instance.api('GET', `/users/${id}?fields=last_page`)).data, 'last_page');
		for (const role of ['administrator', 'office', 'clerk', 'leader', 'auditor'] as const) {
			const id = await make(
				{
					email: `start-${role}@example.com`,
					role: ROLES[role],
					last_page: '/files',
					...(role === 'clerk' && { village: world.villages.home }),
				},
				{},
			);
			const { refresh } = await signIn(`start-${role}@example.com`);
			expect(await lastPage(id)).toBe(LANDING[role]);
			await instance.api('PATCH', `/users/${id}`, { last_page: '/content/villages' });
			expect(
				(await instance.api('POST', '/auth/refresh', { refresh_token: refresh, mode: 'json' }, { token: null })).status,
			).toBe(200);
			expect(await lastPage(id)).toBe('/content/villages');
		}
	});

	test('a reset password replaces the old one, and ends the sessions begun with it', async () => {
		const id = await make({ email: 'forgetful@example.com', role: ROLES.office }, { token: administrator });
		const { refresh } = await signIn('forgetful@example.com');
		expect((await change(id, { password: 'second-password-2026' })).status).toBe(200);
		expect((await login('forgetful@example.com', PASSWORD)).status).toBe(401);
		expect(
			(await instance.api('POST', '/auth/refresh', { refresh_token: refresh, mode: 'json' }, { token: null })).status,
		).toBe(401);
		await signIn('forgetful@example.com', 'second-password-2026');
	});

	test.each(['short1', 'letters-only', '1234567890'])('%s is no password for anybody', async (weak) => {
		const id = await make({ email: `weak-${weak}@example.com`, role: ROLES.office }, { token: administrator });
		expect((await change(id, { password: weak })).status).toBe(400);
		await signIn(`weak-${weak}@example.com`);
	});

	test('a clerk who is moved sees the new village at once, and the old one no more', async () => {
		const id = await make(
			{ email: 'mover@example.com', role: ROLES.clerk, village: world.villages.home },
			{ token: administrator },
		);
		const { access } = await signIn('mover@example.com');
		expect(await villagesSeen(access)).toEqual([{ id: world.villages.home }]);
		await change(id, { village: world.villages.away });
		expect(await villagesSeen(access)).toEqual([{ id: world.villages.away }]);
		await instance.database('directus_users').where({ id }).update({ village: null });
		expect(await villagesSeen(access)).toEqual([]);
	});

	describe('a clerk has a village, on every path', () => {
		const CLERK = { password: PASSWORD, role: ROLES.clerk };
		const by = (): CallOptions => ({ token: administrator });
		const place = (): string => world.villages.home;
		const villageOf = async (id: string): Promise<unknown> =>
			(await instance.database('directus_users').where({ id }).first('village')).village;
		const asked = (method: string, path: string, body: unknown): Promise<Answer> =>
			instance.api(method, path, body, by());
		const graphql = (query: string, variables: object): Promise<Answer> =>
			asked('POST', '/graphql/system', { query, variables });
		const importUsers = (rows: readonly object[]): Promise<Answer> => {
			const form = new FormData();
			form.append('file', new Blob([JSON.stringify(rows)], { type: 'application/json' }), 'users.json');
			return asked('POST', '/utils/import/directus_users', form);
		};
		const NEW: readonly (readonly [string, (email: string) => Promise<Answer>])[] = [
			['POST', (email) => asked('POST', '/users', { ...CLERK, email })],
			['POST with nothing in its place', (email) => asked('POST', '/users', { ...CLERK, email, village: null })],
			[
				'POST several',
				(email) =>
					asked('POST', '/users', [
						{ ...CLERK, email, village: place() },
						{ ...CLERK, email: `2-${email}` },
					]),
			],
			[
				'GraphQL',
				(email) =>
					graphql('mutation ($data: create_directus_users_input!) { create_users_item(data: $data) { id } }', {
						data: { email, role: { id: ROLES.clerk, name: '村（社区）填报员' } },
					}),
			],
			['an invitation', (email) => asked('POST', '/users/invite', { email, role: ROLES.clerk })],
			[
				'under the role',
				(email) =>
					asked('PATCH', `/roles/${ROLES.clerk}`, {
						users: { create: [{ email, password: PASSWORD }], update: [], delete: [] },
					}),
			],
			['an import', (email) => importUsers([{ ...CLERK, email }])],
		];
		test.each(NEW)('a new account: %s', async (name, write) => {
			const email = `nowhere-${name.replaceAll(' ', '-')}@example.com`.toLowerCase();
			const answer = await write(email);
			expect(answer.text).toContain('CLERK_WITHOUT_VILLAGE');
			expect(await instance.database('directus_users').where({ email }).first('id')).toBeUndefined();
		});

		const CHANGED: readonly (readonly [string, object, (id: string) => Promise<Answer>])[] = [
			['the village is taken away', { role: ROLES.clerk, village: true }, (id) => change(id, { village: null })],
			[
				'of several',
				{ role: ROLES.clerk, village: true },
				(id) => asked('PATCH', '/users', { keys: [id], data: { village: null } }),
			],
			['in a list', { role: ROLES.clerk, village: true }, (id) => asked('PATCH', '/users', [{ id, village: null }])],
			[
				'by GraphQL',
				{ role: ROLES.clerk, village: true },
				(id) => graphql('mutation ($id: ID!) { update_users_item(id: $id, data: { village: null }) { id } }', { id }),
			],
			['another becomes a clerk', { role: ROLES.office }, (id) => change(id, { role: ROLES.clerk })],
			[
				'another becomes one under the role',
				{ role: ROLES.office },
				(id) =>
					asked('PATCH', `/roles/${ROLES.clerk}`, {
						users: { create: [], update: [{ id, role: ROLES.clerk }], delete: [] },
					}),
			],
			['another becomes one by an import', { role: ROLES.office }, (id) => importUsers([{ id, role: ROLES.clerk }])],
		];
		test.each(CHANGED)('an account that there is: %s', async (name, account, write) => {
			const { village, ...rest } = { village: false, ...account };
			const id = await make(
				{ email: `changed-${name.replaceAll(' ', '-')}@example.com`, ...rest, ...(village && { village: place() }) },
				by(),
			);
			const before: unknown = await instance.database('directus_users').where({ id }).first('role', 'village');
			const answer = await write(id);
			expect(answer.text).toContain('CLERK_WITHOUT_VILLAGE');
			expect(await instance.database('directus_users').where({ id }).first('role', 'village')).toEqual(before);
		});

		test('two changes at once do not make one', async () => {
			for (let round = 0; round < 5; round += 1) {
				const id = await make({ email: `at-once-${round}@example.com`, role: ROLES.office, village: place() }, by());
				await Promise.all([change(id, { role: ROLES.clerk }), change(id, { village: null })]);
				const account: { role: string; village: string | null } | undefined = await instance
					.database('directus_users')
					.where({ id })
					.first('role', 'village');
				expect([account?.role, account?.village]).not.toEqual([ROLES.clerk, null]);
			}
		});

		test('nor does registering by oneself; an account from before may still be suspended, and gets its village', async () => {
			expect((await asked('PATCH', '/settings', { public_registration_role: ROLES.clerk })).text).toContain(
				'CLERK_WITHOUT_VILLAGE',
			);
			const id = world.users.villageless;
			expect((await change(id, { first_name: '无村' })).status).toBe(200);
			expect((await change(id, { status: 'suspended' })).status).toBe(200);
			expect((await change(id, { status: 'active' })).text).toContain('CLERK_WITHOUT_VILLAGE');
			expect((await change(id, { status: 'active', village: place() })).status).toBe(200);
			expect(await villageOf(id)).toBe(place());
			await instance.database('directus_users').where({ id }).update({ village: null });
		});
	});

	test('whoever is suspended is out at once, by token, session and refresh, and in again when active', async () => {
		const id = await make(
			{ email: 'leaver@example.com', role: ROLES.office, token: 'token-of-leaver' },
			{ token: administrator },
		);
		const { access, refresh } = await signIn('leaver@example.com');
		const session =
			(await login('leaver@example.com', PASSWORD, 'session')).headers.get('set-cookie')?.split(';')[0] ?? '';
		const doors = (): Promise<Answer[]> =>
			Promise.all([
				instance.api('GET', '/users/me', undefined, { token: access }),
				instance.api('GET', '/users/me', undefined, { token: 'token-of-leaver' }),
				instance.api('GET', '/users/me', undefined, { token: null, headers: { cookie: session } }),
				instance.api('POST', '/graphql', { query: '{ villages { id } }' }, { token: access }),
				instance.api('POST', '/items/villages', { code: 'by-the-leaver', name: 'x' }, { token: access }),
			]);
		expect((await doors()).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
		await change(id, { status: 'suspended' });
		expect((await doors()).map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
		expect(
			(await instance.api('POST', '/auth/refresh', { refresh_token: refresh, mode: 'json' }, { token: null })).status,
		).toBe(401);
		expect((await login('leaver@example.com', PASSWORD)).status).toBe(401);
		await change(id, { status: 'active' });
		await signIn('leaver@example.com');
	});

	test('another role holds at once: the old token is worth nothing, a new one is got with it', async () => {
		const id = await make({ email: 'promoted@example.com', role: ROLES.office }, { token: administrator });
		const { access, refresh } = await signIn('promoted@example.com');
		await change(id, { role: ROLES.auditor });
		expect(
			(await instance.api('PATCH', `/items/villages/${world.villages.home}`, { name: 'x' }, { token: access })).errors,
		).toMatchObject([{ code: 'TOKEN_EXPIRED' }]);
		const renewed = await instance.api(
			'POST',
			'/auth/refresh',
			{ refresh_token: refresh, mode: 'json' },
			{ token: access },
		);
		expect(field(renewed.data, 'access_token'), renewed.text).toBeTypeOf('string');
		const token = String(field(renewed.data, 'access_token'));
		expect((await instance.api('GET', '/revisions?limit=1', undefined, { token })).status).toBe(200);
		expect(
			(await instance.api('PATCH', `/items/villages/${world.villages.home}`, { name: 'x' }, { token })).status,
		).toBe(403);
	});

	test('everyone changes the own language and password, and nothing that says who somebody is', async () => {
		for (const user of ['office', 'clerk', 'leader', 'auditor'] as const) {
			expect(
				(
					await instance.api(
						'PATCH',
						'/users/me',
						{ language: 'en-US', password: `own-password-1-of-${user}` },
						as(user),
					)
				).status,
			).toBe(200);
			await signIn(`${user}@example.com`, `own-password-1-of-${user}`);
			for (const change of [
				{ email: 'other@example.com' },
				{ role: ROLES.administrator },
				{ village: world.villages.away },
				{ status: 'active' },
				{ token: 'x' },
				{ first_name: 'x' },
				{ policies: [] },
			]) {
				expect(
					(await instance.api('PATCH', '/users/me', change, as(user))).status,
					`${user} ${JSON.stringify(change)}`,
				).toBe(403);
			}
			expect((await instance.api('PATCH', `/users/${world.users.stranger}`, { password: 'x' }, as(user))).status).toBe(
				403,
			);
		}
	});
});

describe('the demo', () => {
	let directory: string;
	let settings: Readonly<Record<string, string>>;
	beforeAll(async () => {
		const made = await templates();
		directory = mkdtempSync(join(made.directory, 'demo-'));
		mkdirSync(join(directory, 'uploads'));
		settings = {
			DATA_DIR: directory,
			DB_FILENAME: join(directory, 'database.sqlite'),
			EXTENSIONS_PATH: made.extensions,
			DEMO: 'true',
		};
		await prepareDatabase(settings);
	});
	afterAll(() => rmSync(directory, { recursive: true, force: true }));

	const kept = (): unknown => JSON.parse(readFileSync(join(directory, 'secrets.json'), 'utf8'));

	test('every account has a password of its own, kept where only its owner reads it, and can sign in', async () => {
		expect(statSync(join(directory, 'secrets.json')).mode & 0o777).toBe(0o600);
		const passwords = field(kept(), 'DEMO_ACCOUNTS');
		const accounts = await demoAccounts();
		expect(new Set(accounts.map(({ email }) => field(passwords, email))).size).toBe(accounts.length);
		const instance = await startInstance({
			database: 'sqlite',
			env: { DB_FILENAME: String(settings['DB_FILENAME']), STORAGE_LOCAL_ROOT: join(directory, 'uploads') },
		});
		try {
			for (const { email, role, village } of accounts) {
				const { data, text } = await instance.api(
					'POST',
					'/auth/login',
					{ email, password: field(passwords, email) },
					{ token: null },
				);
				const token = String(field(data, 'access_token'));
				const me = await instance.api('GET', '/users/me?fields=role,village.code', undefined, { token });
				expect(me.data, text).toEqual({ role: ROLES[role], village: village === undefined ? null : { code: village } });
			}
			for (const { id, path } of [...demoFiles(), logo]) {
				const answer = await fetch(`${instance.url}/assets/${id}`, {
					headers: id === logo.id ? {} : { authorization: `Bearer ${ADMIN_TOKEN}` },
				});
				expect(Buffer.from(await answer.arrayBuffer()).equals(readFileSync(path)), path).toBe(true);
			}
		} finally {
			await instance.stop();
		}
	});

	test('a start that prepares the database anew leaves them as they are', async () => {
		const before = kept();
		await prepareDatabase({ ...settings, DEMO: 'false' });
		expect(kept()).toEqual(before);
	});
});

const field = (value: unknown, name: string): unknown =>
	typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined;
