import { ForbiddenError } from '@directus/errors';
import { actorOf } from './actor.ts';
import type { Actor } from '#domain/actor.ts';
import type { Role } from '#domain/roles.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import type { AssessmentRequest } from './http.ts';

/** Who asks; refuses (403) whoever is not signed in, and whoever's role is not among those given. */
export function requireRole({ accountability }: AssessmentRequest, ...roles: readonly Role[]): Actor {
	if (!accountability?.user) throw new ForbiddenError();
	const actor = actorOf(accountability);
	if (actor.role === null || !roles.includes(actor.role)) throw new DomainError('NOT_ALLOWED');
	return actor;
}
