import { DomainError } from '#domain/errors/domain-error.ts';
import type { Refused } from './conditions.ts';

/** Throws with it what the table or the rules of a proposal refused. */
export const asDomainError = ({ code, values, details }: Refused): DomainError =>
	new DomainError(code, values, details);
