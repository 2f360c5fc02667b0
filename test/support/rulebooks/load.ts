import { join } from 'node:path';
import { z } from 'zod';
import { loadRulebook } from '../../../seed/rulebook/load-rulebook.ts';

/** The two rulebooks that every test of the engine runs on: the official one, and one that has nothing in common with it. */
export const ROOT = join(import.meta.dirname, '../../..');
export const official = await loadRulebook(join(ROOT, 'seed/rulebook/hls-fp-1'));
export const other = await loadRulebook(join(ROOT, 'test/support/rulebooks/village-environment'));

const criterion = z.looseObject({
	code: z.string(),
	points: z.union([z.string(), z.number()]),
	method: z.string(),
	params: z.record(z.string(), z.unknown()),
	waivable: z.boolean().optional(),
	readings: z.array(z.looseObject({ param: z.string(), options: z.array(z.unknown()) })).optional(),
	examples: z.array(z.unknown()),
});
export type CriterionDocument = z.output<typeof criterion>;

/** The criteria as the YAML files write them. */
export function criteriaOf(document: unknown): readonly CriterionDocument[] {
	return z.object({ criteria: z.array(criterion) }).parse(document).criteria;
}

/** The criterion with another choice for its open readings. */
export function reread(doc: CriterionDocument, reading: Readonly<Record<string, unknown>>): unknown {
	const { points = doc.points, ...others } = reading;
	return { ...doc, points, params: { ...doc.params, ...others } };
}
