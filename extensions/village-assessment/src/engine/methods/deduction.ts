import { z } from 'zod';
import { ZERO, plain, within, decimalOf } from '../decimal.ts';
import type { Reason } from '../types/reasons.ts';
import type { FactSpec, RuleWith } from '../types/rule.ts';
import { deductionsOf } from '../parts/findings.ts';
import { stateOf, unknownReason, type KnownFacts, type Outcome } from '../parts/outcome.ts';
import { casesSpec, finding, keyed, waiver } from '../parts/shapes.ts';
import { FINDINGS, name, option } from '../parts/fields.ts';
import { defineMethod } from '../parts/method.ts';
import type { Finding, Waivable } from '../types/params.ts';

export interface DeductionParams extends Waivable {
	readonly findings: readonly Finding[];
	/** `each`: every case deducts; `once`: each kind of finding deducts at most once. */
	readonly count: 'each' | 'once';
}

const params = z.strictObject({
	findings: keyed(finding, ['waiver']),
	count: z.enum(['each', 'once']).default('each'),
	waiver,
}) satisfies z.ZodType<DeductionParams>;

function facts(params: DeductionParams): readonly FactSpec[] {
	return params.findings.map(casesSpec);
}

/** points − Σ d × count; nothing is guaranteed while a kind of finding is unknown. */
function score(rule: RuleWith<DeductionParams>, known: KnownFacts): Outcome {
	const { findings, count } = rule.params;
	const points = decimalOf(rule.points);
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

export default defineMethod({
	key: 'deduction',
	order: 2,
	name: name('按例扣分', 'Deduction per case'),
	summary: 'Kinds of findings with a count of cases: points − Σ deduction × cases',
	params,
	fields: [
		FINDINGS,
		{
			kind: 'choice',
			name: 'count',
			label: name('同类问题', 'Cases of one kind'),
			options: [
				option('each', '逐个计扣', 'each deducts'),
				option('once', '每类最多扣一次', 'each kind deducts at most once'),
			],
		},
	],
	facts,
	score,
	openResult: 'result_open_deduction',
});
