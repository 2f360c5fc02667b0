import { z } from 'zod';
import { Decimal, ZERO, shorten, within } from '../decimal.ts';
import { FACT_LABELS } from '../text/fact-labels.ts';
import type { FactSpec, Reason, RuleOf, ShortfallParams } from '../types.ts';
import { measureFacts, measurementOf, met, type Measurement } from './measure.ts';
import { keptReason, type KnownFacts, type Outcome } from './outcome.ts';
import { checkRange, decimal, factSpec, measureRange, positive, waiver } from './shapes.ts';

export const shortfallParams = z
	.strictObject({
		target: decimal.nullable(),
		unit: positive,
		...measureRange,
		deduction: positive,
		rounding: z.enum(['floor', 'ceil', 'linear']).default('floor'),
		no_plan: z.enum(['zero', 'pending']).nullable().default(null),
		waiver,
	})
	.superRefine(checkRange) satisfies z.ZodType<ShortfallParams>;

export function shortfallFacts(params: ShortfallParams): readonly FactSpec[] {
	const facts = measureFacts(params);
	if (params.no_plan === null) return facts;
	return [...facts, factSpec({ key: 'no_plan', kind: 'no_plan', label: FACT_LABELS.no_plan })];
}

/** points − d × ⌊(target − actual) / unit⌋, or ⌈ ⌉ or exactly, as `rounding` says; no deduction once the target is met. */
export function scoreShortfall(rule: RuleOf<'shortfall'>, known: KnownFacts): Outcome {
	const { params } = rule;
	const points = new Decimal(rule.points);
	const plan = params.no_plan === null ? undefined : known.get('no_plan');
	if (plan && params.no_plan !== null && !plan.value.isZero()) {
		const pending = params.no_plan === 'pending';
		return {
			awarded: ZERO,
			attainable: pending ? points : ZERO,
			state: pending ? 'pending' : 'assessed',
			reasons: [
				{ code: 'no_plan', reading: params.no_plan, evidence: plan.evidence },
				...keptReason(known, ['no_plan']),
			],
			shapedBy: ['no_plan'],
		};
	}

	const outcome = outcomeOf(rule, points, known);
	if (!plan) return outcome;
	return {
		...outcome,
		state: outcome.state === 'pending' ? 'partial' : outcome.state,
		reasons: [{ code: 'plan_exists', evidence: plan.evidence }, ...outcome.reasons],
	};
}

function outcomeOf({ params }: RuleOf<'shortfall'>, points: Decimal, known: KnownFacts): Outcome {
	const measured = measurementOf(params, points, known);
	if ('awarded' in measured) return measured;
	const { target, actual, said } = measured;
	if (actual.gte(target)) return met(points, [{ code: 'target_met', ...said }]);
	return short(params, points, measured);
}

function short(params: ShortfallParams, points: Decimal, { target, actual, said }: Measurement): Outcome {
	const unit = new Decimal(params.unit);
	const each = new Decimal(params.deduction);
	const gap = target.minus(actual);
	const ratio = gap.div(unit);
	const whole = ratio.isInteger();
	const units =
		whole || params.rounding === 'linear' ? ratio : params.rounding === 'floor' ? ratio.floor() : ratio.ceil();
	// Multiplied before it is divided, so that only the last step can be inexact.
	const deducted = params.rounding === 'linear' ? each.times(gap).div(unit) : each.times(units);
	const { text: taken, cut } = shorten(deducted);

	const reasons: Reason[] = [
		{
			code: 'short',
			...said,
			gap: shorten(gap).text,
			unit: params.unit,
			units: shorten(units).text,
			whole,
			rounding: params.rounding,
			each: params.deduction,
			taken,
			cut,
		},
	];
	if (deducted.gt(points)) reasons.push({ code: 'exhausted', deducted: taken, cut, evidence: [] });
	const awarded = within(points.minus(deducted), points);
	const shapedBy = ['deduction', 'unit', 'target', ...(whole ? [] : ['rounding'])];
	return { awarded, attainable: awarded, state: 'assessed', reasons, shapedBy };
}
