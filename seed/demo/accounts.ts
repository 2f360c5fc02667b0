// The demo's accounts, with passwords of their own in each installation.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateHash } from '@directus/api/utils/generate-hash';
import { parse } from 'yaml';
import { ROLES } from '#domain/roles.ts';
import type { RowSet } from '../merge/row-set.ts';
import { stableId } from '../merge/stable-id.ts';
import { accountsShape, type Account } from './shapes.ts';

/** By email address. */
export type Passwords = Readonly<Record<string, string>>;
export type KeepPasswords = (passwords: Passwords) => void;

export const accountId = (email: string): string => stableId(`accounts/${email}`);

export const demoAccounts = async (): Promise<Account[]> =>
	accountsShape.parse(parse(await readFile(join(import.meta.dirname, 'accounts.yaml'), 'utf8')));

/** Hands the passwords over before the rows: an account whose password nobody knows is of no use. */
export async function accountRows(
	accounts: readonly Account[],
	{ villageId, keep }: { villageId: (code: string) => string; keep: KeepPasswords },
): Promise<RowSet> {
	const passwords = Object.fromEntries(accounts.map(({ email }) => [email, randomBytes(12).toString('base64url')]));
	keep(passwords);
	const rows = await Promise.all(
		accounts.map(async ({ email, name, role, village }) => ({
			id: accountId(email),
			email,
			password: await generateHash(passwords[email] ?? ''),
			first_name: name,
			// Nothing rather than unknown: Directus shows a dash for what it does not know.
			last_name: '',
			role: ROLES[role],
			village: village === undefined ? null : villageId(village),
			status: 'active',
			provider: 'default',
		})),
	);
	return { table: 'directus_users', primary: 'id', rows };
}
