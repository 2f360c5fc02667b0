import { z } from 'zod';
import { methodOf } from './methods.ts';
import type { Method } from './types.ts';

/** The JSON Schema of a method's `params`, as they may be written (defaults may be left out). */
export function paramsJsonSchema(method: Method): object {
	const { params, summary } = methodOf(method);
	const { $schema, ...schema } = z.toJSONSchema(params, { io: 'input', target: 'draft-2020-12' });
	return { $schema, $id: `village-assessment/params/${method}`, title: summary, ...schema };
}
