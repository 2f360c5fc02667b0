// Taking a backup: first the database as of one moment, then the files. A file belongs to a row that was there before it,
// and proof is never deleted, so what the rows name is there.
import { createReadStream, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Writable } from 'node:stream';
import { readArchive, writeArchive, type Source } from './archive.ts';
import type { Place } from './command.ts';
import { checkManifest, makeManifest, type DatabaseKind } from './manifest.ts';
import { entryName, uploadSources } from './uploads.ts';

export interface Taken {
	readonly rows: number;
	readonly files: number;
	readonly missing: readonly string[];
}

export async function backUp({ store, uploads, data }: Place, target: Writable): Promise<Taken> {
	const working = mkdtempSync(join(data, '.backup-'));
	try {
		const { tables, files } = await store.dump(working);
		const sources = [...databaseSources(working), ...uploadSources(uploads)];
		let missing: string[] = [];
		let taken = 0;
		await writeArchive(target, sources, (entries) => {
			const names = Object.keys(entries);
			taken = names.filter((name) => name.startsWith('uploads/')).length;
			missing = files
				.map(({ storage, path }) => entryName(storage, path))
				.filter((name) => entries[name] === undefined);
			return makeManifest({ database: store.kind, tables, missing_files: missing, entries });
		});
		return { rows: Object.values(tables).reduce((sum, rows) => sum + rows, 0), files: taken, missing };
	} finally {
		rmSync(working, { recursive: true, force: true });
	}
}

const databaseSources = (working: string): Source[] =>
	readdirSync(working, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.map((file) => ({ name: `database/${relative(working, file).split(sep).join('/')}`, file }));

/** Reads the archive as a restore would. */
export async function verifyArchive(file: string, kind: DatabaseKind): Promise<void> {
	const { entries, manifest } = await readArchive(createReadStream(file), () => null);
	checkManifest(manifest, entries, kind);
}
