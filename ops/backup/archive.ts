// A backup on disk: one .tar.gz. Every entry is hashed as it is written and again as it is read.
import { createHash } from 'node:crypto';
import { createWriteStream, mkdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable, type Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { finished, pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { extract, pack } from 'tar-stream';
import { MANIFEST, type Entries } from './manifest.ts';
import { BackupError } from './backup-error.ts';

export interface Source {
	readonly name: string;
	readonly file: string;
}

/** Writes the sources and then the manifest that `describe` makes of what was written. A source that is gone by now is left out. */
export async function writeArchive(
	target: Writable,
	sources: readonly Source[],
	describe: (entries: Entries) => object,
): Promise<void> {
	const archive = pack();
	const written = pipeline(archive, createGzip(), target);
	const add = async (): Promise<void> => {
		const entries: Entries = {};
		for (const { name, file } of sources) {
			const entry = await addFile(archive, name, file);
			if (entry !== null) entries[name] = entry;
		}
		const manifest = Buffer.from(`${JSON.stringify(describe(entries), null, '\t')}\n`);
		await addEntry(archive, { name: MANIFEST, size: manifest.length }, [manifest]);
		archive.finalize();
	};
	await Promise.all([
		written,
		add().catch((error: unknown) => {
			archive.destroy(error instanceof Error ? error : new Error(String(error)));
			throw error;
		}),
	]);
}

type Archive = ReturnType<typeof pack>;

async function addFile(archive: Archive, name: string, file: string): Promise<Entries[string] | null> {
	const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return null;
		throw error;
	});
	if (handle === null) return null;
	try {
		const { size, mtime } = await handle.stat();
		const hash = createHash('sha256');
		// Not past the size that the header tells: a file may still be growing.
		const content = size === 0 ? [] : handle.createReadStream({ start: 0, end: size - 1, autoClose: false });
		await addEntry(archive, { name, size, mtime }, content, (chunk) => hash.update(chunk));
		return { bytes: size, sha256: hash.digest('hex') };
	} finally {
		await handle.close();
	}
}

async function addEntry(
	archive: Archive,
	header: { name: string; size: number; mtime?: Date },
	content: Iterable<Buffer> | AsyncIterable<Buffer>,
	onChunk?: (chunk: Buffer) => void,
): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		const sink = archive.entry({ ...header, mode: 0o600 }, (error) => (error ? reject(error) : resolve()));
		void (async () => {
			for await (const chunk of content) {
				onChunk?.(chunk);
				if (!sink.write(chunk)) await new Promise((drained) => sink.once('drain', drained));
			}
			sink.end();
		})().catch(reject);
	});
}

/**
 * Reads a whole archive. `place` says where an entry goes: a path, null to throw it away, or a refusal.
 * Returns what was read and the manifest, not yet checked.
 */
export async function readArchive(
	source: Readable,
	place: (name: string) => string | null,
): Promise<{ entries: Entries; manifest: unknown }> {
	const archive = extract();
	const entries: Entries = {};
	let manifest: unknown;
	const take = async (): Promise<void> => {
		for await (const entry of archive) {
			const { name, type } = entry.header;
			if (type !== 'file')
				throw new BackupError(
					`备份文件中有不该有的条目：${name}`,
					`The backup holds an entry that does not belong there: ${name}`,
				);
			if (name === MANIFEST) manifest = parse(await text(entry));
			else entries[name] = await keep(entry, place(name));
		}
	};
	try {
		await Promise.all([pipeline(source, createGunzip(), archive), take()]);
	} catch (error) {
		if (error instanceof BackupError || isSystemError(error)) throw error;
		throw new BackupError(
			'备份文件无法读取：不是 .tar.gz 文件，或者不完整。',
			'The backup cannot be read: it is no .tar.gz file, or it is cut short.',
			{ cause: error },
		);
	}
	return { entries, manifest };
}

/** The disk is full, may not be written, … – nothing that the archive could be blamed for. */
const isSystemError = (error: unknown): boolean => error instanceof Error && 'syscall' in error;

async function keep(entry: Readable, file: string | null): Promise<Entries[string]> {
	const hash = createHash('sha256');
	let bytes = 0;
	const measured = async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
		for await (const chunk of chunks) {
			hash.update(chunk);
			bytes += chunk.length;
			yield chunk;
		}
	};
	if (file === null) {
		await finished(Readable.from(measured(entry)).resume());
	} else {
		mkdirSync(dirname(file), { recursive: true });
		await pipeline(entry, measured, createWriteStream(file, { flags: 'wx' }));
	}
	return { bytes, sha256: hash.digest('hex') };
}

function parse(json: string): unknown {
	try {
		return JSON.parse(json);
	} catch {
		return undefined;
	}
}
