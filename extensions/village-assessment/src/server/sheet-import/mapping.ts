// What a heading means is said once: whoever maps a column by hand spares it everybody the next time.
import type { ImportOptions } from '#domain/contracts/sheet-import.ts';
import { foldedHeading, isSheetField } from '#domain/sheet-import/columns.ts';
import type { Database } from '#server/platform/database.ts';
import type { Mapping } from './heading.ts';
import { keepColumn, keptColumns } from './repository.ts';

const LONGEST = 200;

export async function keptMapping(database: Database): Promise<Mapping> {
	const rows = await keptColumns(database);
	return Object.fromEntries(rows.map(({ id, field }) => [id, field]));
}

/** Headings as they were given become folded ones. */
export const foldedMapping = (mapping: Mapping): ImportOptions['mapping'] =>
	Object.fromEntries(
		Object.entries(mapping).flatMap(([heading, field]) => {
			const key = foldedHeading(heading).slice(0, LONGEST);
			return key === '' || !(field === 'ignored' || isSheetField(field)) ? [] : [[key, field]];
		}),
	);

export async function keepMapping(trx: Database, mapping: Mapping, user: string | null): Promise<void> {
	for (const [id, field] of Object.entries(mapping)) await keepColumn(trx, { id, field, user });
}
