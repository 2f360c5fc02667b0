// The rows of the sheets that have a heading, each cell by what its column says.
import { cellText, type Cell } from '#domain/sheet-import/cells.ts';
import type { SheetField } from '#domain/sheet-import/columns.ts';
import { guessedHeading, headedSheet, type Column, type HeadedSheet, type Mapping } from './heading.ts';
import type { ReadSheet } from './sheets.ts';

export interface SheetRecord {
	readonly sheet: string;
	readonly line: number;
	readonly cell: (field: SheetField) => Cell | null;
	readonly column: (field: SheetField) => Column | undefined;
}

export interface Records {
	readonly records: readonly SheetRecord[];
	readonly headed: readonly HeadedSheet[];
	readonly missing: readonly SheetField[];
	readonly leftOut: readonly string[];
	readonly skipped: number;
}

/** The template's sheets that are there to be read by people. */
const NOT_READ = /^(说明|instructions|村|villages|_.*)$/i;

export function recordsOf(sheets: readonly ReadSheet[], mapping: Mapping): Records {
	const asked = sheets.filter(
		({ name, rows }) => rows.length > 0 && (sheets.length === 1 || !NOT_READ.test(name.trim())),
	);
	const known = asked.flatMap((sheet) => headedSheet(sheet, mapping) ?? []);
	const guessed = known.length > 0 ? [] : asked.flatMap((sheet) => guessedHeading(sheet, mapping) ?? []).slice(0, 1);
	const headed = [...known, ...guessed];
	const missing = new Set(headed.flatMap((one) => missingIn(one)));
	return {
		headed,
		records: headed.flatMap((one) => (missingIn(one).length > 0 ? [] : recordsIn(one))),
		missing: [...missing],
		leftOut: asked.filter((sheet) => !headed.some((one) => one.sheet === sheet)).map(({ name }) => name),
		skipped: headed.reduce((sum, { skipped }) => sum + skipped, 0),
	};
}

function missingIn({ columns }: HeadedSheet): SheetField[] {
	const has = (field: SheetField): boolean => columns.some((column) => column.field === field);
	const missing: SheetField[] = (['village', 'criterion'] as const).filter((field) => !has(field));
	return has('value') || has('numerator') ? missing : [...missing, 'value'];
}

/** 目标值: the template's sheet of targets has no column that says so. */
const OF_TARGETS = /目标|target/i;

function recordsIn({ sheet, columns, rows }: HeadedSheet): SheetRecord[] {
	const places = new Map(
		columns.flatMap((column) =>
			column.field === null || column.field === 'ignored' ? [] : [[column.field, column] as const],
		),
	);
	const isTargets = OF_TARGETS.test(sheet.name) && !places.has('fact');
	const value = places.get('value');
	// The template lists every village: one whose target nobody has set is not meant.
	const meant =
		isTargets && value !== undefined ? rows.filter(({ cells }) => cellText(cells[value.index]) !== '') : rows;
	return meant.map((row) => ({
		sheet: sheet.name,
		line: row.line,
		column: (field) => places.get(field),
		cell: (field) => {
			if (field === 'fact' && isTargets) return { kind: 'text', text: 'target' };
			const place = places.get(field);
			return place === undefined ? null : (row.cells[place.index] ?? null);
		},
	}));
}
