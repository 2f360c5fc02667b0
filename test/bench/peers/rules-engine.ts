// json-rules-engine: each kind of finding, missing item and missed target is a rule whose event says how many points it takes; the
// caller adds them up, for the library itself knows conditions, not sums.
import { z } from 'zod';
import type { CriterionRule } from '#engine';
import type { VillageFacts } from './village-facts.ts';

interface Event {
	readonly params?: Readonly<Record<string, unknown>>;
}
interface RulesEngine {
	addRule(rule: object): unknown;
	run(facts: object): Promise<{ readonly events: readonly Event[] }>;
}
const module = z.object({ Engine: z.custom<new (rules: readonly object[], options: object) => RulesEngine>() });
const unwrapped = z.union([module, z.object({ default: module }).transform((one) => one.default)]);

export function rulesEngine(
	loaded: unknown,
	rules: readonly CriterionRule[],
	{ columns, values }: VillageFacts,
): (village: number) => Promise<number> {
	const { Engine } = unwrapped.parse(loaded);
	const engine = new Engine(rules.flatMap(conditionsOf), { allowUndefinedFacts: true });
	return async (village) => {
		const facts = Object.fromEntries(
			columns.flatMap(({ criterion, fact }, place) => {
				const value = values[village]?.[place];
				return value === null || value === undefined ? [] : [[`${criterion}.${fact}`, value]];
			}),
		);
		const { events } = await engine.run(facts);
		return events.reduce((sum, { params }) => sum + Number(params?.['points'] ?? 0), 0);
	};
}

function conditionsOf(rule: CriterionRule): object[] {
	const when = (fact: string, operator: string, value: number, points: string): object => ({
		conditions: { all: [{ fact: `${rule.id}.${fact}`, operator, value }] },
		event: { type: 'points', params: { criterion: rule.id, points } },
	});
	switch (rule.method) {
		case 'checklist':
			return rule.params.items.map(({ key }) => when(key, 'equal', 0, `-${rule.params.deduction}`));
		case 'deduction':
		case 'gated_deduction':
			return rule.params.findings.map(({ key, deduction }) => when(key, 'greaterThan', 0, `-${deduction}`));
		case 'gate':
			return [when('met', 'greaterThan', 0, rule.points)];
		case 'band':
		case 'shortfall':
			return [when('actual', 'greaterThanInclusive', Number(rule.params.target ?? 80), rule.points)];
		default:
			return [];
	}
}
