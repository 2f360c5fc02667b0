// The rules of a stored rulebook, ready to be scored with.
import { RuleError, parseRule, placeText, type CriterionRule } from '#engine';
import { Refusal } from '#server/platform/render-error.ts';
import { parsed } from '#server/platform/database.ts';
import type { Row } from './stored.ts';

/** Refuses (422) a rulebook with a criterion that cannot be scored with; the guards let none in. */
export const rulesOf = (criteria: readonly Row[]): CriterionRule[] => criteria.map(ruleOf);

function ruleOf(row: Row): CriterionRule {
	const given = { ...rowOf(row), title: { 'zh-CN': String(row['title']), ...(row['title_en'] ? { 'en-US': String(row['title_en']) } : {}) } };
	try {
		return parseRule(given);
	} catch (error) {
		const first = error instanceof RuleError ? error.problems[0] : undefined;
		if (first === undefined) throw error;
		throw new Refusal('INVALID_RULE', { code: String(row['code']), place: placeText(first.path, given), what: first.what, how: first.how });
	}
}

const rowOf = (row: Row): Row => ({ ...row, waivable: Boolean(row['waivable']), params: parsed(row['params']), readings: parsed(row['readings']) ?? [] });
