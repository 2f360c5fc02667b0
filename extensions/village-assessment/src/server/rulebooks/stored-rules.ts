// The rules of a stored rulebook, ready to be scored with.
import { placeText, RuleError, type CriterionRule } from '#engine';
import { DomainError } from '#domain/errors/domain-error.ts';
import { readRule, ruleInput } from '#server/scoring/rules.ts';
import type { StoredCriterion } from '#server/platform/tables.ts';

/** Refuses (422) a rulebook with a criterion that cannot be scored with; the guards let none in. */
export const rulesOf = (criteria: readonly StoredCriterion[]): CriterionRule[] => criteria.map(requireRule);

function requireRule(row: StoredCriterion): CriterionRule {
	const rule = readRule(row);
	if (!(rule instanceof RuleError)) return rule;
	const [first] = rule.problems;
	if (first === undefined) throw rule;
	throw new DomainError('INVALID_RULE', {
		code: row.code,
		place: placeText(first.path, ruleInput(row)),
		what: first.what,
		how: first.how,
	});
}
