import { z } from 'zod';
import { Decimal, ZERO, plain, within } from '../decimal.ts';
import type { DeductionParams, FactSpec, Reason, RuleOf } from '../types.ts';
import { deductionsOf } from './findings.ts';
import { stateOf, unknownReason, type KnownFacts, type Outcome } from './outcome.ts';
import { casesSpec, finding, keyed, waiver } from './shapes.ts';

export const deductionParams = z.strictObject({
	findings: keyed(finding, ['waiver']),
	count: z.enum(['each', 'once']).default('each'),
	waiver,
}) satisfies z.ZodType<DeductionParams>;

export function deductionFacts(params: DeductionParams): readonly FactSpec[] {
	return params.findings.map(casesSpec);
}

/** points − Σ d × count; nothing is guaranteed while a kind of finding is unknown. */
export function scoreDeduction(rule: RuleOf<'deduction'>, known: KnownFacts): Outcome {
	const { findings, count } = rule.params;
	const points = new Decimal(rule.points);
	const { deducted, unknown, reasons: found, repeated } = deductionsOf(findings, count, known);

	const reasons: Reason[] = [...found, ...unknownReason(unknown)];
	if (deducted.gt(points)) reasons.push({ code: 'exhausted', deducted: plain(deducted), cut: false, evidence: [] });

	const attainable = within(points.minus(deducted), points);
	return {
		awarded: unknown.length === 0 ? attainable : ZERO,
		attainable,
		state: stateOf(findings.length - unknown.length, unknown.length),
		reasons,
		shapedBy: repeated ? ['count'] : [],
	};
}
