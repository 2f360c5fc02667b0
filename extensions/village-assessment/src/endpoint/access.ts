import { ForbiddenError } from '@directus/errors';
import { actorOf, type Actor } from '../access/actor.ts';
import type { Role } from '../access/roles.ts';
import { Refusal } from '../guards/errors.ts';
import type { AssessmentRequest } from './answer.ts';

/** Who asks; refuses (403) whoever is not signed in, and whoever's role is not among those given. */
export function requireRole({ accountability }: AssessmentRequest, ...roles: readonly Role[]): Actor {
	if (!accountability?.user) throw new ForbiddenError();
	const actor = actorOf(accountability);
	if (actor.role === null || !roles.includes(actor.role)) throw new Refusal('NOT_ALLOWED');
	return actor;
}
