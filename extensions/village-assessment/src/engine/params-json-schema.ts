import { z } from 'zod';
import { PARAMS } from './methods/index.ts';
import type { Method } from './types.ts';

const TITLES = {
	checklist: 'Named items, each present or missing: points − deduction × items missing',
	deduction: 'Kinds of findings with a count of cases: points − Σ deduction × cases',
	gate: 'One yes or no: points if yes, else 0',
	gated_deduction: 'A yes or no, then counts of cases: 0 if no, else points − Σ deduction × cases',
	shortfall: 'An actual against a target: points − deduction × units short',
	band: 'Full marks from the target on, nothing below the floor, between them as read',
	discretionary: 'Occurrences approved by the leadership group: each × occurrences, at most the cap',
	unallocated: 'Points of an indicator that no clause deals with: awarded or withheld',
} satisfies Record<Method, string>;

/** The JSON Schema of a method's `params`, as they may be written (defaults may be left out). */
export function paramsJsonSchema(method: Method): object {
	const { $schema, ...schema } = z.toJSONSchema(PARAMS[method], { io: 'input', target: 'draft-2020-12' });
	return { $schema, $id: `village-assessment/params/${method}`, title: TITLES[method], ...schema };
}
