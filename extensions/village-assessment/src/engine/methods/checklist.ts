import { z } from 'zod';
import { Decimal, plain, within } from '../decimal.ts';
import type { ChecklistParams, FactSpec, Reason, RuleOf } from '../types.ts';
import { stateOf, unknownReason, type KnownFacts, type Outcome } from './outcome.ts';
import { factSpec, key, keyed, label, positive, waiver } from './shapes.ts';

const item = z.strictObject({ key, label, reported: z.boolean().default(false) });

export const checklistParams = z.strictObject({
	deduction: positive,
	items: keyed(item, ['waiver']),
	waiver,
}) satisfies z.ZodType<ChecklistParams>;

export function checklistFacts(params: ChecklistParams): readonly FactSpec[] {
	return params.items.map((entry) =>
		factSpec({ key: entry.key, kind: 'presence', label: entry.label, reported: entry.reported }),
	);
}

/** points − d × (items missing); unknown items count missing below and present above. */
export function scoreChecklist(rule: RuleOf<'checklist'>, known: KnownFacts): Outcome {
	const each = new Decimal(rule.params.deduction);
	const points = new Decimal(rule.points);
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
