import { z } from 'zod';
import { Decimal, ZERO, plain, within } from '../decimal.ts';
import type { FactSpec, GatedDeductionParams, Reason, RuleOf } from '../types.ts';
import { deductionsOf } from './findings.ts';
import { keptReason, stateOf, unknownReason, type KnownFacts, type Outcome } from './outcome.ts';
import { casesSpec, factSpec, finding, keyed, label, waiver } from './shapes.ts';

export const gatedDeductionParams = z.strictObject({
	label,
	findings: keyed(finding, ['waiver', 'established']),
	waiver,
}) satisfies z.ZodType<GatedDeductionParams>;

export function gatedDeductionFacts(params: GatedDeductionParams): readonly FactSpec[] {
	return [factSpec({ key: 'established', kind: 'yes_no', label: params.label }), ...params.findings.map(casesSpec)];
}

/** Nothing if the gate is shut (the counts are kept for the day it opens); else points − Σ d × count. */
export function scoreGatedDeduction(rule: RuleOf<'gated_deduction'>, known: KnownFacts): Outcome {
	const gate = known.get('established');
	if (gate?.value.isZero()) {
		return {
			awarded: ZERO,
			attainable: ZERO,
			state: 'assessed',
			reasons: [
				{ code: 'not_met', fact: 'established', evidence: gate.evidence },
				...keptReason(known, ['established']),
			],
			shapedBy: [],
		};
	}

	const { findings } = rule.params;
	const points = new Decimal(rule.points);
	const { deducted, unknown, reasons: found } = deductionsOf(findings, 'each', known);
	const open = gate ? unknown : ['established', ...unknown];

	const reasons: Reason[] = gate ? [{ code: 'met', fact: 'established', evidence: gate.evidence }] : [];
	reasons.push(...found, ...unknownReason(open));
	if (deducted.gt(points)) reasons.push({ code: 'exhausted', deducted: plain(deducted), cut: false, evidence: [] });

	const attainable = within(points.minus(deducted), points);
	return {
		awarded: open.length === 0 ? attainable : ZERO,
		attainable,
		state: stateOf(findings.length + 1 - open.length, open.length),
		reasons,
		shapedBy: [],
	};
}
