import { Decimal, ZERO, plain } from '../decimal.ts';
import { methodOf } from '../methods.ts';
import type { CriterionRule } from '../types.ts';
import { problem, type Path, type Problem } from './problem.ts';
import type { IndicatorDoc } from './rulebook-shape.ts';

/** An indicator of either level, with its place in the document. */
interface PlacedIndicator {
	readonly code: string;
	readonly points: string;
	readonly path: Path;
	readonly children: readonly PlacedIndicator[];
}

export interface PlacedRule {
	readonly rule: CriterionRule;
	readonly indicator: string;
	readonly path: Path;
}

interface Sums {
	/** null: misshapen; what rests on it is not looked at. */
	readonly points: string | null;
	readonly indicators: readonly IndicatorDoc[] | null;
	readonly rules: readonly PlacedRule[];
	/** Every criterion is among the rules; without that no sum can be told to be wrong. */
	readonly isWhole: boolean;
}

/** Second ring: do codes and points agree across the rulebook? */
export function senseOfRulebook({ points, indicators, rules, isWhole }: Sums): readonly Problem[] {
	const top = place(indicators ?? [], ['indicators']);
	const all = top.flatMap((indicator) => [indicator, ...indicator.children]);
	const lost = indicators === null ? [] : orphans(rules, all);
	const isSummable = isWhole && indicators !== null && lost.length === 0;
	return [
		...twice(all.map(({ code, path }) => ({ code, path: [...path, 'code'] }))),
		...twice(rules.map(({ rule, path }) => ({ code: rule.code, path: [...path, 'code'] }))),
		...lost,
		...rules.flatMap(uselessWaiver),
		...(isSummable
			? [
					...all.flatMap((indicator) => indicatorSum(indicator, rules)),
					...(points === null ? [] : rulebookSum(points, top, rules)),
				]
			: []),
	];
}

function place(indicators: readonly IndicatorDoc[], at: Path): readonly PlacedIndicator[] {
	return indicators.map((indicator, index) => {
		const path = [...at, index];
		const { code, points, children = [] } = indicator;
		return { code, points, path, children: place(children, [...path, 'children']) };
	});
}

function twice(entries: readonly { readonly code: string; readonly path: Path }[]): readonly Problem[] {
	const seen = new Set<string>();
	return entries.flatMap(({ code, path }) => {
		if (seen.has(code)) return [problem('duplicate_code', path, { name: code })];
		seen.add(code);
		return [];
	});
}

function orphans(rules: readonly PlacedRule[], all: readonly PlacedIndicator[]): readonly Problem[] {
	const codes = all.map(({ code }) => code);
	return rules
		.filter(({ indicator }) => !codes.includes(indicator))
		.map(({ indicator, path }) =>
			problem('unknown_indicator', [...path, 'indicator'], { name: indicator, allowed: codes }),
		);
}

function uselessWaiver({ rule, path }: PlacedRule): readonly Problem[] {
	if (rule.waivable || rule.params.waiver !== 'full') return [];
	return [problem('waiver_without_waivable', [...path, 'params', 'waiver'])];
}

/** An indicator's points are those of its children and of its own criteria together. */
function indicatorSum(indicator: PlacedIndicator, rules: readonly PlacedRule[]): readonly Problem[] {
	const { code, points, path, children } = indicator;
	const own = rules.filter((entry) => entry.indicator === code).map(({ rule }) => rule);
	if (own.length === 0 && children.length === 0) return [problem('empty_indicator', path, { name: code })];

	const adjusting = own.filter(({ method }) => methodOf(method).takesAdjustments === true);
	if (adjusting.length > 0 && adjusting.length < own.length + children.length) {
		return [problem('mixed_indicator', path, { name: code })];
	}
	const sum = add([...children, ...own]);
	return sum.eq(points)
		? []
		: [problem('indicator_sum', [...path, 'points'], { name: code, ...difference(points, sum) })];
}

/** The rulebook's points are those of its indicators, bonus and penalty apart. */
function rulebookSum(
	points: string,
	top: readonly PlacedIndicator[],
	rules: readonly PlacedRule[],
): readonly Problem[] {
	const adjusting = new Set(
		rules.filter(({ rule }) => methodOf(rule.method).takesAdjustments === true).map(({ indicator }) => indicator),
	);
	const sum = add(
		top.filter(
			({ code, children }) => ![code, ...children.map((child) => child.code)].some((name) => adjusting.has(name)),
		),
	);
	return sum.eq(points) ? [] : [problem('rulebook_sum', ['points'], difference(points, sum))];
}

function add(parts: readonly { readonly points: string }[]): Decimal {
	return parts.reduce((sum, part) => sum.plus(part.points), ZERO);
}

function difference(points: string, sum: Decimal): Readonly<Record<string, string>> {
	return { points, sum: plain(sum), gap: plain(new Decimal(points).minus(sum)) };
}
