import { z } from 'zod';
import { Decimal, ZERO, plain, within, decimalOf } from '../decimal.ts';
import { MEASURE, name, option } from '../parts/fields.ts';
import { measureFacts } from '../parts/measure.ts';
import { defineMethod } from '../parts/method.ts';
import { unknownReason, type KnownFacts, type Outcome } from '../parts/outcome.ts';
import { checkRange, decimal, key, keyed, label, measureRange, waiver } from '../parts/shapes.ts';
import type { MeasureRange, Waivable } from '../types/params.ts';
import type { FactSpec, RuleWith } from '../types/rule.ts';
import type { Decimalish, Label } from '../types/words.ts';

export interface Tier {
	readonly key: string;
	/** What the tier is called: 优秀, 一档. */
	readonly label: Label;
	/** The tier begins here, the bound included. */
	readonly bound: Decimalish;
	/** From 0 to the full marks. */
	readonly points: Decimalish;
}

export interface TiersParams extends Waivable, MeasureRange {
	/** `at_least`: the more the better; `at_most`: the less the better. */
	readonly direction: 'at_least' | 'at_most';
	readonly tiers: readonly Tier[];
}

const tier = z.strictObject({ key, label, bound: decimal, points: decimal });

const params = z
	.strictObject({
		direction: z.enum(['at_least', 'at_most']).default('at_least'),
		tiers: keyed(tier),
		...measureRange,
		waiver,
	})
	.superRefine(({ min, max }, context) =>
		checkRange({ min, max, target: null }, context),
	) satisfies z.ZodType<TiersParams>;

/** Only the actual: a tier's bounds stand in the rule, so no village has a target of its own. */
const facts = (given: TiersParams): readonly FactSpec[] => measureFacts({ ...given, target: '0' });

/** The points of the best tier that the actual reaches, none below all of them. */
function score(rule: RuleWith<TiersParams>, known: KnownFacts): Outcome {
	const { direction, tiers } = rule.params;
	const points = decimalOf(rule.points);
	const actual = known.get('actual');
	if (!actual) {
		const most = tiers.reduce((best, one) => Decimal.max(best, one.points), ZERO);
		return {
			awarded: ZERO,
			attainable: within(most, points),
			state: 'pending',
			reasons: unknownReason(['actual']),
			shapedBy: [],
		};
	}
	const reached = tiers.filter(({ bound }) =>
		direction === 'at_least' ? actual.value.gte(bound) : actual.value.lte(bound),
	);
	const best = reached.toSorted((a, b) => new Decimal(b.points).cmp(a.points))[0];
	const awarded = best === undefined ? ZERO : within(new Decimal(best.points), points);
	const values = { actual: plain(actual.value), unit: rule.params.unit_label ?? NO_UNIT };
	return {
		awarded,
		attainable: awarded,
		state: 'assessed',
		reasons: [
			best === undefined
				? { code: 'stated', clause: 'no_tier', values, evidence: actual.evidence }
				: {
						code: 'stated',
						clause: direction,
						values: { ...values, tier: best.label, bound: best.bound, points: plain(awarded) },
						evidence: actual.evidence,
					},
		],
		shapedBy: [],
	};
}

const NO_UNIT: Label = { 'zh-CN': '', 'en-US': '' };

export default defineMethod({
	key: 'tiers',
	order: 9,
	name: name('分档计分', 'Tiers'),
	summary: 'Fixed points by steps of a measure: the points of the best tier reached, else 0',
	params,
	fields: [
		{
			kind: 'choice',
			name: 'direction',
			label: name('数值', 'The measure'),
			options: [
				option('at_least', '越高越好（达到即得该档分）', 'the more the better'),
				option('at_most', '越低越好（不超过即得该档分）', 'the less the better'),
			],
		},
		{
			kind: 'list',
			name: 'tiers',
			label: name('档次', 'Tiers'),
			entry: name('档', 'tier'),
			stem: 'tier',
			fields: [
				{ kind: 'label', name: 'label', label: name('名称', 'Name') },
				{ kind: 'decimal', name: 'bound', label: name('界限（含）', 'Bound (included)') },
				{ kind: 'decimal', name: 'points', label: name('得分', 'Points') },
			],
		},
		...MEASURE,
	],
	facts,
	score,
	clauses: {
		at_least: name(
			'实际{actual}{unit}，达到“{tier}”（{bound}{unit}及以上），得{points}分',
			'{actual} {unit} reaches “{tier}” ({bound} {unit} or more): {points} points',
		),
		at_most: name(
			'实际{actual}{unit}，未超过“{tier}”的界限（{bound}{unit}及以下），得{points}分',
			'{actual} {unit} keeps within “{tier}” ({bound} {unit} or less): {points} points',
		),
		no_tier: name('实际{actual}{unit}，未达到任何一档，不得分', '{actual} {unit} reaches no tier: no points'),
	},
	openResult: 'result_open_measure',
});
