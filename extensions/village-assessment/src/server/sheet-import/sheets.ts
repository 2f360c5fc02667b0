// A file as sheets of cells, whatever it was.
import type { Cell } from '#domain/sheet-import/cells.ts';

export interface SheetRow {
	/** As a spreadsheet numbers it. */
	readonly line: number;
	readonly cells: readonly (Cell | null)[];
}

export interface ReadSheet {
	readonly name: string;
	readonly rows: readonly SheetRow[];
}
