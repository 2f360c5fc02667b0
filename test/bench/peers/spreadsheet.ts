// HyperFormula with the rulebook as formulas: a row for each village, its facts first, then its formulas.
import { z } from 'zod';
import type { CriterionRule } from '#engine';
import { formulasOf } from './formulas.ts';
import type { VillageFacts } from './village-facts.ts';

interface Workbook {
	getSheetValues(sheet: number): unknown[][];
	setCellContents(cell: { sheet: number; row: number; col: number }, value: unknown): unknown;
	rebuildAndRecalculate(): void;
	destroy(): void;
}
interface Module {
	readonly HyperFormula: {
		buildFromArray(rows: readonly (readonly unknown[])[], options: object): Workbook;
	};
}
const isModule = (value: unknown): value is Module =>
	z.object({ HyperFormula: z.custom((one) => typeof one === 'function') }).safeParse(value).success;

/** `build` parses and computes everything; `change` computes one village's row anew for one fact. */
export function spreadsheet(
	module: unknown,
	rules: readonly CriterionRule[],
	{ columns, values }: VillageFacts,
): {
	readonly build: () => Workbook;
	readonly recompute: (workbook: Workbook) => void;
	readonly change: (workbook: Workbook, village: number, value: number) => void;
	readonly points: (workbook: Workbook, village: number) => readonly unknown[];
} {
	const { HyperFormula } = moduleOf(module);
	const rows = values.map((row, village) => [...row, ...formulasOf(rules, columns, village)]);
	return {
		build: () => HyperFormula.buildFromArray(rows, { licenseKey: 'gpl-v3' }),
		recompute: (workbook) => workbook.rebuildAndRecalculate(),
		change: (workbook, village, value) =>
			workbook.setCellContents({ sheet: 0, row: village, col: changedColumn(columns) }, value),
		points: (workbook, village) => workbook.getSheetValues(0)[village]?.slice(columns.length) ?? [],
	};
}

function moduleOf(module: unknown): Module {
	if (isModule(module)) return module;
	const inner: unknown = typeof module === 'object' && module !== null && 'default' in module ? module.default : null;
	if (isModule(inner)) return inner;
	throw new TypeError('HyperFormula is not what it was.');
}

/** A count of cases: any whole number is one. */
export const changedColumn = (columns: VillageFacts['columns']): number =>
	columns.findIndex(({ kind }) => kind === 'cases');
