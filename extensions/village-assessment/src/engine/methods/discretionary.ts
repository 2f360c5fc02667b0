import { z } from 'zod';
import { Decimal, ZERO, plain } from '../decimal.ts';
import type { DiscretionaryParams, Occurrences, Reason, RuleOf } from '../types.ts';
import type { Outcome } from './outcome.ts';
import { key, keyed, label, nonZero, waiver } from './shapes.ts';

export const discretionaryParams = z.strictObject({
	each: nonZero,
	cap: nonZero,
	categories: keyed(z.strictObject({ key, label })),
	waiver,
}) satisfies z.ZodType<DiscretionaryParams>;

/** Clauses 7 and 8: ± each × occurrences approved, at most ± cap; the sign is that of the criterion's points. */
export function scoreDiscretionary(rule: RuleOf<'discretionary'>, adjustments: readonly Occurrences[]): Outcome {
	const each = new Decimal(rule.params.each).abs();
	const cap = new Decimal(rule.params.cap).abs();
	const { counted, ignored } = sort(rule, adjustments);

	const byCategory = rule.params.categories.flatMap(({ key: category }) => {
		const of = counted.filter((adjustment) => adjustment.category === category);
		const occurrences = of.reduce((sum, adjustment) => sum.plus(adjustment.occurrences), ZERO);
		return occurrences.isZero() ? [] : [{ category, occurrences }];
	});
	const occurrences = byCategory.reduce((sum, entry) => sum.plus(entry.occurrences), ZERO);
	const points = each.times(occurrences);
	const capped = points.gt(cap);

	const reasons: Reason[] = [
		occurrences.isZero()
			? { code: 'no_occurrences', evidence: [] }
			: {
					code: 'occurrences',
					counted: byCategory.map((entry) => ({ ...entry, occurrences: plain(entry.occurrences) })),
					occurrences: plain(occurrences),
					each: plain(each),
					points: plain(points),
					evidence: counted.map(({ id }) => id).sort(),
				},
	];
	if (capped) reasons.push({ code: 'capped', cap: plain(cap), lost: plain(points.minus(cap)), evidence: [] });

	const amount = capped ? cap : points;
	const awarded = new Decimal(rule.points).isNegative() ? amount.neg() : amount;
	const shapedBy = [...(occurrences.isZero() ? [] : ['each']), ...(capped ? ['cap'] : [])];
	return { awarded, attainable: awarded, state: 'assessed', reasons: [...reasons, ...ignored], shapedBy };
}

function sort(rule: RuleOf<'discretionary'>, adjustments: readonly Occurrences[]) {
	const keys = new Set(rule.params.categories.map(({ key: name }) => name));
	const counted: Occurrences[] = [];
	const ignored: Reason[] = [];
	for (const adjustment of adjustments) {
		const { id, occurrences, category } = adjustment;
		const sound = Number.isSafeInteger(occurrences) && occurrences >= 0;
		if (sound && keys.has(category)) {
			counted.push(adjustment);
			continue;
		}
		const problem = sound ? 'unknown_category' : 'bad_occurrences';
		ignored.push({ code: 'ignored', fact: String(category), value: String(occurrences), problem, evidence: [id] });
	}
	ignored.sort((a, b) => ((a.evidence[0] ?? '') < (b.evidence[0] ?? '') ? -1 : 1));
	return { counted, ignored };
}
