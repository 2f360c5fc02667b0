// Files that come with the seed: their rows are seeded like others, their bytes go to where uploads lie, be it a folder or an object store.
import { createReadStream, readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { getStorage } from '@directus/api/storage/index';
import type { Knex } from 'knex';
import type { Row } from './merge/row-set.ts';

export interface SeededFile {
	readonly id: string;
	/** Where its bytes lie in this repository. */
	readonly path: string;
	readonly title: string;
	readonly created: string;
}

const TYPES: Readonly<Record<string, string>> = {
	'.jpg': 'image/jpeg',
	'.png': 'image/png',
	'.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	'.pdf': 'application/pdf',
};

const storageLocation = (): string => (process.env['STORAGE_LOCATIONS'] ?? 'local').split(',')[0]?.trim() ?? 'local';
const nameOnDisk = ({ id, path }: SeededFile): string => `${id}${extname(path)}`;

/** The rows of `directus_files`; the name that a download gets is the title. */
export const fileRows = (files: readonly SeededFile[]): Row[] =>
	files.map((file) => ({
		id: file.id,
		storage: storageLocation(),
		filename_disk: nameOnDisk(file),
		filename_download: `${file.title}${extname(file.path)}`,
		title: file.title,
		type: typeOf(file),
		filesize: String(readFileSync(file.path).length),
		created_on: file.created,
		uploaded_on: file.created,
		modified_on: file.created,
	}));

function typeOf({ path }: SeededFile): string {
	const type = TYPES[extname(path)];
	if (type === undefined) throw new Error(`${basename(path)}: seeded files are ${Object.keys(TYPES).join(', ')}.`);
	return type;
}

/** Puts the bytes where Directus looks for them; of rows that the office deleted none come back. */
export async function putFiles(database: Knex, files: readonly SeededFile[]): Promise<void> {
	const present: { id: string }[] = await database('directus_files')
		.select('id')
		.whereIn(
			'id',
			files.map(({ id }) => id),
		);
	const storage = await getStorage();
	const location = storage.location(storageLocation());
	for (const file of files.filter(({ id }) => present.some((row) => row.id === id))) {
		if (!(await location.exists(nameOnDisk(file))))
			await location.write(nameOnDisk(file), createReadStream(file.path), typeOf(file));
	}
}
