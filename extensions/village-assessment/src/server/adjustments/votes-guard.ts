// Votes are cast by the endpoint alone, and what was cast stands: nobody adds, changes or deletes one, administrators included.
import { DomainError } from '#domain/errors/domain-error.ts';
import type { Guard } from '#server/platform/guard.ts';

const refuse = (): never => {
	throw new DomainError('VOTES_ON_RECORD');
};

export const votesOnRecord: Guard = {
	collections: ['adjustment_votes'],
	safeForUnprivileged: true,
	create: async () => refuse(),
	update: async () => refuse(),
	delete: async () => refuse(),
};
