// Directus makes a role and a policy of its own for its first administrator, in English. Here is one role of administrators: ours.
import type { Knex } from 'knex';
import { ROLES } from '#domain/roles.ts';

/** What Directus calls them as long as nobody has given them another name. */
const PLATFORMS = { name: 'Administrator', description: '$t:admin_description' } as const;
const NAMELESS = { first_name: 'Admin', last_name: 'User' } as const;

/** Moves Directus's administrators into our role, once that is there, and takes theirs away. What an office has renamed stays. */
export async function oneAdministrator(trx: Knex.Transaction): Promise<void> {
	const roles: string[] = await trx('directus_roles').where(PLATFORMS).whereNot('id', ROLES.administrator).pluck('id');
	await trx('directus_users')
		.where(NAMELESS)
		.whereIn('role', [...roles, ROLES.administrator])
		.update({ first_name: '系统管理员', last_name: '' });
	if (roles.length === 0) return;
	await trx('directus_users').whereIn('role', roles).update({ role: ROLES.administrator });
	await trx('directus_roles').whereIn('parent', roles).update({ parent: ROLES.administrator });
	const policies: string[] = await trx('directus_policies').where(PLATFORMS).pluck('id');
	await trx('directus_access').whereIn('role', roles).whereIn('policy', policies).delete();
	// A policy that somebody has attached elsewhere, or a role that holds another, is somebody's own work by now.
	const heldPolicies: string[] = await trx('directus_access').whereIn('policy', policies).pluck('policy');
	const heldRoles: string[] = await trx('directus_access').whereIn('role', roles).pluck('role');
	await trx('directus_policies')
		.whereIn(
			'id',
			policies.filter((id) => !heldPolicies.includes(id)),
		)
		.delete();
	await trx('directus_roles')
		.whereIn(
			'id',
			roles.filter((id) => !heldRoles.includes(id)),
		)
		.delete();
}
