import type { z } from 'zod';
import { FACT_LABELS } from '../text/fact-labels.ts';
import type { CriterionRule, FactSpec, Method, Occurrences, ParamsByMethod } from '../types.ts';
import { bandFacts, bandParams, scoreBand } from './band.ts';
import { checklistFacts, checklistParams, scoreChecklist } from './checklist.ts';
import { deductionFacts, deductionParams, scoreDeduction } from './deduction.ts';
import { discretionaryParams, scoreDiscretionary } from './discretionary.ts';
import { gateFacts, gateParams, scoreGate } from './gate.ts';
import { gatedDeductionFacts, gatedDeductionParams, scoreGatedDeduction } from './gated-deduction.ts';
import type { KnownFacts, Outcome } from './outcome.ts';
import { factSpec } from './shapes.ts';
import { scoreShortfall, shortfallFacts, shortfallParams } from './shortfall.ts';
import { scoreUnallocated, unallocatedParams } from './unallocated.ts';

/** The parameters of each method: the one source of validation and of the published JSON Schemas. */
export const PARAMS = {
	checklist: checklistParams,
	deduction: deductionParams,
	gate: gateParams,
	gated_deduction: gatedDeductionParams,
	shortfall: shortfallParams,
	band: bandParams,
	discretionary: discretionaryParams,
	unallocated: unallocatedParams,
} satisfies { [M in Method]: z.ZodType<ParamsByMethod[M]> };

type RuleWithoutFacts = CriterionRule extends infer R ? (R extends CriterionRule ? Omit<R, 'facts'> : never) : never;

/** The facts that a rule takes; a waiver last, where it is allowed. */
export function catalogueOf(rule: RuleWithoutFacts): readonly FactSpec[] {
	const own = ownFacts(rule);
	if (!rule.waivable || rule.params.waiver === 'not_allowed') return own;
	return [...own, factSpec({ key: 'waiver', kind: 'waiver', label: FACT_LABELS.waiver })];
}

function ownFacts(rule: RuleWithoutFacts): readonly FactSpec[] {
	switch (rule.method) {
		case 'checklist':
			return checklistFacts(rule.params);
		case 'deduction':
			return deductionFacts(rule.params);
		case 'gate':
			return gateFacts(rule.params);
		case 'gated_deduction':
			return gatedDeductionFacts(rule.params);
		case 'shortfall':
			return shortfallFacts(rule.params);
		case 'band':
			return bandFacts(rule.params);
		case 'discretionary':
		case 'unallocated':
			return [];
	}
}

/** What the method makes of the known facts. */
export function applyMethod(rule: CriterionRule, known: KnownFacts, adjustments: readonly Occurrences[]): Outcome {
	switch (rule.method) {
		case 'checklist':
			return scoreChecklist(rule, known);
		case 'deduction':
			return scoreDeduction(rule, known);
		case 'gate':
			return scoreGate(rule, known);
		case 'gated_deduction':
			return scoreGatedDeduction(rule, known);
		case 'shortfall':
			return scoreShortfall(rule, known);
		case 'band':
			return scoreBand(rule, known);
		case 'discretionary':
			return scoreDiscretionary(rule, adjustments);
		case 'unallocated':
			return scoreUnallocated(rule);
	}
}
