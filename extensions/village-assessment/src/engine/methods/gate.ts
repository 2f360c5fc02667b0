import { z } from 'zod';
import { Decimal, ZERO } from '../decimal.ts';
import type { FactSpec, GateParams, RuleOf } from '../types.ts';
import { unknownReason, type KnownFacts, type Outcome } from './outcome.ts';
import { factSpec, label, waiver } from './shapes.ts';

export const gateParams = z.strictObject({ label, waiver }) satisfies z.ZodType<GateParams>;

export function gateFacts(params: GateParams): readonly FactSpec[] {
	return [factSpec({ key: 'met', kind: 'yes_no', label: params.label })];
}

/** All or nothing. */
export function scoreGate(rule: RuleOf<'gate'>, known: KnownFacts): Outcome {
	const points = new Decimal(rule.points);
	const met = known.get('met');
	if (!met) {
		return { awarded: ZERO, attainable: points, state: 'pending', reasons: unknownReason(['met']), shapedBy: [] };
	}
	const yes = !met.value.isZero();
	const awarded = yes ? points : ZERO;
	return {
		awarded,
		attainable: awarded,
		state: 'assessed',
		reasons: [{ code: yes ? 'met' : 'not_met', fact: 'met', evidence: met.evidence }],
		shapedBy: [],
	};
}
