// Who sits before the screen. What they may do the server decides; the screens only leave out what would be refused anyway.
import { useStores } from '@directus/extensions-sdk';
import { roleOfId, type Role } from '#domain/roles.ts';

export interface CurrentUser {
	readonly id: string;
	/** null: none of the five roles, e.g. an administrator of Directus's own making; `isAdmin` tells. */
	readonly role: Role | null;
	readonly isAdmin: boolean;
	/** The village whose clerk somebody is. */
	readonly village: string | null;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null;

export function useCurrentUser(): CurrentUser {
	const user: unknown = useStores().useUserStore().currentUser;
	return currentUserOf(user);
}

export function currentUserOf(user: unknown): CurrentUser {
	if (!isRecord(user)) return { id: '', role: null, isAdmin: false, village: null };
	const role = isRecord(user['role']) ? user['role']['id'] : user['role'];
	const isAdmin = user['admin_access'] === true || (isRecord(user['role']) && user['role']['admin_access'] === true);
	return {
		id: String(user['id'] ?? ''),
		role: roleOfId(role) ?? (isAdmin ? 'administrator' : null),
		isAdmin,
		village: typeof user['village'] === 'string' ? user['village'] : null,
	};
}
