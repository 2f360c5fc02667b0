// Brings the database to what this checkout needs: system tables, schema, migrations, seed. Does nothing when it is there already.
import { join } from 'node:path';
import { flushCaches } from '@directus/api/cache';
import getDatabase, { isInstalled } from '@directus/api/database/index';
import type { Knex } from 'knex';
import { readLog, writeLog } from '../../seed/deployment-log.ts';
import { keepDemoPasswords } from './environment.mjs';
import { oneAtATime } from './one-at-a-time.ts';
import { fail, step } from '../say.mjs';
import { fingerprint, nodePath, root, run } from '../toolchain/toolchain.mjs';

const demo = (process.env['DEMO'] ?? 'true') !== 'false';
const wanted = fingerprint([join(root, 'schema'), join(root, 'seed'), join(root, 'package-lock.json')], `demo=${demo}`);

async function main(): Promise<void> {
	const database = getDatabase();
	await database
		.raw('select 1')
		.catch((error: unknown) =>
			fail('无法连接数据库，请检查 DB_ 开头的设置。', 'The database cannot be reached; check the DB_ settings.', error),
		);
	// Readers and a writer do not wait for each other in this mode, which the file keeps: verification beside the running server.
	if (database.client.config.client === 'sqlite3') {
		await database.raw('PRAGMA journal_mode = WAL');
		// PostgreSQL does by itself what this does: the planner learns how much there is of what. A few rows of each index suffice.
		await database.raw('PRAGMA analysis_limit = 400');
		await database.raw('ANALYZE');
	}
	const prepared = async (): Promise<boolean> => (await readLog(database, 'checkout')) === wanted;
	if (await prepared()) return;
	const { release } = await oneAtATime(database, () =>
		step('等待另一个实例准备好数据库', 'waiting for another instance to prepare the database'),
	);
	if (!(await prepared())) await prepare(database);
	await release();
}

async function prepare(database: Knex): Promise<void> {
	step((await isInstalled()) ? '更新数据库系统表' : '建立数据库', 'installing the system tables');
	const bootstrap = [join(root, 'node_modules/@directus/api/dist/cli/run.js'), 'bootstrap'];
	await run(nodePath(), bootstrap, {
		env: { ...process.env, MIGRATIONS_PATH: join(root, 'schema/none'), SERVE_APP: 'false' },
	}).catch((error: unknown) =>
		fail(
			'数据库初始化失败，请检查数据库账号是否有建表权限。',
			'The system tables could not be installed; check that the database user may create tables.',
			error,
		),
	);
	step('应用数据结构', 'applying the schema');
	const { applySchema } = await import('../../schema/apply.ts');
	await applySchema(database).catch((error: unknown) =>
		fail(
			'数据结构应用失败，数据未受影响；请把错误信息转给开发人员。',
			'The schema could not be applied; no data was touched. Pass the error to the developers.',
			error,
		),
	);

	step('写入细则、设置与演示数据', 'seeding rulebook, settings and demo data');
	const { applySeeds } = await import('../../seed/apply.ts');
	const kept = await applySeeds(database, { demo, keepPasswords: keepDemoPasswords }).catch((error: unknown) =>
		fail(
			'初始数据写入失败，数据未受影响；请把错误信息转给开发人员。',
			'Seeding failed; no data was touched. Pass the error to the developers.',
			error,
		),
	);
	const { putFiles } = await import('../../seed/files.ts');
	const { systemFiles } = await import('../../seed/system/settings.ts');
	const { demoFiles } = await import('../../seed/demo/files.ts');
	await putFiles(database, [...systemFiles, ...demoFiles()]).catch((error: unknown) =>
		fail(
			'演示文件写入失败，请检查上传目录（STORAGE_…）的设置和权限。',
			'The seeded files could not be stored; check the settings of the uploads (STORAGE_…) and their permissions.',
			error,
		),
	);
	if (demo) {
		const { sealYearBefore } = await import('../../seed/demo/year-before.ts');
		await sealYearBefore(database);
	}
	for (const line of kept ?? []) console.log(`        ${line}`);
	// Settings were written behind the servers' backs; what several instances share in Redis would stay as it was.
	await flushCaches(true);
	await writeLog(database, 'checkout', wanted);
}

await main();
process.exit(0);
