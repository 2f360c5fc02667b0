// The five roles stay: accounts, permissions and the leadership group's votes hang on their ids.
import { roleOfId } from '#domain/roles.ts';
import { DomainError } from '#domain/errors/domain-error.ts';
import type { Guard } from '#server/platform/guard.ts';

export const fixedRoles: Guard = {
	collections: ['directus_roles'],
	delete: async (keys) => refuseFixed(keys),
};

/** Directus looks for the last administrator first, and would say so in English: an administrator is refused before. */
export function refuseDeletingFixedRoles({
	path,
	body,
	admin,
}: {
	readonly path: string;
	readonly body: unknown;
	readonly admin: boolean;
}): void {
	if (!admin) return;
	const key = /^\/roles\/([^/]+)/.exec(path)?.[1];
	if (key !== undefined) refuseFixed([key]);
	else if (/^\/roles\/?$/.test(path) && Array.isArray(body)) refuseFixed(body.map(String));
}

function refuseFixed(keys: readonly string[]): void {
	if (keys.some((key) => roleOfId(key.toLowerCase()) !== null)) throw new DomainError('FIXED_ROLE');
}
