import { Decimal, ZERO, plain, shorten, decimalOf } from '../decimal.ts';
import { FACT_LABELS } from '../text/fact-labels.ts';
import type { KnownFact } from '../types/known.ts';
import type { MeasureRange } from '../types/params.ts';
import type { Counts, Reason } from '../types/reasons.ts';
import type { FactSpec } from '../types/rule.ts';
import { stateOf, unknownReason, type KnownFacts, type Outcome } from './outcome.ts';
import { factSpec } from './shapes.ts';

type Measured = MeasureRange & { readonly target: string | null };

/** `actual`, and `target` where the rule sets none. A target set for a village is never negative. */
export function measureFacts(params: Measured): readonly FactSpec[] {
	const { label = FACT_LABELS.actual, unit_label: unit, min, max, integer } = params;
	const { part_label: part = null, whole_label: whole = null } = params;
	const percent = isShare(params);
	const actual = factSpec({ key: 'actual', kind: 'measure', label, unit, min, max, integer, percent, part, whole });
	if (params.target !== null) return [actual];

	const lowest = min !== null && new Decimal(min).gt(0) ? min : '0';
	return [
		{
			...actual,
			key: 'target',
			kind: 'target',
			label: FACT_LABELS.target,
			min: lowest,
			percent: false,
			part: null,
			whole: null,
		},
		actual,
	];
}

/**
 * A per cent may also be a rate that no two counts make, such as a yearly gain: a share lies between 0 and 100, or the rule says of
 * what it is one.
 */
function isShare({ unit_label: unit, min, max, part_label: part, whole_label: whole }: Measured): boolean {
	const isPercent = unit === null || /^[%％]$|百分/.test(unit['zh-CN']);
	return isPercent && ((Boolean(part) && Boolean(whole)) || (min === '0' && max === '100'));
}

export interface Measurement {
	readonly target: Decimal;
	readonly actual: Decimal;
	/** What a reason says of the two; numbers to six decimals. */
	readonly shown: {
		readonly target: string;
		readonly actual: string;
		readonly counts: Counts | null;
		readonly set: 'rule' | 'village';
		readonly evidence: readonly string[];
	};
}

/** Both numbers, or what the criterion is worth while they are not both known. */
export function measurementOf(params: Measured, points: Decimal, known: KnownFacts): Measurement | Outcome {
	const set = params.target === null ? known.get('target') : undefined;
	if (set?.value.isZero()) {
		// A verified target of 0 is met, whatever was or was not measured.
		return met(points, [{ code: 'target_zero', evidence: set.evidence }]);
	}

	const actual = known.get('actual');
	const target = params.target === null ? set?.value : decimalOf(params.target);
	if (target && actual) {
		const evidence = [...(set?.evidence ?? []), ...actual.evidence];
		const shown = { target: plain(target), ...figure(actual), set: set ? 'village' : 'rule', evidence } as const;
		return { target, actual: actual.value, shown };
	}

	const reasons: Reason[] = [];
	for (const [fact, entry] of [
		['target', set],
		['actual', actual],
	] as const) {
		if (!entry) continue;
		const { actual: value, counts } = figure(entry);
		reasons.push({ code: 'recorded', fact, value, counts, evidence: entry.evidence });
	}
	const unknown = [...(target ? [] : ['target']), ...(actual ? [] : ['actual'])];
	return {
		awarded: ZERO,
		attainable: points,
		state: stateOf(reasons.length, unknown.length),
		reasons: [...reasons, ...unknownReason(unknown)],
		shapedBy: [],
	};
}

function figure({ value, counts }: KnownFact): { readonly actual: string; readonly counts: Counts | null } {
	return { actual: shorten(value).text, counts };
}

/** Full marks for certain. */
export function met(points: Decimal, reasons: readonly Reason[]): Outcome {
	return { awarded: points, attainable: points, state: 'assessed', reasons, shapedBy: [] };
}
