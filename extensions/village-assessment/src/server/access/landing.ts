// Where somebody's day begins. The Studio opens the page an account was on last; signing in makes that the start page of its role.
import type { Database } from '#server/platform/database.ts';
import { roleOfId, type Role } from '#domain/roles.ts';
import { updateLastPage } from './repository.ts';

/** Paths within the Studio. */
export const LANDING = {
	administrator: '/workplace',
	office: '/workplace',
	clerk: '/workplace',
	leader: '/leadership-review',
	auditor: '/content/scorecards',
} as const satisfies Record<Role, string>;

export interface SignedIn {
	readonly id: string;
	readonly role: string | null;
}

/** Links into the Studio are followed all the same: they are kept in the address. Accounts of other roles stay where they were. */
export async function landOnStartPage(database: Database, { id, role }: SignedIn): Promise<void> {
	const known = roleOfId(role);
	if (known !== null) await updateLastPage(database, id, LANDING[known]);
}
