import type { Accountability } from '@directus/types';
import type { Database } from '../recompute/database.ts';
import { roleOfId, type Role } from './roles.ts';

/** Who writes. An administrator may do what the office may, and more. */
export interface Actor {
	readonly user: string | null;
	/** null: nobody signed in, or a role of the office's own making, which may do nothing here beyond its permissions. */
	readonly role: Role | null;
}

export function actorOf(accountability: Accountability): Actor {
	const role = accountability.admin ? 'administrator' : roleOfId(accountability.role);
	return { user: accountability.user, role };
}

/** The office keeps the records; administrators stand in for it. */
export const isOffice = ({ role }: Actor): boolean => role === 'office' || role === 'administrator';

const known = new WeakMap<object, Map<string, Actor>>();

/**
 * Who a user is, asked inside a transaction whose writer was let through a moment before: whoever has none of our five roles was
 * so as an administrator of the platform.
 */
export async function actorById(trx: Database, user: string): Promise<Actor> {
	const actors = known.get(trx) ?? new Map<string, Actor>();
	known.set(trx, actors);
	const before = actors.get(user);
	if (before !== undefined) return before;
	const row: { role: string | null } | undefined = await trx('directus_users').select('role').where('id', user).first();
	const actor: Actor = { user, role: roleOfId(row?.role) ?? 'administrator' };
	actors.set(user, actor);
	return actor;
}
