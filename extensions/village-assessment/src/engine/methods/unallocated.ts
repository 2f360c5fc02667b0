import { z } from 'zod';
import { Decimal, ZERO } from '../decimal.ts';
import type { RuleOf, UnallocatedParams } from '../types.ts';
import type { Outcome } from './outcome.ts';
import { waiver } from './shapes.ts';

export const unallocatedParams = z.strictObject({ award: z.boolean(), waiver }) satisfies z.ZodType<UnallocatedParams>;

/** Points of an indicator that no clause deducts from: kept or withheld, always assessed. */
export function scoreUnallocated(rule: RuleOf<'unallocated'>): Outcome {
	const { award } = rule.params;
	const awarded = award ? new Decimal(rule.points) : ZERO;
	return {
		awarded,
		attainable: awarded,
		state: 'assessed',
		reasons: [{ code: 'unallocated', award, evidence: [] }],
		shapedBy: ['award'],
	};
}
