// The rulebook as a spreadsheet has it: for each criterion two formulas over a village's row of facts, what is sure and what is possible.
import type { CriterionRule } from '#engine';

export interface FactColumn {
	readonly criterion: string;
	readonly fact: string;
	readonly kind: string;
}

/** A column for each fact that evidence can state, in the order of the rulebook. */
export const factColumns = (rules: readonly CriterionRule[]): readonly FactColumn[] =>
	rules.flatMap(({ id, facts }) => facts.map(({ key, kind }) => ({ criterion: id, fact: key, kind })));

/** `A1` of a column and a row, both from 0. */
export function cellName(column: number, row: number): string {
	const letters = column < 26 ? '' : String.fromCharCode(64 + Math.floor(column / 26));
	return `${letters}${String.fromCharCode(65 + (column % 26))}${row + 1}`;
}

/** The formulas of a row: `[awarded, attainable]` of each criterion. */
export function formulasOf(rules: readonly CriterionRule[], columns: readonly FactColumn[], row: number): string[] {
	return rules.flatMap((rule) => {
		const cell = (fact: string): string =>
			cellName(
				columns.findIndex((one) => one.criterion === rule.id && one.fact === fact),
				row,
			);
		const [awarded, attainable] = pairOf(rule, cell);
		if (!rule.facts.some(({ key }) => key === 'waiver')) return [`=${awarded}`, `=${attainable}`];
		const waived = (formula: string): string => `=IF(${cell('waiver')}>0,${rule.points},${formula})`;
		return [waived(awarded), waived(attainable)];
	});
}

type Cell = (fact: string) => string;

function pairOf(rule: CriterionRule, cell: Cell): readonly [string, string] {
	const { points } = rule;
	switch (rule.method) {
		case 'checklist': {
			const { deduction, items } = rule.params;
			const names = items.map(({ key }) => cell(key));
			const present = names.map((name) => `IF(${name}>0,1,0)`).join('+');
			const missing = names.map((name) => `IF(ISBLANK(${name}),0,IF(${name}=0,1,0))`).join('+');
			return [
				`MAX(0,${points}-${deduction}*(${items.length}-(${present})))`,
				`MAX(0,${points}-${deduction}*(${missing}))`,
			];
		}
		case 'deduction':
			return deducted(rule.params.findings, { points, cell, gate: null });
		case 'gated_deduction':
			return deducted(rule.params.findings, { points, cell, gate: cell('established') });
		case 'gate':
			return [
				`IF(${cell('met')}>0,${points},0)`,
				`IF(ISBLANK(${cell('met')}),${points},IF(${cell('met')}>0,${points},0))`,
			];
		case 'band': {
			const { floor, target } = rule.params;
			const actual = cell('actual');
			const planned = target ?? cell('target');
			const scored = `IF(${actual}>=${planned},${points},IF(${actual}<${floor},0,${points}*${actual}/${planned}))`;
			return unlessBlank([actual, ...(target === null ? [planned] : [])], scored, points);
		}
		case 'shortfall': {
			const { target, unit, deduction } = rule.params;
			const actual = cell('actual');
			const planned = target ?? cell('target');
			const scored = `MAX(0,${points}-${deduction}*ROUNDDOWN(MAX(0,${planned}-${actual})/${unit},0))`;
			return unlessBlank([actual, ...(target === null ? [planned] : [])], scored, points);
		}
		default:
			// What is decided by vote, and the share that nobody has allocated, are no facts.
			return rule.method === 'unallocated' ? [points, points] : ['0', '0'];
	}
}

const unlessBlank = (names: readonly string[], scored: string, points: string): readonly [string, string] => {
	const blank = names.map((name) => `ISBLANK(${name})`).join(',');
	return [`IF(OR(${blank}),0,${scored})`, `IF(OR(${blank}),${points},${scored})`];
};

function deducted(
	findings: readonly { readonly key: string; readonly deduction: string }[],
	{ points, cell, gate }: { readonly points: string; readonly cell: Cell; readonly gate: string | null },
): readonly [string, string] {
	const sum = findings.map(({ key, deduction }) => `${deduction}*${cell(key)}`).join('+');
	const names = [...findings.map(({ key }) => cell(key)), ...(gate === null ? [] : [gate])];
	const attainable = `MAX(0,${points}-(${sum}))`;
	const open = gate === null ? attainable : `IF(AND(NOT(ISBLANK(${gate})),${gate}=0),0,${attainable})`;
	return [`IF(COUNT(${names.join(',')})=${names.length},${open},0)`, open];
}
