import { z } from 'zod';
import { ZERO, decimalOf } from '../decimal.ts';
import type { FactSpec, RuleWith } from '../types/rule.ts';
import { unknownReason, type KnownFacts, type Outcome } from '../parts/outcome.ts';
import { factSpec, label, waiver } from '../parts/shapes.ts';
import { CONDITION, name } from '../parts/fields.ts';
import { defineMethod } from '../parts/method.ts';
import type { Waivable } from '../types/params.ts';
import type { Label } from '../types/words.ts';

export interface GateParams extends Waivable {
	readonly label: Label;
}

const params = z.strictObject({ label, waiver }) satisfies z.ZodType<GateParams>;

function facts(params: GateParams): readonly FactSpec[] {
	return [factSpec({ key: 'met', kind: 'yes_no', label: params.label })];
}

/** All or nothing. */
function score(rule: RuleWith<GateParams>, known: KnownFacts): Outcome {
	const points = decimalOf(rule.points);
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

export default defineMethod({
	key: 'gate',
	order: 3,
	name: name('达标得分', 'All or nothing'),
	summary: 'One yes or no: points if yes, else 0',
	params,
	fields: [CONDITION],
	facts,
	score,
	openResult: 'result_open_gate',
});
