// A village clerk's account belongs to a village: without one its owner sees nothing and can hand in nothing.
import { ROLES } from '#domain/roles.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import { idOf } from '#domain/uuid.ts';
import type { Guard, Payload } from '#server/platform/guard.ts';
import { boundedMap } from '#server/platform/bounded-map.ts';
import { findAccount, findAccounts } from './repository.ts';

const isLost = ({ role, village }: Payload): boolean => idOf(role) === ROLES.clerk && (village ?? null) === null;
const refuseLost = (account: Payload): void => {
	if (isLost(account))
		throw new DomainError('CLERK_WITHOUT_VILLAGE', {}, { collection: 'directus_users', field: 'village' });
};

/** Accounts whose role or village somebody is changing: two changes that are sound each by itself need not be so together. */
const changed = boundedMap<true>();

export const clerkVillage: Guard = {
	collections: ['directus_users'],
	create: (payload) => {
		refuseLost(payload);
		return Promise.resolve(payload);
	},
	update: async (payload, { database, keys }) => {
		if (!['role', 'village', 'status'].some((field) => field in payload)) return payload;
		const accounts = await findAccounts(database, keys);
		for (const account of accounts) {
			// An account from before this rule may still be suspended as it is.
			if (!('role' in payload) && !('village' in payload) && payload['status'] !== 'active') continue;
			refuseLost({ ...account, ...payload });
			changed.set(account.id, true);
		}
		return payload;
	},
	afterWrite: async (key, { database, change }) => {
		if (change === 'delete' || (change === 'update' && changed.get(key) === undefined)) return;
		refuseLost({ ...(await findAccount(database, key)) });
	},
};

/** Whoever registers himself gets no village, so he must not become a clerk by it. */
export const registeredRole: Guard = {
	collections: ['directus_settings'],
	update: (payload) => {
		if (idOf(payload['public_registration_role']) === ROLES.clerk)
			throw new DomainError(
				'CLERK_WITHOUT_VILLAGE',
				{},
				{ collection: 'directus_settings', field: 'public_registration_role' },
			);
		return Promise.resolve(payload);
	},
};
