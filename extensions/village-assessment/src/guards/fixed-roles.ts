// The five roles stay: accounts, permissions and the leadership group's votes hang on their ids.
import { roleOfId } from '../access/roles.ts';
import { Refusal } from './errors.ts';
import type { Guard } from './guard.ts';

export const fixedRoles: Guard = {
	collections: ['directus_roles'],
	delete: async (keys) => {
		if (keys.some((key) => roleOfId(key.toLowerCase()) !== null)) throw new Refusal('FIXED_ROLE');
	},
};
