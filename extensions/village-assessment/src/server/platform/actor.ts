import type { Actor } from '#domain/actor.ts';
import type { Accountability } from '@directus/types';
import { rowsOf, type Database } from './database.ts';
import { roleOfId } from '#domain/roles.ts';
import { perTransaction } from './unit-of-work.ts';

export function actorOf(accountability: Accountability): Actor {
	const role = accountability.admin ? 'administrator' : roleOfId(accountability.role);
	return { user: accountability.user, role };
}

const actors = perTransaction(() => new Map<string, Actor>());

/** Their role as it stands in the database now, where a transaction has read it along with something else. */
export function rememberRole(trx: Database, user: string, role: string | null): void {
	const known = roleOfId(role);
	if (known !== null && !actors(trx).has(user)) actors(trx).set(user, { user, role: known });
}

/** Who a user is, asked inside a transaction in which Directus says no more than the id. */
export async function actorById(trx: Database, user: string): Promise<Actor> {
	const before = actors(trx).get(user);
	if (before !== undefined) return before;
	const row = await trx('directus_users').select('role').where('id', user).first();
	const actor: Actor = {
		user,
		role: roleOfId(row?.role) ?? ((await isPlatformAdministrator(trx, user)) ? 'administrator' : null),
	};
	actors(trx).set(user, actor);
	return actor;
}

/** As Directus sees it: a policy with all rights, attached to the user, the role, or a role above it. */
async function isPlatformAdministrator(trx: Database, user: string): Promise<boolean> {
	const found = await trx.raw(
		`WITH RECURSIVE held (id) AS (
			SELECT role FROM directus_users WHERE id = ? UNION SELECT r.parent FROM directus_roles r JOIN held h ON r.id = h.id
				WHERE r.parent IS NOT NULL
		) SELECT 1 FROM directus_access a JOIN directus_policies p ON p.id = a.policy WHERE p.admin_access
			AND (a."user" = ? OR a.role IN (SELECT id FROM held)) LIMIT 1`,
		[user, user],
	);
	return rowsOf(found).length > 0;
}
