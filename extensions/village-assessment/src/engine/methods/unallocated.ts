import { z } from 'zod';
import { ZERO, decimalOf } from '../decimal.ts';

import type { Outcome } from '../parts/outcome.ts';
import { waiver } from '../parts/shapes.ts';
import { name } from '../parts/fields.ts';
import { defineMethod } from '../parts/method.ts';
import type { Waivable } from '../types/params.ts';
import type { RuleWith } from '../types/rule.ts';

export interface UnallocatedParams extends Waivable {
	readonly award: boolean;
}

const params = z.strictObject({ award: z.boolean(), waiver }) satisfies z.ZodType<UnallocatedParams>;

/** Points of an indicator that no clause deducts from: kept or withheld, always assessed. */
function score(rule: RuleWith<UnallocatedParams>): Outcome {
	const { award } = rule.params;
	const awarded = award ? decimalOf(rule.points) : ZERO;
	return {
		awarded,
		attainable: awarded,
		state: 'assessed',
		reasons: [{ code: 'unallocated', award, evidence: [] }],
		shapedBy: ['award'],
	};
}

export default defineMethod({
	key: 'unallocated',
	order: 8,
	name: name('未分配分值', 'Unallocated points'),
	summary: 'Points of an indicator that no clause deals with: awarded or withheld',
	params,
	fields: [{ kind: 'flag', name: 'award', label: name('照计（不勾选则不计）', 'Awarded (withheld when not ticked)') }],
	facts: () => [],
	score,
	openResult: 'result',
	part: () => 'unallocated',
	points: 'not_negative',
	waivable: false,
});
