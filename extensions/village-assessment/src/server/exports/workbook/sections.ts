// The official table: indicators over the clauses that belong to them, in the rulebook's order.
import { Decimal, plain } from '#engine';
import type { Criterion, Indicator, Line, Subject } from './model.ts';

export interface Clause {
	readonly criterion: Criterion;
	/** The indicator that gives the points: the top one, or one below it. */
	readonly own: Indicator;
	readonly line: Line | null;
}

export interface Section {
	readonly top: Indicator;
	readonly clauses: readonly Clause[];
	readonly hasParts: boolean;
}

const bySort = (a: { readonly sort: number | null }, b: { readonly sort: number | null }): number =>
	(a.sort ?? 0) - (b.sort ?? 0);

export function sectionsOf(
	{ indicators, criteria }: Pick<Subject, 'indicators' | 'criteria'>,
	lines: readonly Line[],
): readonly Section[] {
	const byId = new Map(indicators.map((one) => [one.id, one]));
	const lineOf = new Map(lines.map((line) => [line.criterion, line]));
	const clauses = criteria.toSorted(bySort).flatMap((criterion): Clause[] => {
		const own = byId.get(criterion.indicator);
		return own === undefined ? [] : [{ criterion, own, line: lineOf.get(criterion.id) ?? null }];
	});
	const topOf = ({ own }: Clause): Indicator => (own.parent === null ? own : (byId.get(own.parent) ?? own));
	return [...new Set(clauses.map(topOf))].toSorted(bySort).map((top) => {
		const within = clauses.filter((clause) => topOf(clause) === top);
		return { top, clauses: within, hasParts: within.some(({ own }) => own !== top) };
	});
}

/** Clauses in a row that share their indicator. */
export function runsOf(clauses: readonly Clause[]): readonly (readonly Clause[])[] {
	const runs: Clause[][] = [];
	for (const clause of clauses) {
		const last = runs.at(-1);
		if (last?.[0]?.own === clause.own) last.push(clause);
		else runs.push([clause]);
	}
	return runs;
}

export interface Interval {
	readonly awarded: number;
	readonly attainable: number;
}

export function sumOf({ clauses }: Pick<Section, 'clauses'>): Interval {
	const sum = (of: (line: Line) => number): number =>
		Number(plain(clauses.reduce((all, { line }) => (line === null ? all : all.plus(of(line))), new Decimal(0))));
	return { awarded: sum(({ awarded }) => awarded), attainable: sum(({ attainable }) => attainable) };
}
