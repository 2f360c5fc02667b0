import { z } from 'zod';
import { ZERO, plain, within, decimalOf } from '../decimal.ts';
import type { Reason } from '../types/reasons.ts';
import type { FactSpec, RuleWith } from '../types/rule.ts';
import { deductionsOf } from '../parts/findings.ts';
import { keptReason, stateOf, unknownReason, type KnownFacts, type Outcome } from '../parts/outcome.ts';
import { casesSpec, factSpec, finding, keyed, label, waiver } from '../parts/shapes.ts';
import { CONDITION, FINDINGS, name } from '../parts/fields.ts';
import { defineMethod } from '../parts/method.ts';
import type { Finding, Waivable } from '../types/params.ts';
import type { Label } from '../types/words.ts';

export interface GatedDeductionParams extends Waivable {
	readonly label: Label;
	readonly findings: readonly Finding[];
}

const params = z.strictObject({
	label,
	findings: keyed(finding, ['waiver', 'established']),
	waiver,
}) satisfies z.ZodType<GatedDeductionParams>;

function facts(params: GatedDeductionParams): readonly FactSpec[] {
	return [factSpec({ key: 'established', kind: 'yes_no', label: params.label }), ...params.findings.map(casesSpec)];
}

/** Nothing if the gate is shut (the counts are kept for the day it opens); else points − Σ d × count. */
function score(rule: RuleWith<GatedDeductionParams>, known: KnownFacts): Outcome {
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
	const points = decimalOf(rule.points);
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

export default defineMethod({
	key: 'gated_deduction',
	order: 4,
	name: name('先达标再扣分', 'Gate, then deductions'),
	summary: 'A yes or no, then counts of cases: 0 if no, else points − Σ deduction × cases',
	params,
	fields: [CONDITION, FINDINGS],
	facts,
	score,
	openResult: 'result_open_gated',
});
