import { z } from 'zod';
import { Decimal, ZERO, plain, decimalOf } from '../decimal.ts';
import type { Occurrences } from '../types/fact.ts';
import type { Reason } from '../types/reasons.ts';
import type { KnownFacts, Outcome } from '../parts/outcome.ts';
import { key, keyed, label, nonZero, waiver } from '../parts/shapes.ts';
import { name } from '../parts/fields.ts';
import { defineMethod } from '../parts/method.ts';
import type { Waivable } from '../types/params.ts';
import type { RuleWith } from '../types/rule.ts';
import type { Decimalish, Label } from '../types/words.ts';

export interface Category {
	readonly key: string;
	readonly label: Label;
}

export interface DiscretionaryParams extends Waivable {
	/** Points an occurrence; the sign is that of the criterion's points. */
	readonly each: Decimalish;
	readonly cap: Decimalish;
	readonly categories: readonly Category[];
}

const params = z.strictObject({
	each: nonZero,
	cap: nonZero,
	categories: keyed(z.strictObject({ key, label })),
	waiver,
}) satisfies z.ZodType<DiscretionaryParams>;

/** Clauses 7 and 8: ± each × occurrences approved, at most ± cap; the sign is that of the criterion's points. */
function score(rule: RuleWith<DiscretionaryParams>, _known: KnownFacts, adjustments: readonly Occurrences[]): Outcome {
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
	const awarded = decimalOf(rule.points).isNegative() ? amount.neg() : amount;
	const shapedBy = [...(occurrences.isZero() ? [] : ['each']), ...(capped ? ['cap'] : [])];
	return { awarded, attainable: awarded, state: 'assessed', reasons: [...reasons, ...ignored], shapedBy };
}

function sort(rule: RuleWith<DiscretionaryParams>, adjustments: readonly Occurrences[]) {
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

export default defineMethod({
	key: 'discretionary',
	order: 7,
	name: name('领导小组确定', 'Leadership decision'),
	summary: 'Occurrences approved by the leadership group: each × occurrences, at most the cap',
	params,
	fields: [
		{ kind: 'decimal', name: 'each', label: name('每次分值', 'Points an occurrence') },
		{ kind: 'decimal', name: 'cap', label: name('最多', 'Cap') },
		{
			kind: 'list',
			name: 'categories',
			label: name('类别', 'Categories'),
			entry: name('类别', 'category'),
			stem: 'category',
			fields: [{ kind: 'label', name: 'label', label: name('名称', 'Name') }],
		},
	],
	facts: () => [],
	score,
	openResult: 'result',
	part: (points) => (points.startsWith('-') ? 'penalty' : 'bonus'),
	points: 'not_zero',
	waivable: false,
	takesAdjustments: true,
});
