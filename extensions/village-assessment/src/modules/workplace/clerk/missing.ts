// What is still unknown of a village, in the order of the rulebook. Pure.
import type { CriterionRule } from '../../../engine/index.ts';
import { choicesOf } from '../../../screens/fact/fact-draft.ts';
import type { IndicatorRow, LineRow, ScoreCard } from '../../../screens/score-table/score-card.ts';
import { ruleOf } from '../../../screens/score-table/score-rows.ts';

export interface MissingCriterion {
	readonly line: LineRow;
	readonly rule: CriterionRule;
	/** Keys of facts that a clerk hands in. */
	readonly facts: readonly string[];
	/** Those that are the office's alone. */
	readonly officeFacts: readonly string[];
}

export interface MissingGroup {
	readonly indicator: IndicatorRow;
	readonly criteria: readonly MissingCriterion[];
}

/** `handedIn`: facts, as `criterion/fact`, that wait for verification. */
export function missingOf({ lines, assessment }: ScoreCard, handedIn: ReadonlySet<string>): readonly MissingGroup[] {
	const missing = [...lines].sort((a, b) => a.criterion.sort - b.criterion.sort).flatMap((line) => missingIn(line, handedIn) ?? []);
	return [...assessment.rulebook.indicators]
		.sort((a, b) => a.sort - b.sort)
		.map((indicator) => ({ indicator, criteria: missing.filter(({ line }) => line.criterion.indicator === indicator.id) }))
		.filter(({ criteria }) => criteria.length > 0);
}

function missingIn(line: LineRow, handedIn: ReadonlySet<string>): MissingCriterion[] | null {
	const rule = ruleOf(line.criterion);
	if (rule === null || (line.state !== 'pending' && line.state !== 'partial')) return null;
	const unknown = (line.reasons ?? []).flatMap((reason) => (reason.code === 'unknown' ? reason.facts : []));
	const own = new Set(choicesOf(rule, { office: false }).map(({ key }) => key));
	const facts = unknown.filter((fact) => own.has(fact) && !handedIn.has(`${line.criterion.id}/${fact}`));
	const officeFacts = unknown.filter((fact) => !own.has(fact));
	return facts.length + officeFacts.length === 0 ? null : [{ line, rule, facts, officeFacts }];
}
