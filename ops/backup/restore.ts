// npm run restore -- FILE [--force]: puts a backup in the place that the settings point at. FILE “-” is standard input.
// The place must be empty. With --force what is there is backed up first and then replaced.
import { createReadStream, createWriteStream, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import { readArchive } from './archive.ts';
import { openPlace, runCommand, say, type Place } from './command.ts';
import { checkManifest } from './manifest.ts';
import { BackupError } from './backup-error.ts';
import { backUp } from './take.ts';
import { hasUploads, prepareSwap, type Swap } from './uploads.ts';

async function command(): Promise<void> {
	const { file, force } = readArguments();
	const source = file === '-' ? process.stdin : openFile(resolve(file));
	const place = await openPlace();
	const empty = (await place.store.isEmpty()) && !hasUploads(place.uploads);
	if (!empty && !force)
		throw new BackupError(
			'这里已经有数据，未做任何改动。请还原到空的数据目录和数据库；确要替换现有数据，请加 --force（会先自动备份）。',
			'There are data here already; nothing was changed. Restore to an empty place, or replace them with --force (they are backed up first).',
		);

	const working = mkdtempSync(join(place.data, '.restore-'));
	const swap = prepareSwap(place.uploads, basename(working).slice('.restore-'.length));
	try {
		say('检查备份文件', 'checking the backup');
		const { entries, manifest: raw } = await readArchive(source, (name) => target(name, working, swap));
		const manifest = checkManifest(raw, entries, place.store.kind);
		if (!empty) await saveFirst(place);
		say('写入数据', 'restoring');
		await place.store.load(join(working, 'database'), manifest.tables, swap.apply).catch((error: unknown) => {
			swap.undo();
			throw error;
		});
		say(
			`还原完成：${manifest.created_at} 的备份，账号和密码以备份为准。`,
			'restored; accounts and passwords are those of the backup',
		);
		await afterwards(place).catch((error: unknown) => console.error(error instanceof Error ? error.message : error));
	} finally {
		rmSync(working, { recursive: true, force: true });
		swap.clear();
		await place.store.close();
	}
}

function readArguments(): { file: string; force: boolean } {
	try {
		const { positionals, values } = parseArgs({
			allowPositionals: true,
			options: { force: { type: 'boolean', default: false } },
		});
		const [file, ...more] = positionals;
		if (file !== undefined && more.length === 0) return { file, force: values.force };
	} catch {
		// An option that there is not: as below.
	}
	throw new BackupError('用法：npm run restore -- 文件 [--force]', 'Usage: npm run restore -- FILE [--force]');
}

function openFile(file: string): Readable {
	if (!existsSync(file)) throw new BackupError(`没有这个文件：${file}`, `There is no such file: ${file}`);
	return createReadStream(file);
}

/** Where an entry of the archive is unpacked; the archive comes from outside, its names are not to be trusted. */
function target(name: string, working: string, swap: Swap): string | null {
	const [area, ...rest] = name.split('/');
	const clean =
		rest.length > 0 && rest.every((part) => part !== '' && part !== '.' && part !== '..' && !/[\\\0]/.test(part));
	if (clean && area === 'database') return join(working, name);
	const [location, ...path] = rest;
	const file =
		clean && area === 'uploads' && location !== undefined && path.length > 0
			? swap.staged(location, path.join('/'))
			: null;
	if (file === null)
		throw new BackupError(
			`备份文件中有不认识的条目：${name}（检查 STORAGE_LOCATIONS 设置）。`,
			`The backup holds an entry without a place here: ${name} (see STORAGE_LOCATIONS).`,
		);
	return file;
}

async function saveFirst(place: Place): Promise<void> {
	const file = join(place.data, 'backups', `before-restore-${Date.now()}.tar.gz`);
	mkdirSync(join(place.data, 'backups'), { recursive: true });
	await backUp(place, createWriteStream(file, { mode: 0o600, flush: true })).catch((cause: unknown) => {
		rmSync(file, { force: true });
		throw new BackupError(
			'现有数据无法先行备份，未做任何改动。请自行移走数据目录和数据库，再还原。',
			'What is there could not be backed up first; nothing was changed. Move it away yourself, then restore.',
			{ cause },
		);
	});
	say(`现有数据已备份：${file}`, 'what was there is backed up');
}

/** The restored data count already; what fails here does not undo them. */
async function afterwards({ store }: Place): Promise<void> {
	// What servers share in Redis is of the database as it was.
	if (process.env['REDIS'] !== undefined || process.env['REDIS_HOST'] !== undefined)
		await (await import('@directus/api/cache')).flushCaches(true);
	const assessments = await store.assessments();
	if (assessments.length > 0) say('核对得分', 'verify the scores:');
	for (const { id, title } of assessments)
		console.error(`  npm run assessment:verify -- --assessment ${id}   # ${title}`);
}

await runCommand(command, {
	zh: '还原失败，原有数据未受影响。',
	en: 'The restore failed; what was there is unharmed.',
});
