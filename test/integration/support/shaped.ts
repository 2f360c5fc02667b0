import { expect } from 'vitest';
import { ANSWERS, type Endpoint } from '../../../extensions/village-assessment/src/endpoint/answers.ts';

/** What an endpoint answered has the published shape. */
export function shaped(endpoint: Endpoint, data: unknown): unknown {
	expect(ANSWERS[endpoint].safeParse(data).error?.issues ?? [], endpoint).toEqual([]);
	return data;
}
