import { z } from 'zod';
import { type Decimal, ZERO, shorten, within, decimalOf } from '../decimal.ts';
import { FACT_LABELS } from '../text/fact-labels.ts';
import type { Reason } from '../types/reasons.ts';
import type { FactSpec, RuleWith } from '../types/rule.ts';
import { measureFacts, measurementOf, met, type Measurement } from '../parts/measure.ts';
import { keptReason, type KnownFacts, type Outcome } from '../parts/outcome.ts';
import { checkRange, decimal, factSpec, measureRange, positive, waiver } from '../parts/shapes.ts';
import { MEASURE, name, option, TARGET } from '../parts/fields.ts';
import { defineMethod } from '../parts/method.ts';
import type { MeasureRange, NoPlan, Rounding, Waivable } from '../types/params.ts';
import type { Decimalish } from '../types/words.ts';

export interface ShortfallParams extends Waivable, MeasureRange {
	/** null: set for each village by the fact `target`. */
	readonly target: Decimalish | null;
	readonly unit: Decimalish;
	readonly deduction: Decimalish;
	readonly rounding: Rounding;
	/** What the fact `no_plan` means; null: the rule does not know it. */
	readonly no_plan: NoPlan | null;
}

const params = z
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

function facts(params: ShortfallParams): readonly FactSpec[] {
	const facts = measureFacts(params);
	if (params.no_plan === null) return facts;
	return [...facts, factSpec({ key: 'no_plan', kind: 'no_plan', label: FACT_LABELS.no_plan })];
}

/** points − d × ⌊(target − actual) / unit⌋, or ⌈ ⌉ or exactly, as `rounding` says; no deduction once the target is met. */
function score(rule: RuleWith<ShortfallParams>, known: KnownFacts): Outcome {
	const { params } = rule;
	const points = decimalOf(rule.points);
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

function outcomeOf({ params }: RuleWith<ShortfallParams>, points: Decimal, known: KnownFacts): Outcome {
	const measured = measurementOf(params, points, known);
	if ('awarded' in measured) return measured;
	const { target, actual, shown } = measured;
	if (actual.gte(target)) return met(points, [{ code: 'target_met', ...shown }]);
	return short(params, points, measured);
}

function short(params: ShortfallParams, points: Decimal, { target, actual, shown }: Measurement): Outcome {
	const unit = decimalOf(params.unit);
	const each = decimalOf(params.deduction);
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
			...shown,
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

export default defineMethod({
	key: 'shortfall',
	order: 5,
	name: name('按差额扣分', 'Shortfall against a target'),
	summary: 'An actual against a target: points − deduction × units short',
	params,
	fields: [
		TARGET,
		{ kind: 'decimal', name: 'unit', label: name('每少多少扣一次', 'Size of one step short') },
		{ kind: 'decimal', name: 'deduction', label: name('每次扣分', 'Points off a step') },
		{
			kind: 'choice',
			name: 'rounding',
			label: name('不足一次的部分', 'Less than a whole step'),
			options: [
				option('floor', '不扣', 'takes nothing'),
				option('ceil', '按一次扣', 'takes a whole step'),
				option('linear', '按比例扣', 'takes its share'),
			],
		},
		{
			kind: 'choice',
			name: 'no_plan',
			label: name('没有年度计划时', 'Without an annual plan'),
			options: [
				option(null, '不问有无计划', 'plans are not asked for'),
				option('zero', '不得分', 'no points'),
				option('pending', '补上计划后再计分', 'left open until there is one'),
			],
		},
		...MEASURE,
	],
	facts,
	score,
	openResult: 'result_open_measure',
});
