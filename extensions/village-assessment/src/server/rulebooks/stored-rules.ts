// The rules of a stored rulebook, ready to be scored with.
import { placeText, RuleError, type CriterionRule } from '#engine';
import { DomainError } from '#domain/errors/domain-error.ts';
import { readRule, ruleInput } from '#server/scoring/rules.ts';
import type { Row } from './stored.ts';

/** Refuses (422) a rulebook with a criterion that cannot be scored with; the guards let none in. */
export const rulesOf = (criteria: readonly Row[]): CriterionRule[] => criteria.map(requireRule);

function requireRule(row: Row): CriterionRule {
	const rule = readRule(row);
	if (!(rule instanceof RuleError)) return rule;
	const [first] = rule.problems;
	if (first === undefined) throw rule;
	throw new DomainError('INVALID_RULE', {
		code: String(row['code']),
		place: placeText(first.path, ruleInput(row)),
		what: first.what,
		how: first.how,
	});
}
