// manifest.json, the last entry of a backup: what it holds and how to tell that nothing is missing or altered.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { root } from '../toolchain/toolchain.mjs';
import { BackupError } from './backup-error.ts';

export const MANIFEST = 'manifest.json';

const shape = z.object({
	format: z.literal('village-assessment-backup'),
	version: z.literal(1),
	created_at: z.string(),
	platform: z.string(),
	directus: z.string(),
	database: z.enum(['sqlite', 'postgres']),
	/** Rows by table. */
	tables: z.record(z.string(), z.int().nonnegative()),
	/** Files that the database names and the disk did not have. */
	missing_files: z.array(z.string()),
	/** Every other entry of the archive. */
	entries: z.record(z.string(), z.object({ bytes: z.int().nonnegative(), sha256: z.string().length(64) })),
});

export type Manifest = z.infer<typeof shape>;
export type DatabaseKind = Manifest['database'];
export type Entries = Manifest['entries'];

const versionOf = (file: string): string =>
	z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(root, file), 'utf8'))).version;
const versions = () => ({
	platform: versionOf('package.json'),
	directus: versionOf('node_modules/directus/package.json'),
});

export function makeManifest(content: Pick<Manifest, 'database' | 'tables' | 'missing_files' | 'entries'>): Manifest {
	return {
		format: 'village-assessment-backup',
		version: 1,
		created_at: new Date().toISOString(),
		...versions(),
		...content,
	};
}

/** What was read from an archive agrees with its manifest, and this checkout can take it; else a refusal. */
export function checkManifest(raw: unknown, read: Entries, kind: DatabaseKind): Manifest {
	const parsed = shape.safeParse(raw);
	if (!parsed.success)
		throw new BackupError(
			'这不是本系统的备份文件，或者文件不完整（缺少清单）。',
			'This is not a backup of this platform, or it is incomplete: its manifest is missing.',
		);
	const manifest = parsed.data;
	const names = new Set([...Object.keys(manifest.entries), ...Object.keys(read)]);
	const bad = [...names].filter(
		(name) =>
			manifest.entries[name]?.sha256 !== read[name]?.sha256 || manifest.entries[name]?.bytes !== read[name]?.bytes,
	);
	if (bad.length > 0)
		throw new BackupError(
			`备份文件已损坏：${bad.length} 个条目与清单不符（如 ${bad[0]}）。请换一份备份。`,
			`The backup is damaged: ${bad.length} entries differ from the manifest (${bad[0]}). Use another one.`,
		);
	if (manifest.database !== kind)
		throw new BackupError(
			`备份来自 ${manifest.database}，而这里的数据库是 ${kind}。请用相同种类的数据库（DB_CLIENT）还原。`,
			`The backup is of ${manifest.database}, the database here is ${kind}. Restore it to its own kind (DB_CLIENT).`,
		);
	const own = versions().directus;
	if (isLater(manifest.directus, own))
		throw new BackupError(
			`备份来自更新的版本（Directus ${manifest.directus}，这里是 ${own}）。请先升级本系统。`,
			`The backup is of a later version (Directus ${manifest.directus}, here ${own}). Upgrade this checkout first.`,
		);
	return manifest;
}

function isLater(version: string, than: string): boolean {
	return version.localeCompare(than, 'en', { numeric: true }) > 0;
}
