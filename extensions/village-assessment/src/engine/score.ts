import { plain, roundPoints, decimalOf } from './decimal.ts';
import { readFacts, type Known } from './known.ts';
import { applyMethod, methodOf } from './methods.ts';
import { keptReason, type KnownFacts, type Outcome } from './parts/outcome.ts';
import { totals } from './totals.ts';
import type { CriterionRule, Fact, Line, Occurrences, Part, Reason, Rulebook, Scorecard, ScoreInput } from './types.ts';

/**
 * One criterion of one village: what its verified facts guarantee and what they still allow.
 * `facts` and `adjustments` are those of this criterion alone, in any order. Never throws on facts: what
 * the rule does not know, or what is out of its range, is ignored and named among the reasons.
 */
export function scoreCriterion(
	rule: CriterionRule,
	facts: readonly Fact[],
	adjustments: readonly Occurrences[] = [],
): Line {
	const known = readFacts(rule, facts);
	const outcome = waived(rule, known.facts) ?? applyMethod(rule, known.facts, adjustments);
	const awarded = roundPoints(outcome.awarded);
	const attainable = roundPoints(outcome.attainable);

	const reasons: Reason[] = [...outcome.reasons];
	if (!awarded.eq(outcome.awarded) || !attainable.eq(outcome.attainable))
		reasons.push({ code: 'rounded', evidence: [] });
	reasons.push(...known.remarks, ...strayAdjustments(rule, adjustments), ...readings(rule, shapedBy(outcome, known)));
	return {
		criterion: rule.id,
		part: partOf(rule),
		awarded: plain(awarded),
		attainable: plain(attainable),
		state: outcome.state,
		reasons,
		evidenceCount: facts.length,
	};
}

/** The scorecard of one village: every criterion of the rulebook in its order, and the totals. */
export function score(rulebook: Rulebook, input: ScoreInput): Scorecard {
	const lines = rulebook.criteria.map((rule) =>
		scoreCriterion(rule, input.factsByCriterion.get(rule.id) ?? [], input.adjustmentsByCriterion.get(rule.id) ?? []),
	);
	return { lines, totals: totals(lines) };
}

/** Where a criterion's line goes in the totals. */
export function partOf(rule: Pick<CriterionRule, 'method' | 'points'>): Part {
	return methodOf(rule.method).part?.(rule.points) ?? 'criterion';
}

/** A verified waiver overrides all other facts, which stay visible. */
function waived(rule: CriterionRule, known: KnownFacts): Outcome | undefined {
	const waiver = known.get('waiver');
	if (!waiver || waiver.value.isZero()) return undefined;
	const points = decimalOf(rule.points);
	const reasons: Reason[] = [{ code: 'waived', evidence: waiver.evidence }, ...keptReason(known, ['waiver'])];
	return { awarded: points, attainable: points, state: 'waived', reasons, shapedBy: ['waiver'] };
}

function strayAdjustments(rule: CriterionRule, adjustments: readonly Occurrences[]): readonly Reason[] {
	if (methodOf(rule.method).takesAdjustments === true || adjustments.length === 0) return [];
	return [...adjustments]
		.sort((a, b) => (a.id < b.id ? -1 : 1))
		.map(({ id, category, occurrences }) => ({
			code: 'ignored',
			fact: String(category),
			value: String(occurrences),
			problem: 'not_taken',
			evidence: [id],
		}));
}

/** A waiver that was recorded but is not allowed shapes the result as well. */
function shapedBy(outcome: Outcome, known: Known): readonly string[] {
	const refused = known.remarks.some((remark) => remark.code === 'ignored' && remark.problem === 'waiver_not_allowed');
	return refused ? [...outcome.shapedBy, 'waiver'] : outcome.shapedBy;
}

/** The open readings that shaped the result; `points` always does. */
function readings(rule: CriterionRule, params: readonly string[]): readonly Reason[] {
	if (rule.readings.length === 0) return [];
	return rule.readings.flatMap(({ param }) => {
		const value = readingValue(rule, param);
		if (value === undefined || (param !== 'points' && !params.includes(param))) return [];
		return [{ code: 'reading', param, value, evidence: [] }];
	});
}

/** The choice that the rule makes for an open reading. */
export function readingValue(rule: CriterionRule, param: string): string | boolean | undefined {
	if (param === 'points') return rule.points;
	const value = Object.entries(rule.params).find(([name]) => name === param)?.[1];
	return typeof value === 'string' || typeof value === 'boolean' ? value : undefined;
}
