import type { CriterionRule, Rulebook } from '../types.ts';
import { meaningOf } from './meaning.ts';
import { refuse, type Path, type Problem } from './problem.ts';
import { inspectRule } from './rule.ts';
import { criterionShape, rulebookShape, type CriterionDoc } from './rulebook-shape.ts';
import { readingsOf } from './sense-of-rule.ts';
import { senseOfRulebook, type PlacedRule } from './sense.ts';
import { shape } from './shape.ts';

export type RulebookCheck =
	| { readonly ok: true; readonly rulebook: Rulebook }
	| { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Checks a whole rulebook in three rings: its shape, its sense (codes, sums, readings), its meaning (its own examples).
 * A ring is entered only when the one before it found nothing. `doc` is the parsed rulebook.yaml with the
 * criteria of all files as `criteria`; criteria take their code as id. Never throws.
 */
export function validateRulebook(doc: unknown): RulebookCheck {
	const outer = shape(rulebookShape, doc);
	const criteria = listOfCriteria(doc).map((raw, index) => checkCriterion(raw, ['criteria', index]));
	const misshapen = [...(outer.ok ? [] : outer.problems), ...criteria.flatMap(({ problems }) => problems)];
	if (!outer.ok || misshapen.length > 0) return { ok: false, problems: misshapen };

	const placed = criteria.flatMap(({ entry }) => (entry ? [entry] : []));
	const { code, version, points, indicators } = outer.value;
	const senseless = senseOfRulebook({ points, indicators, rules: placed });
	if (senseless.length > 0) return { ok: false, problems: senseless };

	const meaningless = placed.flatMap(({ doc: criterion, rule, path }) => meaningOf(criterion, rule, path));
	if (meaningless.length > 0) return { ok: false, problems: meaningless };
	return { ok: true, rulebook: { code, version, criteria: placed.map(({ rule }) => rule) } };
}

/**
 * The rulebook, ready to be scored with.
 * @throws RuleError with every problem that `validateRulebook` finds.
 */
export function parseRulebook(doc: unknown): Rulebook {
	const check = validateRulebook(doc);
	if (check.ok) return check.rulebook;
	refuse(check.problems);
	throw new TypeError('a rulebook that is not sound has problems');
}

interface CheckedCriterion {
	readonly entry: (PlacedRule & { readonly doc: CriterionDoc; readonly rule: CriterionRule }) | null;
	readonly problems: readonly Problem[];
}

function checkCriterion(raw: unknown, path: Path): CheckedCriterion {
	const outer = shape(criterionShape, raw, path);
	if (!outer.ok) return { entry: null, problems: outer.problems };
	const inspected = inspectRule(outer.value, path);
	const { rule } = inspected;
	const problems = rule ? readingsOf(rule, path) : inspected.problems;
	return { entry: rule ? { rule, doc: outer.value, indicator: outer.value.indicator, path } : null, problems };
}

function listOfCriteria(doc: unknown): readonly unknown[] {
	const list = typeof doc === 'object' && doc !== null && 'criteria' in doc ? doc.criteria : [];
	return Array.isArray(list) ? list : [];
}
