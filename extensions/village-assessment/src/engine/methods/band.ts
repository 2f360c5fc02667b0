import { z } from 'zod';
import { Decimal, ZERO, shorten, within, decimalOf } from '../decimal.ts';
import type { FactSpec, RuleWith } from '../types/rule.ts';
import { measureFacts, measurementOf, met, type Measurement } from '../parts/measure.ts';
import type { KnownFacts, Outcome } from '../parts/outcome.ts';
import { checkRange, decimal, measureRange, waiver } from '../parts/shapes.ts';
import { MEASURE, name, option, TARGET } from '../parts/fields.ts';
import { defineMethod } from '../parts/method.ts';
import type { Between, MeasureRange, Waivable } from '../types/params.ts';
import type { Decimalish } from '../types/words.ts';

export interface BandParams extends Waivable, MeasureRange {
	readonly target: Decimalish | null;
	readonly floor: Decimalish;
	readonly between: Between;
}

const params = z
	.strictObject({
		target: decimal.nullable(),
		floor: decimal,
		between: z.enum(['proportional', 'interpolate', 'full', 'none']),
		...measureRange,
		waiver,
	})
	.superRefine((params, context) => {
		const { target, floor, between } = params;
		checkRange(params, context);
		if (target === null) return;
		if (new Decimal(floor).gt(target)) {
			context.addIssue({ code: 'custom', message: 'floor_above_target', path: ['floor'], params: { floor, target } });
		}
		if (between === 'proportional' && new Decimal(target).lte(0)) {
			context.addIssue({ code: 'custom', message: 'proportional_target', path: ['target'], params: { target } });
		}
	}) satisfies z.ZodType<BandParams>;

function facts(params: BandParams): readonly FactSpec[] {
	return measureFacts(params);
}

/** Full marks from the target on, nothing below the floor; between them as the rule reads it. */
function score(rule: RuleWith<BandParams>, known: KnownFacts): Outcome {
	const { params } = rule;
	const points = decimalOf(rule.points);
	const measured = measurementOf(params, points, known);
	if ('awarded' in measured) return measured;

	const { target, actual, shown } = measured;
	const floor = decimalOf(params.floor);
	const numbers = { ...shown, floor: params.floor };
	if (actual.gte(target)) return met(points, [{ code: 'target_met', ...shown }]);
	if (actual.lt(floor)) {
		const reasons = [{ code: 'below_floor', ...numbers }] as const;
		return { awarded: ZERO, attainable: ZERO, state: 'assessed', reasons, shapedBy: ['floor'] };
	}

	const awarded = within(BETWEEN[params.between](points, measured, floor), points);
	const { text: exact, cut } = shorten(awarded);
	const reasons = [{ code: 'between', ...numbers, between: params.between, exact, cut }] as const;
	return { awarded, attainable: awarded, state: 'assessed', reasons, shapedBy: ['between', 'target', 'floor'] };
}

const BETWEEN = {
	proportional: (points, { actual, target }) => points.times(actual).div(target),
	interpolate: (points, { actual, target }, floor) => points.times(actual.minus(floor)).div(target.minus(floor)),
	full: (points) => points,
	none: () => ZERO,
} satisfies Record<Between, (points: Decimal, measured: Measurement, floor: Decimal) => Decimal>;

export default defineMethod({
	key: 'band',
	order: 6,
	name: name('区间得分', 'Band'),
	summary: 'Full marks from the target on, nothing below the floor, between them as read',
	params,
	fields: [
		TARGET,
		{ kind: 'decimal', name: 'floor', label: name('下限', 'Floor') },
		{
			kind: 'choice',
			name: 'between',
			label: name('下限与目标之间', 'Between floor and target'),
			options: [
				option('proportional', '按完成比例计分', 'points by share of the target'),
				option('interpolate', '从下限到目标按直线内插', 'on a straight line from floor to target'),
				option('full', '计满分', 'full marks'),
				option('none', '不得分', 'no points'),
			],
		},
		...MEASURE,
	],
	facts,
	score,
	openResult: 'result_open_measure',
});
