// What is still unknown of a village, in the order of the rulebook. Pure.
import type { CriterionRule } from '#engine';
import type { EvidenceStatus } from '#domain/evidence/workflow.ts';
import { choicesOf } from '#app/features/evidence/fact-draft.ts';
import type { IndicatorRow, LineRow, ScoreCard } from '#app/features/scorecards/score-card.ts';
import { ruleOf } from '#app/features/scorecards/score-rows.ts';

export interface MissingCriterion {
	readonly line: LineRow;
	readonly rule: CriterionRule;
	/** Keys of facts that a clerk hands in. */
	readonly facts: readonly string[];
	/** Those that are the office's alone. */
	readonly officeFacts: readonly string[];
	/** Those that are begun: a draft, or what was returned. Handing that in is what is missing. */
	readonly begun: readonly Begun[];
}

export interface Begun {
	readonly item: string;
	readonly fact: string;
	readonly status: 'draft' | 'returned';
}

/** An item of the village that is not verified. */
export interface Unverified {
	readonly id: string;
	readonly criterion: string;
	readonly fact: string;
	readonly status: EvidenceStatus;
}

export interface MissingGroup {
	readonly indicator: IndicatorRow;
	readonly criteria: readonly MissingCriterion[];
}

/** What waits for verification is missing no more; what was begun is, but not to be begun again. */
export function missingOf({ lines, assessment }: ScoreCard, items: readonly Unverified[]): readonly MissingGroup[] {
	const missing = [...lines]
		.sort((a, b) => (a.criterion.sort ?? 0) - (b.criterion.sort ?? 0))
		.flatMap(
			(line) =>
				missingIn(
					line,
					items.filter(({ criterion }) => criterion === line.criterion.id),
				) ?? [],
		);
	return [...assessment.rulebook.indicators]
		.sort((a, b) => (a.sort ?? 0) - (b.sort ?? 0))
		.map((indicator) => ({
			indicator,
			criteria: missing.filter(({ line }) => line.criterion.indicator === indicator.id),
		}))
		.filter(({ criteria }) => criteria.length > 0);
}

function missingIn(line: LineRow, items: readonly Unverified[]): MissingCriterion[] | null {
	const rule = ruleOf(line.criterion);
	if (rule === null || (line.state !== 'pending' && line.state !== 'partial')) return null;
	const unknown = (line.reasons ?? []).flatMap((reason) => (reason.code === 'unknown' ? reason.facts : []));
	const own = new Set(choicesOf(rule, { office: false }).map(({ key }) => key));
	const handedIn = new Set(items.flatMap(({ status, fact }) => (status === 'submitted' ? [fact] : [])));
	const open = unknown.filter((fact) => own.has(fact) && !handedIn.has(fact));
	const begun = items.flatMap(({ id, fact, status }): Begun[] =>
		open.includes(fact) && (status === 'draft' || status === 'returned') ? [{ item: id, fact, status }] : [],
	);
	const facts = open.filter((fact) => !begun.some((one) => one.fact === fact));
	const officeFacts = unknown.filter((fact) => !own.has(fact));
	return facts.length + officeFacts.length + begun.length === 0 ? null : [{ line, rule, facts, officeFacts, begun }];
}
