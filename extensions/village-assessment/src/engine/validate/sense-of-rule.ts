import { Decimal } from '../decimal.ts';
import { METHOD_NAMES, PARAM_FIELDS } from '../forms/fields.ts';
import { methodOf } from '../methods.ts';
import { partName } from '../forms/place.ts';
import { readingValue } from '../score.ts';
import { choiceText } from '../text/readings.ts';
import type { CriterionRule, Label } from '../types.ts';
import { problem, type Path, type Problem } from './problem.ts';

/** Second ring, for one criterion: do its parts agree with each other? */
export function senseOfRule(rule: CriterionRule, at: Path): readonly Problem[] {
	return [...pointsOf(rule, at), ...capOf(rule, at), ...waiverOf(rule, at)];
}

function pointsOf({ method, points }: CriterionRule, at: Path): readonly Problem[] {
	const value = new Decimal(points);
	const sign = methodOf(method).points;
	const fits = sign === 'not_zero' ? !value.isZero() : sign === 'not_negative' ? !value.isNegative() : value.gt(0);
	return fits ? [] : [problem('points_sign', [...at, 'points'], { points, method: METHOD_NAMES[method] })];
}

function capOf(rule: CriterionRule, at: Path): readonly Problem[] {
	if (rule.method !== 'discretionary') return [];
	const cap = new Decimal(rule.params.cap).abs();
	const path = [...at, 'params', 'cap'];
	const values = { cap: rule.params.cap, points: rule.points, each: rule.params.each };
	if (cap.gt(new Decimal(rule.points).abs())) return [problem('cap_above_points', path, values)];
	return cap.lt(new Decimal(rule.params.each).abs()) ? [problem('cap_below_each', path, values)] : [];
}

function waiverOf({ method, waivable }: CriterionRule, at: Path): readonly Problem[] {
	return methodOf(method).waivable === false && waivable
		? [problem('not_waivable', [...at, 'waivable'], { method: METHOD_NAMES[method] })]
		: [];
}

/**
 * Readings name a parameter and list the choice made. Asked of whole rulebooks only: an office that decides for a value which
 * nobody had thought of must not be stopped by the list.
 */
export function readingsOf(rule: CriterionRule, at: Path): readonly Problem[] {
	const names = ['points', ...Object.keys(rule.params)].filter((name) => readingValue(rule, name) !== undefined);
	return rule.readings.flatMap((reading, index) => {
		const path = [...at, 'readings', index];
		const value = readingValue(rule, reading.param);
		const name = partName(reading.param, PARAM_FIELDS[rule.method]);
		const textOf = (choice: string | boolean): Required<Label> => ({
			'zh-CN': choiceText(rule, { param: reading.param, value: choice }, 'zh-CN'),
			'en-US': choiceText(rule, { param: reading.param, value: choice }, 'en-US'),
		});
		if (value === undefined) {
			return [problem('reading_param', [...path, 'param'], { name: reading.param, allowed: names })];
		}
		const earlier = rule.readings.findIndex(({ param }) => param === reading.param);
		if (earlier < index) return [problem('reading_twice', [...path, 'param'], { name })];
		if (reading.options.includes(value)) return [];
		return [
			problem('reading_value', [...path, 'options'], {
				name,
				value: textOf(value),
				options: reading.options.map(textOf),
			}),
		];
	});
}
