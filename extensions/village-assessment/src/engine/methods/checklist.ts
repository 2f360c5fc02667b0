import { z } from 'zod';
import { plain, within, decimalOf } from '../decimal.ts';
import type { Reason } from '../types/reasons.ts';
import type { FactSpec, RuleWith } from '../types/rule.ts';
import { stateOf, unknownReason, type KnownFacts, type Outcome } from '../parts/outcome.ts';
import { factSpec, key, keyed, label, positive, waiver } from '../parts/shapes.ts';
import { name } from '../parts/fields.ts';
import { defineMethod } from '../parts/method.ts';
import type { Waivable } from '../types/params.ts';
import type { Decimalish, Label } from '../types/words.ts';

export interface ChecklistItem {
	readonly key: string;
	readonly label: Label;
	/** The item counts only when it has also been reported (its evidence carries a date reported). */
	readonly reported: boolean;
}

export interface ChecklistParams extends Waivable {
	readonly deduction: Decimalish;
	readonly items: readonly ChecklistItem[];
}

const item = z.strictObject({ key, label, reported: z.boolean().default(false) });

const params = z.strictObject({
	deduction: positive,
	items: keyed(item, ['waiver']),
	waiver,
}) satisfies z.ZodType<ChecklistParams>;

function facts(params: ChecklistParams): readonly FactSpec[] {
	return params.items.map((entry) =>
		factSpec({ key: entry.key, kind: 'presence', label: entry.label, reported: entry.reported }),
	);
}

/** points − d × (items missing); unknown items count missing below and present above. */
function score(rule: RuleWith<ChecklistParams>, known: KnownFacts): Outcome {
	const each = decimalOf(rule.params.deduction);
	const points = decimalOf(rule.points);
	const groups = {
		present: [] as string[],
		missing: [] as string[],
		unreported: [] as string[],
		unknown: [] as string[],
	};
	for (const { key: name } of rule.params.items) {
		const fact = known.get(name);
		if (!fact) groups.unknown.push(name);
		else if (fact.unreported) groups.unreported.push(name);
		else groups[fact.value.isZero() ? 'missing' : 'present'].push(name);
	}

	const evidence = (facts: readonly string[]): string[] => facts.flatMap((name) => known.get(name)?.evidence ?? []);
	const reasons: Reason[] = [];
	for (const code of ['missing', 'unreported'] as const) {
		const facts = groups[code];
		if (facts.length === 0) continue;
		const taken = plain(each.times(facts.length));
		reasons.push({ code, facts, each: plain(each), taken, evidence: evidence(facts) });
	}
	if (groups.present.length > 0) {
		reasons.push({ code: 'present', facts: groups.present, evidence: evidence(groups.present) });
	}
	reasons.push(...unknownReason(groups.unknown));

	const gone = groups.missing.length + groups.unreported.length;
	const deducted = each.times(gone);
	if (deducted.gt(points)) reasons.push({ code: 'exhausted', deducted: plain(deducted), cut: false, evidence: [] });
	return {
		awarded: within(points.minus(each.times(gone + groups.unknown.length)), points),
		attainable: within(points.minus(deducted), points),
		state: stateOf(rule.params.items.length - groups.unknown.length, groups.unknown.length),
		reasons,
		shapedBy: gone > 0 ? ['deduction'] : [],
	};
}

export default defineMethod({
	key: 'checklist',
	order: 1,
	name: name('逐项检查', 'Checklist'),
	summary: 'Named items, each present or missing: points − deduction × items missing',
	params,
	fields: [
		{ kind: 'decimal', name: 'deduction', label: name('每少一项扣分', 'Points off an item missing') },
		{
			kind: 'list',
			name: 'items',
			label: name('检查内容', 'Items'),
			entry: name('内容', 'item'),
			stem: 'item',
			fields: [
				{ kind: 'label', name: 'label', label: name('名称', 'Name') },
				{
					kind: 'flag',
					name: 'reported',
					label: name('须上报街道办事处才算', 'Counts only once reported to the office'),
				},
			],
		},
	],
	facts,
	score,
	openResult: 'result_open_checklist',
});
