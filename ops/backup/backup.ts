// npm run backup -- [FILE]: the database and the uploaded files in one archive, as of one moment, beside a running server.
// FILE “-” is standard output; without FILE the archive goes to DATA_DIR/backups.
import { createWriteStream, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { openPlace, runCommand, say } from './command.ts';
import { BackupError } from './backup-error.ts';
import { backUp, verifyArchive } from './take.ts';

const [given, ...more] = process.argv.slice(2);

async function command(): Promise<void> {
	if (more.length > 0 || (given?.startsWith('-') === true && given !== '-'))
		throw new BackupError('用法：npm run backup -- [文件]', 'Usage: npm run backup -- [FILE]');
	const place = await openPlace();
	if (given === '-') {
		if (process.stdout.isTTY)
			throw new BackupError(
				'标准输出是终端。请写明文件，或重定向：> 备份.tar.gz',
				'Standard output is a terminal. Name a file, or redirect it.',
			);
		const counts = await backUp(place, process.stdout);
		await new Promise((flushed) => process.stdout.write('', flushed));
		report('-', counts);
		return;
	}
	const file = given === undefined ? join(place.data, 'backups', `backup-${stamp()}.tar.gz`) : resolve(given);
	if (existsSync(file)) throw new BackupError(`文件已存在：${file}`, `The file exists already: ${file}`);
	mkdirSync(dirname(file), { recursive: true });
	const unfinished = `${file}.part`;
	const counts = await toFile(unfinished, async (target) => {
		const taken = await backUp(place, target);
		await verifyArchive(unfinished, place.store.kind);
		return taken;
	});
	renameSync(unfinished, file);
	report(file, counts);
}

/** Accounts and proof are nobody else's business. */
async function toFile<T>(file: string, write: (target: Writable) => Promise<T>): Promise<T> {
	try {
		return await write(createWriteStream(file, { mode: 0o600, flush: true }));
	} catch (error) {
		rmSync(file, { force: true });
		throw error;
	}
}

const stamp = (): string => new Date().toLocaleString('sv').replaceAll(/[-:]/g, '').replace(' ', '-');

function report(file: string, { rows, files, missing }: Awaited<ReturnType<typeof backUp>>): void {
	const size = file === '-' ? '' : `（${Math.ceil(statSync(file).size / 1024)} KB）`;
	say(`备份完成：${rows} 行数据、${files} 个文件${size} ${file}`, `backed up ${rows} rows and ${files} files`);
	if (missing.length > 0)
		say(
			`注意：数据库中登记的 ${missing.length} 个文件在磁盘上不存在：${missing.slice(0, 5).join('、')}`,
			'these files are named in the database and not on the disk',
		);
}

await runCommand(command, { zh: '备份失败，没有生成备份文件。', en: 'The backup failed; no file was made.' });
