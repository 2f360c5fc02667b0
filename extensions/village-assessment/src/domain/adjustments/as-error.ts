import { Refusal } from '#domain/errors/domain-error.ts';
import type { Refused } from './conditions.ts';

/** Throws with it what the table or the rules of a proposal refused. */
export const asRefusal = ({ code, values, details }: Refused): Refusal => new Refusal(code, values, details);
