import { InvalidCredentialsError, TokenExpiredError } from '@directus/errors';
import type { Accountability } from '@directus/types';
import type { Database } from '#server/platform/database.ts';
import { findAccount } from './repository.ts';

/**
 * A token says who somebody was when it was issued; Directus takes its word for a quarter of an hour. Here the account itself is
 * asked: the suspended and deleted are out at once, and whoever has been given another role has to sign in anew.
 */
export async function requireCurrentAccount(
	database: Database,
	accountability: Accountability | null | undefined,
	token: unknown,
): Promise<void> {
	if (!accountability?.user || isStaticToken(token)) return;
	const account = await findAccount(database, accountability.user);
	if (account?.status !== 'active') throw new InvalidCredentialsError();
	if (account.role !== accountability.role) throw new TokenExpiredError();
}

/** By a static token Directus has just asked the account itself; it is no JWT, which has three parts. */
const isStaticToken = (token: unknown): boolean => typeof token === 'string' && token.split('.').length !== 3;
