// The uploaded files: where they lie, and how restored ones take the place of those that are there.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Source } from './archive.ts';
import { BackupError } from './backup-error.ts';

export interface Location {
	readonly name: string;
	readonly root: string;
}

const STAGING = '.restore-';
const REPLACED = '.replaced-';

/** Directus's storage locations. Only what lies on this disk can be backed up from here. */
export function locations(env: NodeJS.ProcessEnv): Location[] {
	return (env['STORAGE_LOCATIONS'] ?? 'local').split(',').map((raw) => {
		const name = raw.trim();
		const setting = (key: string): string => env[`STORAGE_${name.toUpperCase()}_${key}`] ?? '';
		if (setting('DRIVER') !== 'local')
			throw new BackupError(
				`文件存放在 ${name}（${setting('DRIVER')}），不在本机磁盘上，本命令无法备份；请用该存储自己的备份功能，数据库用 pg_dump。`,
				`Files in ${name} (${setting('DRIVER')}) are not on this disk. Back them up with that storage's own means, the database with pg_dump.`,
			);
		return { name, root: setting('ROOT') };
	});
}

export const entryName = (location: string, path: string): string => `uploads/${location}/${path}`;

export function uploadSources(places: readonly Location[]): Source[] {
	return places.flatMap(({ name, root }) =>
		filesIn(root).map((file) => ({ name: entryName(name, relative(root, file).split(sep).join('/')), file })),
	);
}

function filesIn(directory: string): string[] {
	if (!existsSync(directory)) return [];
	return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
		const path = join(directory, entry.name);
		if (entry.isDirectory()) return isOurs(entry.name) ? [] : filesIn(path);
		return entry.isFile() ? [path] : [];
	});
}

const isOurs = (name: string): boolean => name.startsWith(STAGING) || name.startsWith(REPLACED);

export const hasUploads = (places: readonly Location[]): boolean => uploadSources(places).length > 0;

export interface Swap {
	/** Where an upload of the archive is put meanwhile; null when there is no such location here. */
	readonly staged: (location: string, path: string) => string | null;
	readonly apply: () => Promise<void>;
	readonly undo: () => void;
	readonly clear: () => void;
}

/** New files wait beside the old ones, on the same disk, so that the exchange is a matter of renaming. */
export function prepareSwap(places: readonly Location[], id: string): Swap {
	const staging = ({ root }: Location): string => join(root, STAGING + id);
	const replaced = ({ root }: Location): string => join(root, REPLACED + id);
	const moves: { from: string; to: string }[] = [];
	const move = (from: string, to: string): void => {
		renameSync(from, to);
		moves.push({ from, to });
	};
	for (const place of places) {
		for (const folder of [staging(place), replaced(place)]) mkdirSync(folder, { recursive: true });
	}
	return {
		staged: (name, path) => {
			const place = places.find((one) => one.name === name);
			return place === undefined ? null : join(staging(place), path);
		},
		apply: async () => {
			for (const place of places) {
				for (const name of readdirSync(place.root))
					if (!isOurs(name)) move(join(place.root, name), join(replaced(place), name));
				for (const name of readdirSync(staging(place))) move(join(staging(place), name), join(place.root, name));
			}
		},
		undo: () => {
			for (const { from, to } of moves.splice(0).reverse()) renameSync(to, from);
		},
		clear: () => {
			for (const place of places)
				for (const folder of [staging(place), replaced(place)]) rmSync(folder, { recursive: true, force: true });
		},
	};
}
