import type { z } from 'zod';
import type { CriterionRule, Rulebook } from '../types.ts';
import { meaningOf } from './meaning.ts';
import { pathText, refuse, type Path, type Problem } from './problem.ts';
import { inspectRule, pointsShape } from './rule.ts';
import { criterionShape, indicatorsShape, rulebookShape, type CriterionDoc } from './rulebook-shape.ts';
import { readingsOf } from './sense-of-rule.ts';
import { senseOfRulebook, type PlacedRule } from './sense.ts';
import { shape } from './shape.ts';

export type RulebookCheck =
	{ readonly ok: true; readonly rulebook: Rulebook } | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Checks a whole rulebook in three rings: its shape, its sense (codes, sums, readings), its meaning (its own examples). All that can be
 * said is said at once: what is misshapen is left out of the later rings, and nothing is told there that may come of it alone.
 * `doc` is the parsed rulebook.yaml with the criteria of all files as `criteria`; criteria take their code as id. Never throws.
 */
export function validateRulebook(doc: unknown): RulebookCheck {
	const outer = shape(rulebookShape, doc);
	const criteria = listOfCriteria(doc).map((raw, index) => checkCriterion(raw, ['criteria', index]));
	const placed = criteria.flatMap(({ entry }) => (entry ? [entry] : []));
	const problems = [
		...(outer.ok ? [] : outer.problems),
		...criteria.flatMap((one) => one.problems),
		...senseOfRulebook({
			points: partOf(doc, 'points', pointsShape),
			indicators: partOf(doc, 'indicators', indicatorsShape),
			rules: placed,
			isWhole: placed.length === criteria.length,
		}),
		...placed.flatMap(({ doc: criterion, rule, path }) => meaningOf(criterion, rule, path)),
	];
	if (!outer.ok || problems.length > 0) return { ok: false, problems };
	const { code, version } = outer.value;
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
	const { rule, problems } = inspectRule(outer.ok ? outer.value : raw, path);
	const found = [...(outer.ok ? [] : outer.problems), ...problems, ...(rule ? readingsOf(rule, path) : [])];
	const isSound = outer.ok && rule !== null && problems.length === 0;
	return {
		entry: isSound ? { rule, doc: outer.value, indicator: outer.value.indicator, path } : null,
		problems: distinct(found),
	};
}

/** null: misshapen, which is told by the whole. */
function partOf<T>(doc: unknown, name: string, as: z.ZodType<T>): T | null {
	const part: unknown =
		typeof doc === 'object' && doc !== null ? Object.entries(doc).find(([key]) => key === name)?.[1] : undefined;
	const read = shape(as, part);
	return read.ok ? read.value : null;
}

/** The row of a criterion and the rule in it are looked at apart, and may both say what is wrong with its code. */
const distinct = (problems: readonly Problem[]): readonly Problem[] => [
	...new Map(problems.map((one) => [`${pathText(one.path)} ${one.what['en-US']}`, one])).values(),
];

function listOfCriteria(doc: unknown): readonly unknown[] {
	const list = typeof doc === 'object' && doc !== null && 'criteria' in doc ? doc.criteria : [];
	return Array.isArray(list) ? list : [];
}
