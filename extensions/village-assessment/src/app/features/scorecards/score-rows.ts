// The official table, row by row: indicators merged over the rows of their clauses, a sum for each, 7 and 8 at the end.
import { RuleError, parseRule, partOf, totals, type CriterionRule, type Part } from '#engine';
import type { CriterionRow, IndicatorRow, LineRow, ScoreCard } from './score-card.ts';

/** A cell that is merged over several rows stands with the first of them. */
export interface Merged {
	readonly indicator: IndicatorRow;
	readonly rows: number;
}

export interface ClauseRow {
	readonly line: LineRow;
	readonly rule: CriterionRule | null;
	readonly part: Part;
	/** null: merged into the row above. */
	readonly top: Merged | null;
	/** The indicator that gives the points: the top one, or one of its own. */
	readonly own: Merged | null;
	readonly hasParts: boolean;
}

export interface Section {
	readonly top: IndicatorRow;
	readonly rows: readonly ClauseRow[];
	/** null where a single clause is its own sum. */
	readonly sum: { readonly awarded: string; readonly attainable: string } | null;
}

/** The criterion as the engine takes it; null where what is stored cannot be scored with. */
export function ruleOf(criterion: CriterionRow): CriterionRule | null {
	const known = rules.get(criterion);
	if (known !== undefined) return known;
	const rule = parseOrNull(criterion);
	rules.set(criterion, rule);
	return rule;
}

const rules = new WeakMap<CriterionRow, CriterionRule | null>();

function parseOrNull(criterion: CriterionRow): CriterionRule | null {
	try {
		const { id, code, title, title_en: english, points, method, params, waivable, readings } = criterion;
		return parseRule({
			id,
			code,
			title: english ? { 'zh-CN': title, 'en-US': english } : title,
			points,
			method,
			params,
			waivable,
			readings: readings ?? [],
		});
	} catch (error) {
		if (error instanceof RuleError) return null;
		throw error;
	}
}

/** Points are lost for good: those still open may yet be got. */
export const isLost = ({ criterion, awarded, attainable }: LineRow): boolean =>
	criterion.method === 'discretionary' ? Number(awarded) < 0 : Number(attainable) < Number(criterion.points);

/**
 * The sections of the table in the order of the rulebook. With only some of the lines there are no sums: they would
 * be taken for the indicator's.
 */
export function sectionsOf(
	{ lines: all, assessment }: ScoreCard,
	{ only }: { readonly only?: (line: LineRow) => boolean } = {},
): readonly Section[] {
	const lines = only === undefined ? all : all.filter(only);
	const indicators = new Map(assessment.rulebook.indicators.map((one) => [one.id, one]));
	const topOf = (indicator: IndicatorRow): IndicatorRow => {
		const parent = indicator.parent === null ? undefined : indicators.get(indicator.parent);
		return parent === undefined ? indicator : topOf(parent);
	};
	const sorted = [...lines].sort((a, b) => (a.criterion.sort ?? 0) - (b.criterion.sort ?? 0));
	const placed = sorted.flatMap((line) => {
		const own = indicators.get(line.criterion.indicator);
		return own === undefined ? [] : [{ line, own, top: topOf(own) }];
	});
	const tops = [...new Set(placed.map(({ top }) => top))].sort((a, b) => (a.sort ?? 0) - (b.sort ?? 0));
	return tops.map((top) =>
		sectionOf(
			top,
			placed.filter((one) => one.top === top),
			only === undefined,
		),
	);
}

interface Placed {
	readonly line: LineRow;
	readonly own: IndicatorRow;
	readonly top: IndicatorRow;
}

function sectionOf(top: IndicatorRow, placed: readonly Placed[], isWhole: boolean): Section {
	const hasSum = isWhole && placed.length > 1;
	const hasParts = placed.some(({ own }) => own !== top);
	const rows = placed.map(({ line, own }, index): ClauseRow => {
		const rule = ruleOf(line.criterion);
		const begins = placed[index - 1]?.own !== own;
		return {
			line,
			rule,
			part: rule === null ? 'criterion' : partOf(rule),
			top: index === 0 ? { indicator: top, rows: placed.length + (hasSum ? 1 : 0) } : null,
			own: begins ? { indicator: own, rows: placed.filter((one) => one.own === own).length } : null,
			hasParts,
		};
	});
	return { top, rows, sum: hasSum ? sumOf(rows) : null };
}

function sumOf(rows: readonly ClauseRow[]): { readonly awarded: string; readonly attainable: string } {
	const counted = rows.map(({ line, part }) => ({
		part,
		awarded: String(line.awarded),
		attainable: String(line.attainable),
		state: line.state,
	}));
	const { total, attainable } = totals(counted);
	return { awarded: total, attainable };
}
